//! One kept sample.

use timeseries::{Labels, Timestamp};

/// A row of a file. Its proxy and its date are those of the file it lies in.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Time of the sample.
    pub timestamp: Timestamp,
    /// The name the metric has in the config.
    pub metric: String,
    /// The value in the metric's own unit; may be NaN or infinite, as Prometheus gave it.
    pub value: f64,
    /// The labels kept.
    pub labels: Labels,
}
