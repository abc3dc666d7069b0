//! Heat map: the mean of each hour of each weekday.

/// One metric.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatmapView {
    /// The metric.
    pub metric: String,
    /// The most striking finding, in a sentence.
    pub summary: String,
    /// Seven rows from Monday, 24 hours each.
    pub cells: Vec<Vec<HeatCell>>,
}

/// One hour of one weekday.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HeatCell {
    /// The mean; NaN where there are no rows.
    pub mean: f64,
    /// Rows.
    pub rows: u64,
}
