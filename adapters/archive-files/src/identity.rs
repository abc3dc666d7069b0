//! `Identity`: size, times, device and inode of a file, by which a changed file is recognized.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// As much of a file's metadata as changes with its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Identity {
    /// Its size.
    pub(crate) bytes: u64,
    modified: (i64, i64),
    changed: (i64, i64),
    inode: (u64, u64),
}

/// Within this time a second change can leave the same times behind.
const CLOCK_GRAIN: Duration = Duration::from_millis(100);

impl Identity {
    /// Of a file.
    pub(crate) fn of(metadata: &Metadata) -> Self {
        Self {
            bytes: metadata.len(),
            modified: (metadata.mtime(), metadata.mtime_nsec()),
            changed: (metadata.ctime(), metadata.ctime_nsec()),
            inode: (metadata.dev(), metadata.ino()),
        }
    }

    /// Returns true if the last change is long enough ago ([`CLOCK_GRAIN`]) that another one would have other times.
    pub(crate) fn is_settled(&self) -> bool {
        let (seconds, nanoseconds) = self.changed;
        let changed = u64::try_from(seconds).ok().zip(u32::try_from(nanoseconds).ok());
        let changed = changed.map(|(seconds, nanoseconds)| UNIX_EPOCH + Duration::new(seconds, nanoseconds));
        changed.is_some_and(|changed| SystemTime::now().duration_since(changed).is_ok_and(|age| age > CLOCK_GRAIN))
    }

    /// Time of the last write, in milliseconds since the epoch.
    pub(crate) fn modified_ms(&self) -> i64 {
        self.modified.0.saturating_mul(1000).saturating_add(self.modified.1 / 1_000_000)
    }
}
