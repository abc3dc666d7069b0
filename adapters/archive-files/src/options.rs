//! Write options of an archive: codec, row groups, and disk space to leave free.

use archive::WriteOptions;

/// Options that an archive is opened with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Codec and row groups.
    pub write: WriteOptions,
    /// Disk space that must stay free.
    pub room: Room,
}

/// Disk space that must stay free: the larger of both values.
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
