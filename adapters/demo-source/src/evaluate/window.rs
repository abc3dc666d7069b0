//! The samples of a range selector, window after window, each sample computed once.

use std::collections::VecDeque;

use promql::ast::MatrixSelector;
use service::SourceError;
use timeseries::{Duration, Grid, Timestamp};

use super::Evaluation;
use super::budget::Budget;
use super::select::{LookBack, in_ms};
use super::value::{Row, distinct};
use crate::catalogue::SampledSeries;
use crate::signal::Signal;
use crate::tick::{SCRAPE_INTERVAL, Tick};

/// The window of one point: after `start`, up to and with `end`, as since Prometheus 3.0.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window {
    /// The last moment before the window.
    pub(crate) start: Timestamp,
    /// The last moment in it.
    pub(crate) end: Timestamp,
}

impl Window {
    /// The first tick inside, if there is any.
    pub(super) fn first(self) -> Tick {
        Tick::after(self.start)
    }

    /// The last tick inside, if there is any.
    pub(super) fn last(self) -> Tick {
        Tick::at_or_before(self.end)
    }
}

/// The samples of one series in a window that only moves on.
#[derive(Debug)]
pub(super) struct SlidingSamples<'a> {
    signal: &'a dyn Signal,
    /// The tick of the first of `values`.
    first: Tick,
    values: VecDeque<Option<f64>>,
}

impl<'a> SlidingSamples<'a> {
    /// Before the first window.
    pub(super) fn new(signal: &'a dyn Signal) -> Self {
        Self { signal, first: Tick(i64::MIN), values: VecDeque::new() }
    }

    /// Moves on to a window that neither starts nor ends before the last one; the samples in it.
    pub(super) fn move_to(&mut self, window: Window) -> impl Iterator<Item = (Tick, f64)> {
        let (first, last) = (window.first(), window.last());
        let passed = usize::try_from(first.0.saturating_sub(self.first.0)).unwrap_or(0);
        self.values.drain(..passed.min(self.values.len()));
        self.first = first;
        let known = i64::try_from(self.values.len()).unwrap_or(i64::MAX);
        let missing = (first.0.saturating_add(known)..=last.0).map(Tick);
        self.values.extend(missing.map(|tick| self.signal.at(tick)));
        let sample = move |(tick, value): (i64, &Option<f64>)| value.map(|value| (Tick(tick), value));
        (first.0..).zip(&self.values).filter_map(sample)
    }
}

impl<'a> Evaluation<'a> {
    /// The series and windows of a range selector.
    pub(super) fn windows(&self, matrix: &MatrixSelector) -> Result<Windows<'a>, SourceError> {
        let (selected, look_back) = self.select(&matrix.vs)?;
        Ok(Windows { selected, look_back, length: in_ms(matrix.range) })
    }

    /// One nameless row a series; `points` makes its points from its windows in order.
    pub(super) fn rows_of(
        &self,
        windows: &Windows<'a>,
        points: impl Fn(&'a SampledSeries, &mut dyn Iterator<Item = Window>) -> Vec<Option<f64>>,
    ) -> Result<Vec<Row>, SourceError> {
        let all = || self.grid.times().map(|time| windows.at(time));
        let row = |series: &&'a SampledSeries| Row {
            labels: series.labels.without_metric_name(),
            points: points(series, &mut all()),
        };
        distinct(windows.selected.iter().map(row).collect())
    }
}

/// What a range selector selects.
#[derive(Debug)]
pub(super) struct Windows<'a> {
    /// The series.
    pub(super) selected: Vec<&'a SampledSeries>,
    look_back: LookBack,
    /// How long each window is.
    length: Duration,
}

impl Windows<'_> {
    /// The window of the point at `time`.
    fn at(&self, time: Timestamp) -> Window {
        let end = self.look_back.from(time);
        Window { start: end - self.length, end }
    }

    /// Ticks in a window, at most.
    pub(super) fn ticks(&self) -> u64 {
        self.length.steps_of(SCRAPE_INTERVAL).saturating_add(1)
    }

    /// What it costs to go over all samples of all windows on a grid.
    pub(super) fn cost_of_all_samples(&self, grid: Grid) -> u64 {
        let points = grid.len as u64;
        let visits = points.saturating_mul(self.ticks());
        let span = grid.step.times(points).steps_of(SCRAPE_INTERVAL).saturating_add(self.ticks());
        let cost = visits.min(span).saturating_add(Budget::of_visits(visits));
        cost.saturating_mul(self.selected.len() as u64)
    }
}
