//! Answers of a source, of any kind.

use timeseries::Series;

/// The series of a range query, with what the source had to say about them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RangeAnswer {
    /// One entry a label set, samples by time.
    pub series: Vec<Series>,
    /// Warnings of the source.
    pub warnings: Vec<String>,
    /// Prometheus' infos: the answer is whole, the query may not mean what it says.
    pub infos: Vec<String>,
    /// Set where data are missing that the source has, or may have: a part of it did not answer.
    pub is_partial: bool,
    /// The number of series with native histograms, which are left out.
    pub histograms: usize,
}

/// A metric a source knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetricInfo {
    /// Its name.
    pub name: String,
    /// Type of the metric, as declared.
    pub kind: MetricKind,
    /// Its help text, empty where there is none.
    pub help: String,
    /// Its declared unit, empty where there is none.
    pub unit: String,
}

/// The type a metric declares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MetricKind {
    /// Goes up, and to zero at a restart.
    Counter,
    /// Goes up and down.
    Gauge,
    /// Buckets, a sum and a count.
    Histogram,
    /// Quantiles, a sum and a count.
    Summary,
    /// Nobody said.
    #[default]
    Unknown,
}
