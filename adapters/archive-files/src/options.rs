//! How an archive writes.

use archive::WriteOptions;

/// What an archive is opened with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Codec and row groups.
    pub write: WriteOptions,
    /// What must stay free on the disk.
    pub room: Room,
}

/// What must stay free, the larger of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// In bytes.
    pub bytes: u64,
    /// In percent of the disk.
    pub percent: u8,
}

impl Default for Room {
    fn default() -> Self {
        Self { bytes: 100_000_000, percent: 2 }
    }
}
