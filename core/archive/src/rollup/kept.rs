//! The roll-ups of a day's files as bytes to keep beside them: a line with the hash of all that follows, then JSON.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Rollup;
use crate::{ArchivedFile, sha256};

/// Changes with the shape or the meaning of what is kept; others are thrown away.
const VERSION: u32 = 1;

/// The roll-ups of a day's files. `None` stands for one whose rows cannot be rolled up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DayRollups {
    /// By [`DayRollups::key`].
    pub files: BTreeMap<String, Option<Arc<Rollup>>>,
}

#[derive(Serialize, Deserialize)]
struct Written<T> {
    version: u32,
    files: BTreeMap<String, Option<T>>,
}

impl DayRollups {
    /// Returns the key of a file's roll-up: its bytes, and its place, because a roll-up also says that its rows belong there.
    #[must_use]
    pub fn key(file: &ArchivedFile) -> String {
        format!("{} {}", file.sha256, file.place.path)
    }

    /// The bytes to keep.
    ///
    /// # Errors
    /// Those of serde_json, which roll-ups do not meet.
    pub fn encode(&self) -> serde_json::Result<Vec<u8>> {
        let files = self.files.iter().map(|(key, rollup)| (key.clone(), rollup.as_deref())).collect();
        let body = serde_json::to_string(&Written { version: VERSION, files })?;
        Ok(format!("{}\n{body}\n", sha256::of(body.as_bytes())).into_bytes())
    }

    /// Decodes stored roll-ups; `None` if a byte differs, or if another version of Promcast wrote them.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let (hash, body) = std::str::from_utf8(bytes).ok()?.strip_suffix('\n')?.split_once('\n')?;
        if sha256::of(body.as_bytes()) != hash {
            return None;
        }
        let written: Written<Rollup> =
            serde_json::from_str(body).ok().filter(|of: &Written<_>| of.version == VERSION)?;
        let files = written.files.into_iter().map(|(key, rollup)| (key, rollup.map(Arc::new)));
        Some(Self { files: files.collect() })
    }
}
