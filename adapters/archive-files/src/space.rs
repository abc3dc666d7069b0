//! The room on the archive's disk.

use std::io;

use service::{ArchiveError, ArchiveRoom};

use crate::failure::failed;
use crate::options::Room;
use crate::root::Root;

/// Reads how much is free for this user, and how much must stay free.
pub(crate) fn measure(root: &Root, room: Room) -> io::Result<ArchiveRoom> {
    let disk = rustix::fs::statvfs(root.path("")?)?;
    let bytes = |blocks: u64| blocks.saturating_mul(disk.f_frsize);
    let size_bytes = bytes(disk.f_blocks);
    let needed_bytes = room.bytes.max(size_bytes / 100 * u64::from(room.percent));
    Ok(ArchiveRoom { free_bytes: bytes(disk.f_bavail), needed_bytes, size_bytes })
}

/// Refuses to write where not enough is free.
pub(crate) fn check(root: &Root, room: Room) -> Result<(), ArchiveError> {
    let measured = measure(root, room).map_err(|error| failed(root, "ask for the free space of", "", error))?;
    let ArchiveRoom { free_bytes, needed_bytes, .. } = measured;
    match free_bytes < needed_bytes {
        true => Err(ArchiveError::DiskFull { free_bytes, needed_bytes }),
        false => Ok(()),
    }
}
