//! Findings about one column, about the expected error, and about the observed error.

use serde::{Deserialize, Serialize};

/// Direction in which a column moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Its values are larger than those of the same hours and kinds of day in the reference.
    Higher,
    /// They are smaller.
    Lower,
    /// They are elsewhere without being larger or smaller: spread wider or narrower, or other categories.
    Reshaped,
}

/// Finding about one feature.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnFinding {
    /// The feature's name.
    pub name: String,
    /// Distance of the distribution from that of the same hours and kinds of day in the reference, 0 (the same) to 1.
    pub statistic: f64,
    /// Probability that chance alone moves as many days that far; `None` if there is nothing that could move.
    pub p_value: Option<f64>,
    /// The same after control of the false discovery rate over all features (Benjamini and Hochberg 1995).
    pub q_value: Option<f64>,
    /// True if the feature drifted: `q_value` is at most the level.
    pub drifted: bool,
    /// Direction in which it moved; `None` if it did not.
    pub direction: Option<Direction>,
    /// The share of rows without a value in the reference, 0 to 1.
    pub null_share_reference: f64,
    /// The share of rows without a value in the current period, 0 to 1.
    pub null_share: f64,
    /// Categories that the reference does not have, smallest code first, with the rows that have them.
    pub new_categories: Vec<(f64, usize)>,
    /// The share of rows below the smallest or above the largest value of the reference, 0 to 1; for categories, of new ones.
    pub outside_share: f64,
    /// Its contribution to the expected mean squared error, in the squared unit of the target.
    pub added_squared_error: f64,
}

/// The error to expect of the model, from the inputs alone. Root mean squared, in the unit of the target.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExpectedError {
    /// `rmse` over `reference_rmse`: 1 is as good as in training, 2 is twice as wrong.
    pub severity: f64,
    /// The error to expect.
    pub rmse: f64,
    /// The error in the reference, out-of-bag.
    pub reference_rmse: f64,
    /// Of the square of `rmse`: what the reference missed by on predictions like these.
    pub from_inside: f64,
    /// Of the square of `rmse`: what values outside the reference add, all features together.
    pub from_outside: f64,
    /// Of the square of `rmse`: what the time since the reference adds.
    pub from_age: f64,
    /// Probability that chance alone makes as many days look that severe; age does not count here.
    pub p_value: f64,
}

/// Finding about the error, where the targets are known.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ErrorFinding {
    /// Root mean squared error of the current period, in the unit of the target.
    pub rmse: f64,
    /// That of the reference, out-of-bag.
    pub reference_rmse: f64,
    /// Probability that chance alone makes the error of as many days that large.
    pub p_value: f64,
}
