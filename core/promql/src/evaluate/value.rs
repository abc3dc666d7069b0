//! `Value` of an expression: a number, or one row a series with a value or nothing at each point of the grid.

use std::collections::BTreeSet;

use timeseries::{Grid, Labels, Sample, Series};

use super::{EvaluateError, error};

/// The value of an expression on a whole grid.
#[derive(Debug)]
pub(super) enum Value {
    /// The same at each point: only literals and arithmetic make scalars here.
    Number(f64),
    /// An instant vector at each point.
    Vector(Vec<Row>),
}

/// One series on the grid.
#[derive(Debug)]
pub(super) struct Row {
    /// Labels of the row.
    pub(super) labels: Labels,
    /// `grid.len` values; `None` is no sample, which is not the same as a sample that is NaN.
    pub(super) points: Vec<Option<f64>>,
}

impl Value {
    /// Returns the number of rows.
    pub(super) fn series_count(&self) -> u64 {
        match self {
            Self::Number(_) => 0,
            Self::Vector(rows) => rows.len() as u64,
        }
    }

    /// Each value changed to another thing, which therefore loses its name.
    ///
    /// # Errors
    /// `Refused` where two series differ in nothing but the name.
    pub(super) fn map_nameless(self, change: impl Fn(f64) -> f64) -> Result<Self, EvaluateError> {
        match self {
            Self::Number(number) => Ok(Self::Number(change(number))),
            Self::Vector(rows) => {
                let rows = rows.into_iter().map(|row| row.filter_map(|value| Some(change(value))).nameless());
                distinct(rows.collect()).map(Self::Vector)
            }
        }
    }
}

impl Row {
    /// Each value changed or left out.
    pub(super) fn filter_map(self, change: impl Fn(f64) -> Option<f64>) -> Self {
        let points = self.points.into_iter().map(|point| point.and_then(&change)).collect();
        Self { labels: self.labels, points }
    }

    /// The same values under no name.
    pub(super) fn nameless(self) -> Self {
        Self { labels: self.labels.without_metric_name(), points: self.points }
    }

    /// The series of the points that have a value; `None` where none has.
    pub(super) fn into_series(self, grid: Grid) -> Option<Series> {
        let sample = |(time, point): (_, Option<f64>)| point.map(|value| Sample { time, value });
        let samples: Vec<_> = grid.times().zip(self.points).filter_map(sample).collect();
        (!samples.is_empty()).then_some(Series { labels: self.labels, samples })
    }
}

/// The rows themselves, unless two carry the same labels.
///
/// # Errors
/// `Refused` in Prometheus' words.
pub(super) fn distinct(rows: Vec<Row>) -> Result<Vec<Row>, EvaluateError> {
    let labels: BTreeSet<_> = rows.iter().map(|row| &row.labels).collect();
    if labels.len() < rows.len() {
        return Err(error::execution("vector cannot contain metrics with the same labelset"));
    }
    Ok(rows)
}
