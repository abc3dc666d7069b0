//! The newest value, moved on by what the same hours of past cycles added: a counter, a disk, a level that wanders under its day.

use super::{Fit, Member};
use crate::ForecastError;
use crate::history::History;
use crate::statistics::median;

/// The newest cycles that may speak: one in which a counter started again says nothing.
const MOST_CYCLES: usize = 7;

/// The newest value and the usual change since the same phase.
#[derive(Debug)]
pub(crate) struct SeasonalChange {
    season_steps: usize,
}

impl SeasonalChange {
    /// The member for its one season, given in steps.
    pub(crate) fn boxed(seasons_steps: Vec<usize>) -> Box<dyn Member> {
        Box::new(Self { season_steps: seasons_steps.first().copied().unwrap_or(1).max(1) })
    }

    /// The usual change from the phase of `from` to that `steps` later, at most a season; NaN where it has never been seen.
    fn change(&self, values: &[f64], from: usize, steps: usize) -> f64 {
        let starts = (1..=MOST_CYCLES).map_while(|cycle| from.checked_sub(cycle.saturating_mul(self.season_steps)));
        median(starts.map(|start| values[start + steps] - values[start])).unwrap_or(f64::NAN)
    }
}

impl Member for SeasonalChange {
    fn fit(&self, history: &History<'_>, horizon_steps: usize) -> Result<Fit, ForecastError> {
        let values = history.values;
        let one_step = |index: usize| match index.checked_sub(1) {
            Some(before) => values[before] + self.change(values, before, 1),
            None => f64::NAN,
        };
        Ok(Fit { fitted: (0..values.len()).map(one_step).collect(), forecast: self.forecast(history, horizon_steps)? })
    }

    fn forecast(&self, history: &History<'_>, horizon_steps: usize) -> Result<Vec<f64>, ForecastError> {
        let newest = history.values.iter().rposition(|value| value.is_finite()).unwrap_or(0);
        let stale = history.values.len() - 1 - newest;
        let steps = stale + horizon_steps;
        let mut known = 0.0;
        let within: Vec<f64> = (1..=steps.min(self.season_steps))
            .map(|step| {
                let change = self.change(history.values, newest, step);
                known = if change.is_finite() { change } else { known };
                known
            })
            .collect();
        let whole = within.last().copied().unwrap_or(0.0);
        let at = |step: usize| {
            history.values[newest] + within[step % self.season_steps] + (step / self.season_steps) as f64 * whole
        };
        Ok((stale..steps).map(at).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use timeseries::Duration;

    const GAP: f64 = f64::NAN;

    fn fit(values: &[f64], season_steps: usize, horizon_steps: usize) -> Fit {
        let history = History::of(Duration::HOUR, values);
        SeasonalChange::boxed(vec![season_steps]).fit(&history, horizon_steps).unwrap()
    }

    #[test]
    fn a_counter_goes_on_as_on_the_days_before() {
        // By day it counts 1, 5, 2: 8 a day.
        let fit = fit(&[1.0, 6.0, 8.0, 9.0, 14.0, 16.0, 17.0], 3, 5);
        assert_eq!(fit.forecast, [22.0, 24.0, 25.0, 30.0, 32.0]);
        assert_eq!(fit.fitted[4..], [14.0, 16.0, 17.0]);
        assert!(fit.fitted[..3].iter().all(|value| value.is_nan()));
    }

    #[test]
    fn one_restart_says_nothing() {
        let counted: Vec<f64> = (0..40).map(|index| f64::from(if index < 17 { index } else { index - 17 })).collect();
        assert_eq!(fit(&counted, 4, 6).forecast, [23.0, 24.0, 25.0, 26.0, 27.0, 28.0]);
    }

    #[test]
    fn gaps_are_passed_over() {
        let fit = fit(&[1.0, 2.0, GAP, 4.0, GAP, 6.0, GAP, 8.0, GAP], 2, 3);
        assert_eq!(
            fit.forecast,
            [10.0, 10.0, 12.0],
            "nothing was seen of the odd phase: it is taken as the one before"
        );
    }
}
