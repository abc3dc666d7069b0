//! The last value, moved on by the mean change of the past: what fills a disk at an even pace.

use super::{Fit, Member};
use crate::ForecastError;
use crate::history::History;

/// A straight line from the first value through the last; of the past it says nothing before it has seen two.
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
            fitted.push(if last.index == 0 { f64::NAN } else { last.line_from(first, index) });
            last = if value.is_finite() { Point { index, value } } else { last };
        }
        let ahead = history.values.len()..history.values.len().saturating_add(horizon_steps);
        Ok(Fit { fitted, forecast: ahead.map(|index| last.line_from(first, index)).collect() })
    }
}

/// The newest value, and where it stands.
#[derive(Clone, Copy)]
struct Point {
    index: usize,
    value: f64,
}

impl Point {
    const NONE: Self = Self { index: 0, value: f64::NAN };

    /// At `index`, the line from `first` at the start of the history through this point; level where both are one.
    fn line_from(self, first: f64, index: usize) -> f64 {
        let slope = (self.value - first) / self.index.max(1) as f64;
        self.value + slope * (index - self.index) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use timeseries::Duration;

    #[test]
    fn the_line_goes_on() {
        let values = [1.0, f64::NAN, 5.0, f64::NAN];
        let fit = Drift.fit(&History { step: Duration::HOUR, values: &values }, 2).unwrap();
        assert_eq!(fit.forecast, [9.0, 11.0]);
        assert!(fit.fitted[..3].iter().all(|value| value.is_nan()));
        assert_eq!(fit.fitted[3], 7.0);
    }
}
