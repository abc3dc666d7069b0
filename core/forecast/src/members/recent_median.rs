//! The median of the newest values: what a metric deserves that is mostly one number, zero above all, and at times another.

use super::{Fit, Member};
use crate::ForecastError;
use crate::history::History;
use crate::statistics::sorted;

/// Number of recent points if there is no season.
const POINTS_WITHOUT_SEASON: usize = 12;

/// The median of the points of the last season, the lower one of two.
#[derive(Debug)]
pub(crate) struct RecentMedian {
    window_steps: usize,
}

impl RecentMedian {
    /// The member for its one season, given in steps, or for none.
    pub(crate) fn boxed(seasons_steps: Vec<usize>) -> Box<dyn Member> {
        Box::new(Self { window_steps: seasons_steps.first().copied().unwrap_or(POINTS_WITHOUT_SEASON).max(1) })
    }
}

impl Member for RecentMedian {
    fn fit(&self, history: &History<'_>, horizon_steps: usize) -> Result<Fit, ForecastError> {
        let mut recent = Recent { ascending: Vec::with_capacity(self.window_steps), median: f64::NAN };
        let mut fitted = Vec::with_capacity(history.values.len());
        for (index, value) in history.values.iter().enumerate() {
            fitted.push(recent.median);
            if let Some(oldest) = index.checked_sub(self.window_steps) {
                recent.forget(history.values[oldest]);
            }
            recent.learn(*value);
        }
        Ok(Fit { fitted, forecast: vec![recent.median; horizon_steps] })
    }

    fn forecast(&self, history: &History<'_>, horizon_steps: usize) -> Result<Vec<f64>, ForecastError> {
        let newest = history.values.iter().rposition(|value| value.is_finite()).map_or(0, |newest| newest + 1);
        // A gap longer than the window changes nothing.
        let end = history.values.len().min(newest + self.window_steps - 1);
        let ascending = sorted(history.values[end.saturating_sub(self.window_steps)..end].iter().copied());
        let median = ascending.get(ascending.len().saturating_sub(1) / 2).copied().unwrap_or(f64::NAN);
        Ok(vec![median; horizon_steps])
    }
}

/// The finite values of a window, smallest first.
struct Recent {
    ascending: Vec<f64>,
    /// The last one there was: a gap longer than the window changes nothing.
    median: f64,
}

impl Recent {
    fn place(&self, value: f64) -> usize {
        self.ascending.partition_point(|known| known.total_cmp(&value).is_lt())
    }

    fn forget(&mut self, value: f64) {
        if value.is_finite() {
            self.ascending.remove(self.place(value));
        }
    }

    fn learn(&mut self, value: f64) {
        if value.is_finite() {
            self.ascending.insert(self.place(value), value);
        }
        let middle = self.ascending.len().saturating_sub(1) / 2;
        self.median = self.ascending.get(middle).copied().unwrap_or(self.median);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use timeseries::Duration;

    const GAP: f64 = f64::NAN;

    fn fit(values: &[f64], window_steps: usize) -> Fit {
        let history = History::of(Duration::HOUR, values);
        RecentMedian::boxed(vec![window_steps]).fit(&history, 1).unwrap()
    }

    #[test]
    fn a_spike_is_not_the_usual() {
        assert_eq!(fit(&[0.0, 0.0, 9.0, 0.0, 7.0], 5).forecast, [0.0]);
        assert_eq!(fit(&[9.0, 9.0, 1.0, 2.0, 3.0], 3).forecast, [2.0]);
        assert_eq!(fit(&[1.0, 2.0, 3.0, 4.0], 4).forecast, [2.0]);
    }

    #[test]
    fn a_gap_longer_than_the_window_keeps_the_last() {
        let fit = fit(&[1.0, 5.0, 6.0, GAP, GAP, GAP, GAP], 2);
        assert_eq!(fit.forecast, [6.0]);
        let history = History::of(Duration::HOUR, &[1.0, 5.0, 6.0, GAP, GAP, GAP, GAP]);
        assert_eq!(RecentMedian { window_steps: 2 }.forecast(&history, 1).unwrap(), [6.0]);
        assert!(fit.fitted[0].is_nan());
        assert_eq!(fit.fitted[1..], [1.0, 1.0, 5.0, 6.0, 6.0, 6.0]);
    }
}
