//! View of the model selection: the score of every candidate on the same past.

use serde::{Deserialize, Serialize};

/// The backtest that decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BacktestView {
    /// Method, in a sentence.
    pub method: String,
    /// A row a candidate, the best first.
    pub rows: Vec<BacktestRow>,
    /// Share of the best repetition's error that the chosen model avoids; negative where it is worse.
    pub skill: Option<f64>,
    /// Version, data and seed it was made of, in a sentence.
    pub made_of: String,
}

/// The scores of one candidate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BacktestRow {
    /// Its name with its seasons: `seasonal-naive (1 day)`.
    pub name: String,
    /// Mean absolute scaled error.
    pub mase: Option<f64>,
    /// Symmetric mean absolute percentage error, 0 to 200.
    pub smape: Option<f64>,
    /// Its share in the blend of all, 0 to 1; `None` where there is no blend.
    pub weight: Option<f64>,
    /// Share of past points each band held, by level in percent; of the chosen one and of the baseline.
    pub coverage: Vec<(String, f64)>,
    /// Reason why it has no score.
    pub failure: Option<String>,
    /// True if it was chosen.
    pub is_chosen: bool,
    /// True if it is the baseline: the best repetition, of the last value or of a season.
    pub is_baseline: bool,
}
