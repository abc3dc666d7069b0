//! The last value, moved on by the mean change of the past: what fills a disk at an even pace.

use timeseries::Duration;

use super::{Fit, Member};
use crate::history::History;
use crate::statistics::{mean, median};
use crate::{ForecastError, season};

/// A change that is so many times the usual one is a break, as when a disk is cleaned, and says nothing about the pace.
const BREAK: f64 = 6.0;

/// Changes that tell the pace; of more only some are looked at.
const MOST_CHANGES: usize = 512;

/// A straight line from the newest value at the mean pace of the past; of the past it says nothing before it has seen two.
#[derive(Debug)]
pub(crate) struct Drift;

impl Drift {
    /// The member; it has no season.
    pub(crate) fn boxed(_: Vec<usize>) -> Box<dyn Member> {
        Box::new(Self)
    }
}

impl Member for Drift {
    fn fit(&self, history: &History<'_>, horizon_steps: usize) -> Result<Fit, ForecastError> {
        let (first, mut last) = (history.values.first().copied().unwrap_or(f64::NAN), Point::NONE);
        let mut fitted = Vec::with_capacity(history.values.len());
        for (index, &value) in history.values.iter().enumerate() {
            fitted.push(if last.index == 0 { f64::NAN } else { last.at(last.slope_from(first), index) });
            last = if value.is_finite() { Point { index, value } } else { last };
        }
        Ok(Fit { fitted, forecast: self.forecast(history, horizon_steps)? })
    }

    fn forecast(&self, history: &History<'_>, horizon_steps: usize) -> Result<Vec<f64>, ForecastError> {
        let newest = history.values.iter().rposition(|value| value.is_finite());
        let last = newest.map_or(Point::NONE, |index| Point { index, value: history.values[index] });
        let first = history.values.first().copied().unwrap_or(f64::NAN);
        let slope = pace(history).unwrap_or_else(|| last.slope_from(first));
        let ahead = history.values.len()..history.values.len().saturating_add(horizon_steps);
        Ok(ahead.map(|index| last.at(slope, index)).collect())
    }
}

/// The mean change a step, from one day to the next, breaks left out; `None` where there are no two days.
fn pace(history: &History<'_>) -> Option<f64> {
    let seasons = season::of_history(history.step, history.values.len());
    let steps = seasons.contains(&Duration::DAY).then(|| season::in_steps(Duration::DAY, history.step))?;
    let pairs = history.values[steps..].iter().zip(history.values);
    let some = (history.values.len() - steps).div_ceil(MOST_CHANGES);
    let changes: Vec<f64> = pairs.rev().step_by(some).map(|(later, earlier)| later - earlier).collect();
    let usual = median(changes.iter().map(|change| change.abs()))?;
    let is_usual = |change: &f64| change.abs() <= BREAK * usual;
    Some(mean(changes.into_iter().filter(is_usual))? / steps as f64)
}

/// The newest value, and where it stands.
#[derive(Clone, Copy)]
struct Point {
    index: usize,
    value: f64,
}

impl Point {
    const NONE: Self = Self { index: 0, value: f64::NAN };

    /// The mean change since `first`, at the start of the history; none where both are one.
    fn slope_from(self, first: f64) -> f64 {
        (self.value - first) / self.index.max(1) as f64
    }

    /// At `index`, the line through this point.
    fn at(self, slope: f64, index: usize) -> f64 {
        self.value + slope * (index - self.index) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_goes_on() {
        let values = [1.0, f64::NAN, 5.0, f64::NAN];
        let fit = Drift.fit(&History::of(Duration::HOUR, &values), 2).unwrap();
        assert_eq!(fit.forecast, [9.0, 11.0]);
        assert!(fit.fitted[..3].iter().all(|value| value.is_nan()));
        assert_eq!(fit.fitted[3], 7.0);
    }

    #[test]
    fn a_disk_that_was_cleaned_fills_at_its_pace() {
        let used = |hour: usize| 0.5 + 0.001 * if hour < 300 { hour as f64 } else { hour as f64 - 400.0 };
        for points in [200, 310, 500] {
            let values: Vec<f64> = (0..points).map(used).collect();
            let forecast = Drift.forecast(&History::of(Duration::HOUR, &values), 10).unwrap();
            assert!((forecast[9] - values[points - 1] - 0.01).abs() < 1e-9, "{points}: {forecast:?}");
        }
    }
}
