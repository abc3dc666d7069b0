//! Locks on folders and files: held by one, given back by its end, and what may stand in their way.

use std::fs;

use crate::{PathLock, PathLockError};

const NAME: &str = ".promcast.lock";

#[test]
fn one_holds_it_and_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let held = PathLock::of_folder(dir.path(), NAME, "serve").unwrap();
    assert!(held.is_some());
    let PathLockError::Held { path, holder } = PathLock::of_folder(dir.path(), NAME, "collect").unwrap_err() else {
        panic!("it is held");
    };
    assert_eq!(
        (path, holder),
        (dir.path().display().to_string(), format!("promcast serve, process {}", std::process::id()))
    );
    drop(held);
    assert!(PathLock::of_folder(dir.path(), NAME, "collect").unwrap().is_some(), "it was given back");
    let note = fs::read_to_string(dir.path().join(NAME)).unwrap();
    assert!(note.starts_with("promcast collect, process ") && note.ends_with('\n'), "{note}");
}

#[test]
fn other_names_and_files_are_other_locks() {
    let dir = tempfile::tempdir().unwrap();
    let _storage = PathLock::of_folder(dir.path(), NAME, "serve").unwrap().unwrap();
    let _archive = PathLock::of_folder(dir.path(), ".collect.lock", "collect").unwrap().unwrap();
    let checkpoint = dir.path().join("checkpoint.json");
    let _file = PathLock::of_file(&checkpoint, "serve").unwrap().unwrap();
    let held = PathLock::of_file(&checkpoint, "serve").unwrap_err().to_string();
    assert!(
        held.ends_with(&format!("checkpoint.json is in use by promcast serve, process {}", std::process::id())),
        "{held}"
    );
    assert!(!checkpoint.exists());
}

#[test]
fn what_the_file_says_is_only_shown() {
    for (note, holder) in [("", "another process"), ("\u{1b}[2Jx\ny", "[2Jx"), ("\u{0}\u{0}", "another process")] {
        let dir = tempfile::tempdir().unwrap();
        let _held = PathLock::of_folder(dir.path(), NAME, "serve").unwrap().unwrap();
        fs::write(dir.path().join(NAME), note).unwrap();
        let told = PathLock::of_folder(dir.path(), NAME, "serve").unwrap_err().to_string();
        assert!(told.ends_with(&format!("is in use by {holder}")), "{told:?}");
    }
}

#[test]
fn what_is_in_its_place_is_told_and_what_is_missing_is_no_lock() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join(NAME)).unwrap();
    let in_the_way = PathLock::of_folder(dir.path(), NAME, "serve").unwrap_err();
    assert!(matches!(&in_the_way, PathLockError::Io { file, .. } if file.ends_with(NAME)), "{in_the_way:?}");
    assert!(PathLock::of_folder(&dir.path().join("nowhere"), NAME, "serve").unwrap().is_none());
    let file = dir.path().join("file");
    fs::write(&file, "").unwrap();
    assert!(PathLock::of_folder(&file, NAME, "serve").unwrap().is_none(), "who uses the folder tells what it is");
    let target = dir.path().join("target");
    std::os::unix::fs::symlink(&target, dir.path().join(".link.lock")).unwrap();
    assert!(PathLock::of_file(&dir.path().join("link"), "serve").is_err(), "links are not followed");
    assert!(!target.exists());
}
