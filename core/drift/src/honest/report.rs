//! The verdict over all features and the error.

use serde::{Deserialize, Serialize};

use super::{ColumnFinding, ErrorFinding, ExpectedError};

/// Settings of a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// Probability of a false alarm where nothing drifted, above 0 and below 1.
    pub level: f64,
    /// Number of permutations. The smallest p-value is 1 / (draws + 1).
    pub draws: usize,
    /// Seed of the permutations: the same seed gives the same bytes.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { level: 0.05, draws: 999, seed: 0 }
    }
}

/// Reason of a flag, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The targets say so: the error is larger than chance makes it.
    ErrorRisen,
    /// The inputs say so: a larger error is to be expected.
    ErrorExpected,
}

/// Verdict on the current period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HonestReport {
    /// One finding a feature, in the order they were given.
    pub columns: Vec<ColumnFinding>,
    /// True if any feature drifted. That alone is no alarm: the model may not care.
    pub inputs_drifted: bool,
    /// The error to expect, from the inputs alone.
    pub expected: ExpectedError,
    /// Finding about the error, where the targets are known.
    pub error: Option<ErrorFinding>,
    /// True if the period needs a look: with `level` as the probability of a false alarm, over all tests.
    pub flagged: bool,
    /// Reasons of the flag; empty without one.
    pub reasons: Vec<Reason>,
    /// Different days in the reference, without those that the current period has too.
    pub reference_days: usize,
    /// Different days in the current period.
    pub current_days: usize,
    /// Days that are in both periods, and were left out of the reference.
    pub shared_days: usize,
    /// Settings of the verdict.
    pub settings: Settings,
}
