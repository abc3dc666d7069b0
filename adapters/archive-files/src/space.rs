//! The room on the archive's disk.

use std::io;

use service::ArchiveError;

use crate::failure::failed;
use crate::options::Room;
use crate::root::Root;

/// How many bytes are free for this user, and how many must stay free.
pub(crate) fn free_and_needed(root: &Root, room: Room) -> io::Result<(u64, u64)> {
    let disk = rustix::fs::statvfs(root.path("")?)?;
    let bytes = |blocks: u64| blocks.saturating_mul(disk.f_frsize);
    let share = bytes(disk.f_blocks) / 100 * u64::from(room.percent);
    Ok((bytes(disk.f_bavail), room.bytes.max(share)))
}

/// Refuses to write what would not leave enough.
pub(crate) fn check(root: &Root, room: Room, bytes: usize) -> Result<(), ArchiveError> {
    let (free_bytes, needed_bytes) =
        free_and_needed(root, room).map_err(|error| failed(root, "ask for the free space of", "", error))?;
    match free_bytes.saturating_sub(bytes as u64) < needed_bytes {
        true => Err(ArchiveError::DiskFull { free_bytes, needed_bytes }),
        false => Ok(()),
    }
}
