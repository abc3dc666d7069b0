//! The unit of a value.

use serde::{Deserialize, Serialize};

/// The unit of a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Unit {
    #[default]
    None,
    Bytes,
    BytesPerSecond,
    Bits,
    BitsPerSecond,
    Seconds,
    Ratio,
    Percent,
    PerSecond,
    Celsius,
}
