//! A series as a source delivers it: labels, and samples in the order of time.

use serde::{Deserialize, Serialize};

use crate::{Labels, Timestamp};

/// One value at one moment. The value may be NaN or infinite, as Prometheus allows.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sample {
    /// Time of the sample.
    pub time: Timestamp,
    /// Its value.
    pub value: f64,
}

/// Labels and their samples.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    /// Labels of the series.
    pub labels: Labels,
    /// Samples by time; a source that promises this order keeps it.
    pub samples: Vec<Sample>,
}
