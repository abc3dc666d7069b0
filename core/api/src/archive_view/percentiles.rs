//! Percentiles: the value that half, or nearly all, of the rows stay under.

/// The view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PercentilesView {
    /// The percentages, as heads of columns.
    pub heads: Vec<String>,
    /// One a metric and proxy.
    pub rows: Vec<PercentileRow>,
}

/// One metric of one proxy. Figures are text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PercentileRow {
    /// The metric.
    pub metric: String,
    /// The proxy.
    pub proxy: String,
    /// Its colour, from 1.
    pub color: usize,
    /// Rows.
    pub rows: String,
    /// One a head.
    pub values: Vec<String>,
}
