//! [`History`]: the values a model is fitted on, from the first one reported to the last.

use timeseries::{Duration, GridSeries, Timestamp};

use crate::ForecastError;

/// Beyond this a square leaves the range of a double; no metric means such a number, so it counts as not finite.
const LARGEST: f64 = 1e150;

/// Points with a value that a forecast starts from.
const FEWEST_POINTS: usize = 2;

/// Returns true if a value can be worked with; a gap, an infinity and a value beyond [`LARGEST`] cannot.
pub(crate) fn is_usable(value: f64) -> bool {
    value.abs() <= LARGEST
}

/// A stretch of the past, its first value present, NaN where there is a gap.
#[derive(Clone, Copy, Debug)]
pub(crate) struct History<'a> {
    /// The time of the first value.
    pub(crate) start: Timestamp,
    /// From one value to the next.
    pub(crate) step: Duration,
    /// The values.
    pub(crate) values: &'a [f64],
}

#[cfg(test)]
impl<'a> History<'a> {
    /// From the epoch on, a Thursday.
    pub(crate) fn of(step: Duration, values: &'a [f64]) -> Self {
        Self { start: Timestamp::from_ms(0), step, values }
    }
}

impl History<'_> {
    /// The past as it was after its first `points` points.
    pub(crate) fn until(self, points: usize) -> Self {
        Self { values: self.values.get(..points).unwrap_or(self.values), ..self }
    }

    /// The newest value; NaN where there is none.
    pub(crate) fn newest(&self) -> f64 {
        self.values.iter().rfind(|value| value.is_finite()).copied().unwrap_or(f64::NAN)
    }
}

/// The part of a series between its first and its last value, and what lies around it.
#[derive(Clone, Debug)]
pub(crate) struct Reported {
    start: Timestamp,
    step: Duration,
    values: Vec<f64>,
    /// Points of the grid before the first value.
    pub(crate) leading: usize,
    /// Points of the grid after the last value: a forecast has to cross them before it reaches its first step.
    pub(crate) stale: usize,
}

impl Reported {
    /// # Errors
    /// The series has no value, or only one.
    pub(crate) fn of(series: &GridSeries) -> Result<Self, ForecastError> {
        let mut values: Vec<f64> =
            series.values.iter().map(|&value| if is_usable(value) { value } else { f64::NAN }).collect();
        let present = values.iter().filter(|value| value.is_finite()).count();
        let (Some(first), Some(last)) = (first_present(&values), last_present(&values)) else {
            return Err(ForecastError::AllGaps);
        };
        if present < FEWEST_POINTS {
            return Err(ForecastError::TooFewPoints { have: present, need: FEWEST_POINTS });
        }
        let stale = values.len() - 1 - last;
        values.truncate(last + 1);
        values.drain(..first);
        Ok(Self { start: series.grid.time(first), step: series.grid.step, values, leading: first, stale })
    }

    /// The history a model is fitted on.
    pub(crate) fn history(&self) -> History<'_> {
        History { start: self.start, step: self.step, values: &self.values }
    }
}

fn first_present(values: &[f64]) -> Option<usize> {
    values.iter().position(|value| value.is_finite())
}

fn last_present(values: &[f64]) -> Option<usize> {
    values.iter().rposition(|value| value.is_finite())
}
