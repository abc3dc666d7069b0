//! View of the quality of the data that a forecast is made from.

use serde::{Deserialize, Serialize};
use timeseries::{Duration, TimeRange};

/// Gaps, resets and resolution of a series.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QualityView {
    /// Points on the grid.
    pub points: usize,
    /// Points with a value.
    pub present: usize,
    /// All gaps there are.
    pub gap_count: usize,
    /// The longest gaps, the longest first.
    pub gaps: Vec<GapView>,
    /// Number of falls back to near zero, as of a counter at a restart.
    pub resets: usize,
    /// Values that were infinite or not a number, and count as gaps.
    pub non_finite: usize,
    /// Spacing of the samples.
    pub resolution: Duration,
    /// Findings that deserve attention, in sentences; empty if there are none.
    pub remarks: Vec<String>,
}

/// One gap.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GapView {
    /// Time range of the gap.
    pub range: TimeRange,
    /// Number of missing points.
    pub points: usize,
}
