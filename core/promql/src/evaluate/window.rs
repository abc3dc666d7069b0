//! The windows of a range selector, and what it costs to look through them.

use timeseries::{Duration, Grid, Timestamp};

use super::budget::Budget;
use super::samples::SeriesSamples;
use super::select::{LookBack, in_ms};
use super::value::{Row, distinct};
use super::{EvaluateError, Evaluation};
use crate::ast::MatrixSelector;

/// The window of one point: after `start`, up to and with `end`, as since Prometheus 3.0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The last moment before the window.
    pub start: Timestamp,
    /// The last moment in it.
    pub end: Timestamp,
}

impl<'a> Evaluation<'a> {
    /// The series and windows of a range selector.
    pub(super) fn windows(&self, matrix: &MatrixSelector) -> Result<Windows<'a>, EvaluateError> {
        let (selected, look_back) = self.select(&matrix.vs)?;
        Ok(Windows { selected, look_back, length: in_ms(matrix.range) })
    }

    /// One nameless row a series; `points` makes its points from its windows in order.
    pub(super) fn rows_of(
        &self,
        windows: &Windows<'a>,
        points: impl Fn(&'a dyn SeriesSamples, &mut dyn Iterator<Item = Window>) -> Vec<Option<f64>>,
    ) -> Result<Vec<Row>, EvaluateError> {
        let all = || self.grid.times().map(|time| windows.at(time));
        let row = |series: &&'a dyn SeriesSamples| Row {
            labels: series.labels().without_metric_name(),
            points: points(*series, &mut all()),
        };
        distinct(windows.selected.iter().map(row).collect())
    }
}

/// Windows of a range selector.
pub(super) struct Windows<'a> {
    /// The series.
    pub(super) selected: Vec<&'a dyn SeriesSamples>,
    look_back: LookBack,
    /// Length of each window.
    pub(super) length: Duration,
}

impl Windows<'_> {
    /// The window of the point at `time`.
    fn at(&self, time: Timestamp) -> Window {
        let end = self.look_back.from(time);
        Window { start: end - self.length, end }
    }

    /// Returns the cost of visiting all samples of all windows on a grid.
    pub(super) fn cost_of_all_samples(&self, grid: Grid) -> u64 {
        self.selected.iter().map(|series| self.cost_of_one(*series, grid)).fold(0, u64::saturating_add)
    }

    fn cost_of_one(&self, series: &dyn SeriesSamples, grid: Grid) -> u64 {
        let (points, in_window) = (grid.len as u64, series.most_in(self.length));
        let visits = points.saturating_mul(in_window);
        let span = series.most_in(grid.step.times(points)).saturating_add(in_window);
        visits.min(span).saturating_add(Budget::of_visits(visits))
    }
}
