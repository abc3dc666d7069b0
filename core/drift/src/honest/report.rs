//! The verdict over all features and the error.

use serde::{Deserialize, Serialize};

use super::{ColumnFinding, ErrorFinding, ExpectedError};

/// How a verdict is reached.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// How often a verdict may cry drift where nothing drifted, above 0 and below 1.
    pub level: f64,
    /// How many times days are dealt anew to learn what chance alone does. The smallest p-value is 1 / (draws + 1).
    pub draws: usize,
    /// Where the dealing starts: the same seed gives the same bytes.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { level: 0.05, draws: 999, seed: 0 }
    }
}

/// Why a period is flagged, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The targets say so: the error is larger than chance makes it.
    ErrorRisen,
    /// The inputs say so: a larger error is to be expected.
    ErrorExpected,
}

/// What is to be thought of the current period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HonestReport {
    /// One finding a feature, in the order they were given.
    pub columns: Vec<ColumnFinding>,
    /// Whether any feature drifted. That alone is no alarm: the model may not care.
    pub inputs_drifted: bool,
    /// The error to expect, from the inputs alone.
    pub expected: ExpectedError,
    /// What the targets say, where they are known.
    pub error: Option<ErrorFinding>,
    /// Whether somebody should look: with `level` as the chance of a false alarm, whatever is tested.
    pub flagged: bool,
    /// Why it is flagged; empty where it is not.
    pub reasons: Vec<Reason>,
    /// Different days in the reference, without those that the current period has too.
    pub reference_days: usize,
    /// Different days in the current period.
    pub current_days: usize,
    /// Days that are in both periods, and were left out of the reference.
    pub shared_days: usize,
    /// How it was reached.
    pub settings: Settings,
}
