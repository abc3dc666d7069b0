//! Query to a source: an expression, and the grid of points.

use timeseries::Grid;

/// One range query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RangeQuery {
    /// The PromQL expression.
    pub expr: String,
    /// The points wanted; its step divides the time since the epoch, so that equal points of two queries are the same moments.
    pub grid: Grid,
}
