//! What is known of the data a forecast stands on.

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
    /// How often the series fell back to near zero, as a counter does at a restart.
    pub resets: usize,
    /// Values that were infinite or not a number, and count as gaps.
    pub non_finite: usize,
    /// How far apart the samples are.
    pub resolution: Duration,
    /// What of this deserves attention, in sentences; empty where all is well.
    pub remarks: Vec<String>,
}

/// One gap.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GapView {
    /// When.
    pub range: TimeRange,
    /// How many points are missing.
    pub points: usize,
}
