//! Tests of retention, of manifests that are shortened, of leftovers that are removed, and of the cost of a second inventory.

use std::fs::{self, File};
use std::time::{Duration, SystemTime};

use service::fakes::{WholeDays, day_of};
use service::{Archive, Retention};

use super::support::{archive, options};
use crate::ArchiveFiles;

#[tokio::test]
async fn the_oldest_days_go_by_bytes_in_both_layouts() {
    let (dir, files) = archive();
    let first = files.write_day(day_of("2026-11-17", "a", 1.0)).await.unwrap();
    let hive = dir.path().join("year=2026/month=11/day=16/app=a");
    fs::create_dir_all(&hive).unwrap();
    fs::rename(dir.path().join("2026-11-17/a.parquet"), hive.join("part-0.parquet")).unwrap();
    for day in ["2026-11-17", "2026-11-18", "2026-11-19"] {
        files.write_day(day_of(day, "a", 1.0)).await.unwrap();
    }
    let keep = Retention { days: None, bytes: Some(first.bytes * 2 + 100) };
    let gone = files.retain(keep, "2026-11-19".parse().unwrap()).await.unwrap();
    assert_eq!(gone.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2026-11-16", "2026-11-17"]);
    let mut left: Vec<_> =
        fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    left.sort();
    assert_eq!(left, [".lock", "2026-11-18", "2026-11-19"], "empty months go too");
}

#[tokio::test]
async fn a_manifest_does_not_grow_without_end() {
    let (dir, files) = archive();
    let manifest = dir.path().join("2026-11-18/_manifest.jsonl");
    let lines = || fs::read_to_string(&manifest).unwrap().lines().count();
    files.write_day(day_of("2026-11-18", "a", 1.0)).await.unwrap();
    files.write_day(day_of("2026-11-18", "b", 1.0)).await.unwrap();
    let once = fs::read(&manifest).unwrap();
    fs::write(&manifest, once.repeat(300)).unwrap();
    let written = files.write_day(day_of("2026-11-18", "a", 2.0)).await.unwrap();
    // One line of each file, and the two of this attempt.
    assert_eq!((lines(), written.kept.unwrap().attempt), (4, 2));
    let report = files.scrub().await.unwrap();
    assert_eq!((report.good, report.bad.len()), (2, 0));
    // What was changed stays to be seen.
    let mut changed = once.repeat(300);
    changed[20] ^= 1;
    fs::write(&manifest, &changed).unwrap();
    files.write_day(day_of("2026-11-18", "a", 3.0)).await.unwrap();
    assert_eq!(lines(), 1_202);
    assert_eq!(files.scrub().await.unwrap().bad.len(), 1);
}

#[test]
fn what_a_crash_left_goes_when_it_is_old() {
    let (dir, _files) = archive();
    let day = dir.path().join("2026-11-18");
    fs::create_dir(&day).unwrap();
    fs::create_dir(dir.path().join(".removed-2026-11-01-77")).unwrap();
    fs::write(dir.path().join(".removed-2026-11-01-77/a.parquet"), "x").unwrap();
    for (name, hours) in [(".a.1-0.tmp", 2), (".b.1-1.tmp", 0), ("c.tmp", 2), (".hidden", 2)] {
        let file = File::create(day.join(name)).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(hours * 3600)).unwrap();
    }
    ArchiveFiles::open_existing(dir.path(), options()).unwrap();
    assert!(dir.path().join(".removed-2026-11-01-77").exists(), "who only reads removes nothing");
    ArchiveFiles::open(dir.path(), options()).unwrap();
    assert!(!dir.path().join(".removed-2026-11-01-77").exists());
    let mut names: Vec<_> =
        fs::read_dir(day).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, [".b.1-1.tmp", ".hidden", "c.tmp"]);
}

#[tokio::test]
async fn a_second_look_takes_a_fraction_of_the_first() {
    let (_dir, files) = archive();
    for nth in 0..40 {
        files.write_day(super::support::realistic(&format!("p{nth}"))).await.unwrap();
    }
    // Younger files are read again: their times could not tell another change.
    std::thread::sleep(Duration::from_millis(150));
    let timed = async || {
        let begun = std::time::Instant::now();
        (files.inventory().await.unwrap(), begun.elapsed())
    };
    let (first, slow) = timed().await;
    let mut quickest = slow;
    for _ in 0..5 {
        let (again, quick) = timed().await;
        assert_eq!(again, first);
        quickest = quickest.min(quick);
    }
    assert!(quickest < slow / 4, "{quickest:?} of {slow:?}");
}
