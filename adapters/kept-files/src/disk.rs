//! The disk that things are kept on: how much of it is free, and whether it takes what is written.

use std::io;
use std::path::Path;

use crate::whole_file;

/// More than fits where nothing else does: an empty file can still be made on a full disk.
const PROBE_BYTES: usize = 64 * 1024;

/// The room on a disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Disk {
    /// Free for this user.
    pub free_bytes: u64,
    /// All of it.
    pub size_bytes: u64,
}

impl Disk {
    /// Measures the disk of a folder. Blocks.
    ///
    /// # Errors
    /// The operating system's error, such as that there is no such folder.
    pub fn of(folder: &Path) -> io::Result<Self> {
        let disk = rustix::fs::statvfs(folder)?;
        let bytes = |blocks: u64| blocks.saturating_mul(disk.f_frsize);
        Ok(Self { free_bytes: bytes(disk.f_bavail), size_bytes: bytes(disk.f_blocks) })
    }
}

/// Writes a file into a folder, flushes it and removes it again. Blocks.
///
/// # Errors
/// The reason why nothing can be kept there.
pub fn try_writing(folder: &Path) -> io::Result<()> {
    whole_file::try_writing(folder, &[0; PROBE_BYTES])
}
