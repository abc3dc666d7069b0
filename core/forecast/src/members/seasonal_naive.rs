//! The last value at the same time of the season: the forecast to beat wherever people sleep at night.

use super::{Fit, Member, phases};
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
        let mut newest = vec![f64::NAN; self.season_steps];
        let mut fitted = Vec::with_capacity(history.values.len());
        for season in history.values.chunks(self.season_steps) {
            for (newest, &value) in newest.iter_mut().zip(season) {
                fitted.push(*newest);
                *newest = if value.is_finite() { value } else { *newest };
            }
        }
        Ok(Fit { fitted, forecast: self.forecast(history, horizon_steps)? })
    }

    fn forecast(&self, history: &History<'_>, horizon_steps: usize) -> Result<Vec<f64>, ForecastError> {
        let at_phase = |step: usize| self.at(history, step);
        Ok(phases::repeated(self.season_steps, horizon_steps, history.newest(), at_phase))
    }
}

impl SeasonalNaive {
    /// The newest value at the phase of the step after the history; NaN where that phase has never been seen.
    fn at(&self, history: &History<'_>, step: usize) -> f64 {
        let before = &history.values[..(history.values.len() + step + 1).saturating_sub(self.season_steps)];
        let at_phase = before.iter().rev().step_by(self.season_steps);
        at_phase.copied().find(|value| value.is_finite()).unwrap_or(f64::NAN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use timeseries::Duration;

    const GAP: f64 = f64::NAN;

    fn fit(values: &[f64], season_steps: usize, horizon_steps: usize) -> Fit {
        let history = History::of(Duration::HOUR, values);
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
    fn a_phase_never_seen_lies_between_its_neighbours() {
        assert_eq!(fit(&[1.0, GAP, 3.0, 4.0, GAP, GAP], 3, 3).forecast, [4.0, 3.5, 3.0]);
    }
}
