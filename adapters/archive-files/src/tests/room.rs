//! A full disk: nothing is lost, and it is said.

use std::path::Path;
use std::process::Command;

use service::fakes::{WholeDays, day_of};
use service::{Archive, ArchiveError};

use super::support::{archive, left_out, options, realistic};
use crate::{ArchiveFiles, Options, Room};

/// A file system of its own, of one megabyte; unmounted when dropped.
struct Tmpfs(tempfile::TempDir);

impl Tmpfs {
    fn mount() -> Option<Self> {
        let dir = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"]).arg(dir.path()).output();
        mounted.is_ok_and(|output| output.status.success()).then_some(Self(dir))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for Tmpfs {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

#[tokio::test]
async fn a_disk_that_fills_up_keeps_the_old_day() {
    let Some(disk) = Tmpfs::mount() else {
        println!("ignored: only root can mount a small disk");
        return;
    };
    let files = ArchiveFiles::open(disk.path(), options()).unwrap();
    let mut kept = 0;
    let full = loop {
        match files.write_day(realistic(&format!("p{kept}"))).await {
            Ok(_) => kept += 1,
            Err(error) => break error,
        }
        assert!(kept < 100, "a megabyte is never full");
    };
    assert!(matches!(full, ArchiveError::DiskFull { .. }), "{full:?}");
    assert_eq!(files.scrub().await.unwrap().good, kept);
    assert_eq!(left_out(&files).await, []);
    let folder = std::fs::read_dir(disk.path().join("2026-11-18")).unwrap();
    let names: Vec<_> = folder.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert!(names.iter().all(|name| !name.starts_with('.')), "{names:?}");
    // Also where the check beforehand lets it through.
    let again = files.write_day(day_of("2026-11-18", "p0", 1.0)).await;
    assert!(again.is_ok() || matches!(again, Err(ArchiveError::DiskFull { .. })), "{again:?}");
}

#[tokio::test]
async fn the_room_is_that_of_the_disk_and_says_what_must_stay_free() {
    let (dir, files) = archive();
    let room = files.room().await.unwrap().unwrap();
    assert!(room.free_bytes > 0 && room.free_bytes <= room.size_bytes && room.needed_bytes == 0, "{room:?}");
    let careful = ArchiveFiles::open(dir.path(), Options { room: Room { bytes: 7, percent: 0 }, ..options() }).unwrap();
    assert_eq!(careful.room().await.unwrap().unwrap().needed_bytes, 7);
    let Some(disk) = Tmpfs::mount() else {
        println!("ignored: only root can mount a small disk");
        return;
    };
    let small = ArchiveFiles::open(disk.path(), Options { room: Room { bytes: 0, percent: 50 }, ..options() }).unwrap();
    let room = small.room().await.unwrap().unwrap();
    assert!(room.size_bytes == 1 << 20 && room.needed_bytes <= 1 << 19 && room.needed_bytes > 500_000, "{room:?}");
}

#[tokio::test]
async fn what_must_stay_free_stays_free() {
    let (dir, files) = archive();
    files.write_day(day_of("2026-11-18", "a", 1.0)).await.unwrap();
    for room in [Room { bytes: u64::MAX, percent: 0 }, Room { bytes: 0, percent: 101 }] {
        let careful = ArchiveFiles::open(dir.path(), Options { room, ..options() }).unwrap();
        let refused = careful.write_day(day_of("2026-11-18", "a", 2.0)).await.unwrap_err();
        assert!(matches!(refused, ArchiveError::DiskFull { needed_bytes, .. } if needed_bytes > 0), "{refused:?}");
        assert!(careful.inventory().await.unwrap().files.len() == 1, "it still answers");
    }
    assert!(!dir.path().join("2026-11-19").exists());
}
