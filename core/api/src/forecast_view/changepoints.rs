//! Changes of a history's level or slope.

use serde::{Deserialize, Serialize};
use timeseries::Timestamp;

/// A change of level or slope.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChangepointView {
    /// The first value that was changed.
    #[serde(with = "crate::seconds")]
    pub time: Timestamp,
    /// The kind of the change: `level` or `slope`.
    pub kind: String,
    /// By how much, in the unit of the series; negative where it fell.
    pub size: f64,
    /// Since when it has been back; `None` where it has lasted.
    #[serde(with = "crate::seconds::optional")]
    pub until: Option<Timestamp>,
    /// Set where it is so new that the forecast leaves open whether it stays.
    pub is_recent: bool,
}
