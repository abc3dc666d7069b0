//! The room on a disk, and whether it takes what is written.

use std::fs;
use std::io::ErrorKind;
use std::process::Command;

use crate::{Disk, try_writing};

#[test]
fn a_folder_that_can_be_written_holds_nothing_afterwards() {
    let folder = tempfile::tempdir().unwrap();
    try_writing(folder.path()).unwrap();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    let disk = Disk::of(folder.path()).unwrap();
    assert!(disk.free_bytes > 0 && disk.free_bytes <= disk.size_bytes, "{disk:?}");
}

#[test]
fn a_folder_that_is_gone_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let gone = folder.path().join("gone");
    assert_eq!(try_writing(&gone).unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(Disk::of(&gone).unwrap_err().kind(), ErrorKind::NotFound);
}

#[test]
fn a_full_disk_takes_nothing_until_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let mount = Command::new("mount").args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"]).arg(folder.path()).output();
    if !mount.is_ok_and(|output| output.status.success()) {
        println!("ignored: only root can mount a small disk");
        return;
    }
    let ballast = folder.path().join("ballast");
    // What does not fit is what this is about.
    let _ = fs::write(&ballast, vec![1; 2 << 20]);
    let (full, disk) = (try_writing(folder.path()), Disk::of(folder.path()).unwrap());
    let _ = fs::remove_file(&ballast);
    let (again, empty) = (try_writing(folder.path()), Disk::of(folder.path()).unwrap());
    let names = fs::read_dir(folder.path()).unwrap().count();
    assert!(Command::new("umount").arg(folder.path()).status().unwrap().success());
    assert_eq!(full.unwrap_err().kind(), ErrorKind::StorageFull);
    assert_eq!((disk.free_bytes, empty.free_bytes, empty.size_bytes), (0, 1 << 20, 1 << 20));
    again.unwrap();
    assert_eq!(names, 0);
}
