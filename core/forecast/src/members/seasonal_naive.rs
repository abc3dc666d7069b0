//! The last value at the same time of the season: the forecast to beat wherever people sleep at night.

use super::{Fit, Member};
use crate::ForecastError;
use crate::history::History;

/// The last finite value at the same phase, however many cycles back it lies.
#[derive(Debug)]
pub(crate) struct SeasonalNaive {
    season_steps: usize,
}

impl SeasonalNaive {
    /// The member for its one season, given in steps.
    pub(crate) fn boxed(seasons_steps: Vec<usize>) -> Box<dyn Member> {
        Box::new(Self { season_steps: seasons_steps.first().copied().unwrap_or(1).max(1) })
    }
}

impl Member for SeasonalNaive {
    fn fit(&self, history: &History<'_>, horizon_steps: usize) -> Result<Fit, ForecastError> {
        let mut season = Season { newest: vec![f64::NAN; self.season_steps], last: f64::NAN };
        let mut fitted = Vec::with_capacity(history.values.len());
        for (index, &value) in history.values.iter().enumerate() {
            fitted.push(season.newest[index % self.season_steps]);
            season.learn(index % self.season_steps, value);
        }
        let phase = |step| (history.values.len() + step) % self.season_steps;
        let forecast = (0..horizon_steps).map(|step| season.at(phase(step))).collect();
        Ok(Fit { fitted, forecast })
    }
}

/// The newest value at every phase of a season.
struct Season {
    newest: Vec<f64>,
    /// The newest of all.
    last: f64,
}

impl Season {
    fn learn(&mut self, phase: usize, value: f64) {
        if value.is_finite() {
            self.newest[phase] = value;
            self.last = value;
        }
    }

    /// The newest value at `phase`, or of all where that phase has never been seen.
    fn at(&self, phase: usize) -> f64 {
        let newest = self.newest[phase];
        if newest.is_finite() { newest } else { self.last }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use timeseries::Duration;

    const GAP: f64 = f64::NAN;

    fn fit(values: &[f64], season_steps: usize, horizon_steps: usize) -> Fit {
        let history = History { step: Duration::HOUR, values };
        SeasonalNaive::boxed(vec![season_steps]).fit(&history, horizon_steps).unwrap()
    }

    #[test]
    fn repeats_the_last_season() {
        assert_eq!(fit(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0], 3, 5).forecast, [5.0, 6.0, 7.0, 5.0, 6.0]);
    }

    #[test]
    fn a_gap_at_the_phase_looks_one_cycle_further_back() {
        let fit = fit(&[1.0, 2.0, 3.0, 4.0, GAP, 6.0, GAP, GAP, 9.0], 3, 3);
        assert_eq!(fit.forecast, [4.0, 2.0, 9.0]);
        assert_eq!(fit.fitted[3..], [1.0, 2.0, 3.0, 4.0, 2.0, 6.0]);
        assert!(fit.fitted[..3].iter().all(|value| value.is_nan()));
    }

    #[test]
    fn a_phase_never_seen_takes_the_last_value() {
        assert_eq!(fit(&[1.0, GAP, 3.0, 4.0, GAP, GAP], 3, 3).forecast, [4.0, 4.0, 3.0]);
    }
}
