//! Maps errors of the operating system to `ArchiveError`.

use std::io::{self, ErrorKind};

use service::ArchiveError;

use crate::options::Room;
use crate::root::Root;
use crate::space;

/// A failed step of writing: a full disk is its own error.
pub(crate) fn writing(root: &Root, room: Room, action: &'static str, below: &str, source: io::Error) -> ArchiveError {
    match source.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            let measured = space::measure(root, room).ok();
            let (free_bytes, needed_bytes) = measured.map_or((0, 0), |room| (room.free_bytes, room.needed_bytes));
            ArchiveError::DiskFull { free_bytes, needed_bytes }
        }
        _ => failed(root, action, below, source),
    }
}

/// A failed step.
pub(crate) fn failed(root: &Root, action: &'static str, below: &str, source: io::Error) -> ArchiveError {
    ArchiveError::Io { action, path: root.named(below), source }
}
