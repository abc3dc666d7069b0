//! One line of a manifest, as JSON that people and `jq` can read, with a check over itself.

use serde::{Deserialize, Serialize};
use timeseries::Timestamp;

use crate::{Kept, sha256};

/// A step of putting a file in place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManifestLine {
    /// The file's path below the folder of its day.
    pub file: String,
    /// Hash of the whole file, in hexadecimal.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
    /// Its rows.
    pub rows: u64,
    /// The earliest timestamp in it.
    #[serde(with = "moment::maybe")]
    pub first: Option<Timestamp>,
    /// The latest timestamp in it.
    #[serde(with = "moment::maybe")]
    pub last: Option<Timestamp>,
    /// 1 for the first attempt at the file, then one more each time.
    pub attempt: u32,
    /// Time of the collection of its rows.
    #[serde(with = "moment")]
    pub collected: Timestamp,
    /// True if the day is complete, or was when it was collected before.
    pub whole_day: bool,
    /// Progress of the file.
    pub state: State,
    /// Hash of a file of another program that stood in this place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
}

/// Progress of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// The next step puts it in place.
    Writing,
    /// It is in place.
    Kept,
}

/// Number of hexadecimal digits of a line's check.
const CHECK_LENGTH: usize = 16;
const CHECK: &str = ",\"check\":\"";

impl ManifestLine {
    /// The line as it is written, with its end of line.
    ///
    /// # Errors
    /// None that a line can cause.
    pub fn to_text(&self) -> serde_json::Result<String> {
        let json = serde_json::to_string(self)?;
        let body = json.strip_suffix('}').unwrap_or(&json);
        Ok(format!("{body}{CHECK}{}\"}}\n", check_of(body)))
    }

    /// Reads a line without its end; `None` where it is not what was written.
    pub(super) fn parse(text: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(text).ok()?;
        let (body, check) = text.strip_suffix("\"}")?.rsplit_once(CHECK)?;
        (check == check_of(body)).then(|| serde_json::from_str(&format!("{body}}}")).ok())?
    }

    /// The line for people who ask about the file.
    pub(super) fn kept(&self) -> Kept {
        Kept { attempt: self.attempt, collected: self.collected, whole_day: self.whole_day }
    }
}

fn check_of(body: &str) -> String {
    let mut check = sha256::of(body.as_bytes());
    check.truncate(CHECK_LENGTH);
    check
}

/// A moment as RFC 3339.
mod moment {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};
    use timeseries::Timestamp;

    pub(super) fn serialize<S: Serializer>(moment: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(moment)
    }

    pub(super) fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<Timestamp, D::Error> {
        read(&String::deserialize(from)?).map_err(D::Error::custom)
    }

    fn read(text: &str) -> Result<Timestamp, timeseries::TimestampError> {
        // Only `now` would ask what time it is, and no line says that.
        Timestamp::parse(text, Timestamp::from_ms(0))
    }

    /// The same, or nothing.
    pub(super) mod maybe {
        use serde::{Deserialize, Deserializer, Serializer, de::Error};
        use timeseries::Timestamp;

        pub(in super::super) fn serialize<S: Serializer>(moment: &Option<Timestamp>, to: S) -> Result<S::Ok, S::Error> {
            match moment {
                Some(moment) => to.collect_str(moment),
                None => to.serialize_none(),
            }
        }

        pub(in super::super) fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<Option<Timestamp>, D::Error> {
            let text = Option::<String>::deserialize(from)?;
            text.map(|text| super::read(&text)).transpose().map_err(D::Error::custom)
        }
    }
}
