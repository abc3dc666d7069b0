//! Series: a chart a metric, a line a proxy.

use timeseries::{Duration, TimeRange, Timestamp};

/// The charts.
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesTab {
    /// The part of time shown.
    pub window: TimeRange,
    /// All of the time chosen.
    pub whole: TimeRange,
    /// One a metric.
    pub metrics: Vec<MetricSeries>,
    /// True if the time range is over: a forecast then begins at its end, and not now.
    pub is_past: bool,
}

/// A chart.
#[derive(Clone, Debug, PartialEq)]
pub struct MetricSeries {
    /// The metric.
    pub metric: String,
    /// Meaning of a point, in a sentence.
    pub meaning: String,
    /// Smallest, largest, and newest, in a sentence.
    pub summary: String,
    /// One a proxy.
    pub lines: Vec<ArchiveLine>,
}

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub struct ArchiveLine {
    /// The proxy.
    pub proxy: String,
    /// Number of its colour, from 1: the same for a proxy on every chart.
    pub color: usize,
    /// True if the chart hides it.
    pub is_hidden: bool,
    /// The first point.
    pub start: Timestamp,
    /// From one point to the next.
    pub step: Duration,
    /// A value a point; NaN is a gap.
    pub values: Vec<f64>,
    /// Last, min, max and mean of its points, in words.
    pub figures: String,
}
