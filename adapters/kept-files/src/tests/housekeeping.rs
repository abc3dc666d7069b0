//! Tests of what stays in the folder: the newest forecasts, nothing half-written, files of other programs untouched.

use std::fs::{self, File};
use std::time::{Duration, SystemTime};

use service::{ForecastStore, StoreError};

use super::{file, forecast, id, names, store};
use crate::{DEFAULT_KEEP, ForecastFiles};

#[tokio::test]
async fn only_the_newest_are_kept() {
    let (dir, files) = store(3);
    for minute in [5, 1, 4, 2, 3] {
        files.put(&forecast(&id(minute))).await.unwrap();
    }
    assert_eq!(names(dir.path()), [3, 4, 5].map(|minute| format!("{}.json", id(minute))));
}

#[tokio::test]
async fn at_least_one_is_kept() {
    let (_dir, files) = store(0);
    files.put(&forecast(&id(1))).await.unwrap();
    assert_eq!(files.newest().await.unwrap().unwrap().id, id(1));
}

#[tokio::test]
async fn foreign_files_are_neither_forecasts_nor_removed() {
    let (dir, files) = store(1);
    let folder = dir.path().join("forecasts");
    for name in ["README.json", "zzzz", "20261120T120000Z-1A2B3C4D.json"] {
        fs::write(folder.join(name), "mine").unwrap();
    }
    for minute in [1, 2] {
        files.put(&forecast(&id(minute))).await.unwrap();
    }
    assert_eq!(names(dir.path()).len(), 4);
    assert_eq!(files.newest().await.unwrap().unwrap().id, id(2));
}

#[test]
fn old_leftovers_go_and_young_ones_stay() {
    let (dir, _files) = store(DEFAULT_KEEP);
    let folder = dir.path().join("forecasts");
    let hours_ago = |hours: u64| SystemTime::now() - Duration::from_secs(hours * 3600);
    for (name, hours) in [(".a.tmp-1-0", 2), (".b.tmp-1-1", 0), ("c.json", 2), (".hidden", 2)] {
        let leftover = File::create(folder.join(name)).unwrap();
        leftover.set_modified(hours_ago(hours)).unwrap();
    }
    ForecastFiles::open(dir.path(), DEFAULT_KEEP).unwrap();
    assert_eq!(names(dir.path()), [".b.tmp-1-1", ".hidden", "c.json"]);
}

#[tokio::test]
async fn a_failed_write_is_told_and_leaves_nothing_behind() {
    let (dir, files) = store(DEFAULT_KEEP);
    // A folder stands where the file should go, so the rename fails after the temporary file was written.
    fs::create_dir(file(dir.path(), &id(1))).unwrap();
    let refused = files.put(&forecast(&id(1))).await;
    assert!(matches!(refused, Err(StoreError::Io { action: "write", .. })), "{refused:?}");
    assert_eq!(names(dir.path()), [format!("{}.json", id(1))]);
}

#[tokio::test]
async fn a_folder_that_cannot_be_is_told() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("file"), "").unwrap();
    let refused = ForecastFiles::open(&dir.path().join("file"), DEFAULT_KEEP);
    assert!(matches!(refused, Err(StoreError::Io { action: "write", .. })), "{refused:?}");
}

#[tokio::test]
async fn a_folder_that_went_away_is_told() {
    let (dir, files) = store(DEFAULT_KEEP);
    drop(dir);
    assert!(matches!(files.put(&forecast(&id(1))).await, Err(StoreError::Io { action: "write", .. })));
    assert!(matches!(files.newest().await, Err(StoreError::Io { action: "read", .. })));
}
