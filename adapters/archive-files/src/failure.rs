//! What an error of the operating system means for the archive.

use std::io::{self, ErrorKind};

use service::ArchiveError;

use crate::options::Room;
use crate::root::Root;
use crate::space;

/// A failed step of writing: a full disk is its own error.
pub(crate) fn writing(root: &Root, room: Room, action: &'static str, below: &str, source: io::Error) -> ArchiveError {
    match source.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            let (free_bytes, needed_bytes) = space::free_and_needed(root, room).unwrap_or_default();
            ArchiveError::DiskFull { free_bytes, needed_bytes }
        }
        _ => failed(root, action, below, source),
    }
}

/// A failed step.
pub(crate) fn failed(root: &Root, action: &'static str, below: &str, source: io::Error) -> ArchiveError {
    ArchiveError::Io { action, path: root.named(below), source }
}
