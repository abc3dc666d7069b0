//! Moments and lengths of time in JSON: Unix seconds and seconds, the one form of a program's answer.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use timeseries::{Duration, Timestamp};

fn moment(seconds: f64) -> Timestamp {
    Timestamp::from_ms((seconds * 1000.0).round() as i64)
}

/// Writes a moment.
pub(crate) fn serialize<S: Serializer>(time: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
    time.seconds().serialize(to)
}

/// Reads a moment.
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Timestamp, D::Error> {
    f64::deserialize(from).map(moment)
}

/// A moment that there may be.
pub(crate) mod optional {
    use super::{Deserialize, Deserializer, Serialize, Serializer, Timestamp, moment};

    /// Writes it, `null` for none.
    pub(crate) fn serialize<S: Serializer>(time: &Option<Timestamp>, to: S) -> Result<S::Ok, S::Error> {
        time.map(Timestamp::seconds).serialize(to)
    }

    /// Reads it.
    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Timestamp>, D::Error> {
        Ok(Option::<f64>::deserialize(from)?.map(moment))
    }
}

/// A length of time.
pub(crate) mod length {
    use super::{Deserialize, Deserializer, Duration, Serialize, Serializer};

    /// Writes it.
    pub(crate) fn serialize<S: Serializer>(length: &Duration, to: S) -> Result<S::Ok, S::Error> {
        length.seconds().serialize(to)
    }

    /// Reads it.
    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Duration, D::Error> {
        f64::deserialize(from).map(|seconds| Duration::from_ms((seconds * 1000.0).round() as u64))
    }
}
