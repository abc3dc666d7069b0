//! View of the anomalies of the history.

use serde::{Deserialize, Serialize};
use timeseries::{Timestamp, Unit};

use super::LineView;

/// Events beyond what usual noise explains.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AnomaliesView {
    /// Number of events, and the number expected by chance, in a sentence.
    pub summary: String,
    /// True if there are events, and none that usual noise would not bring.
    pub is_chance: bool,
    /// The events, the newest first.
    pub events: Vec<AnomalyView>,
    /// Their values on the history's grid, NaN between them; `None` where there are none.
    pub values: Option<LineView>,
}

/// One event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AnomalyView {
    /// The first value that was not to be expected.
    #[serde(with = "crate::seconds")]
    pub onset: Timestamp,
    /// The last of them.
    #[serde(with = "crate::seconds")]
    pub end: Timestamp,
    /// The one farthest from what was expected.
    #[serde(with = "crate::seconds")]
    pub peak: Timestamp,
    /// The value there.
    pub value: f64,
    /// Expected value.
    pub expected: f64,
    /// Distance beyond the usual range: 1 is the edge.
    pub score: f64,
    /// True if it still lasts.
    pub is_current: bool,
    /// True if usual noise brings events as far out in a history as long.
    pub is_chance: bool,
}

impl AnomalyView {
    /// The value and what was expected, in a unit, with digits that tell the two apart.
    #[must_use]
    pub fn told_apart(&self, unit: Unit) -> (String, String) {
        let apart = self.value - self.expected;
        (unit.format_within(self.value, apart), unit.format_within(self.expected, apart))
    }
}
