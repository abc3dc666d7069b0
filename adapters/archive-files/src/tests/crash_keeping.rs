//! Retention and roll-ups, killed and failed at every call that changes the disk: no day is half there, what is to stay stays, sums are
//! right, and the next run ends what was begun.

use std::fs;
use std::path::Path;

use archive::sql::Filter;
use archive::{ArchivedFile, RolledFile, Summary};
use service::Archive;
use service::fakes::{WholeDays, day_of};
use timeseries::Day;

use super::support::options;
use super::traced::{CALLS, change, change_with, strace_works};
use crate::ArchiveFiles;

/// The days of the archive; the last one is today.
const DAYS: [&str; 4] = ["2026-11-15", "2026-11-16", "2026-11-17", "2026-11-18"];
/// Those that retention leaves.
const LEFT: [&str; 2] = ["2026-11-17", "2026-11-18"];
const FAULTS: [&str; 3] = ["signal=KILL", "error=EIO", "error=EMFILE"];

async fn archive() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let files = ArchiveFiles::open(dir.path(), options()).unwrap();
    for day in DAYS {
        files.write_day(day_of(day, "a", 1.0)).await.unwrap();
    }
    dir
}

/// The days an archive holds; panics where one of them is not whole.
async fn days(dir: &Path) -> Vec<String> {
    let files = ArchiveFiles::open(dir, options()).unwrap();
    assert_eq!(files.scrub().await.unwrap().bad, []);
    let inventory = files.inventory().await.unwrap();
    assert_eq!(inventory.left_out, []);
    let mut days: Vec<Day> = inventory.files.iter().map(|file| file.place.day).collect();
    days.sort_unstable();
    days.iter().map(ToString::to_string).collect()
}

/// The sum of the days by their roll-ups.
async fn sums(dir: &Path) -> Vec<f64> {
    let files = ArchiveFiles::open(dir, options()).unwrap();
    files.roll_up().await.unwrap();
    let of: Vec<ArchivedFile> = files.inventory().await.unwrap().files.clone();
    let rollups = files.rollups(&of).await;
    let rolled: Vec<RolledFile<'_>> = (of.iter().zip(&rollups))
        .map(|(file, rollup)| RolledFile { day: file.place.day, proxy: "a", rollup: rollup.as_deref().unwrap() })
        .collect();
    let all = Filter::of_days(DAYS[0].parse().unwrap(), DAYS[3].parse().unwrap());
    Summary::Totals(all).of_rollups(&rolled).unwrap().reals("total")
}

fn names(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = entries.collect();
    names.sort_unstable();
    names
}

#[tokio::test]
async fn retention_removes_whole_days_and_ends_what_it_began() {
    if !strace_works() {
        return;
    }
    let mut met = 0;
    for (fault, call) in FAULTS.iter().flat_map(|fault| CALLS.map(|call| (fault, call))) {
        for nth in 1.. {
            let dir = archive().await;
            let ended = change_with(dir.path(), &["retain"], call, fault, nth);
            let case = format!("{fault} at {call} {nth}");
            let held = days(dir.path()).await;
            assert!(held.ends_with(&LEFT.map(str::to_owned)), "{case}: {held:?}");
            change(dir.path(), &["retain"]);
            assert_eq!(days(dir.path()).await, LEFT, "after {case}");
            let below = names(dir.path());
            assert!(below.iter().all(|name| name.starts_with("2026") || name == ".lock"), "{case}: {below:?}");
            if !ended.faulted {
                assert!(ended.succeeded, "{case}");
                break;
            }
            met += 1;
        }
    }
    assert!(met > 20, "only {met} calls were met");
    println!("retention: {met} kills and errors");
}

#[tokio::test]
async fn roll_ups_are_right_whatever_ended_them() {
    if !strace_works() {
        return;
    }
    let expected = sums(archive().await.path()).await;
    let mut met = 0;
    for (fault, call) in FAULTS.iter().flat_map(|fault| CALLS.map(|call| (fault, call))) {
        for nth in 1.. {
            let dir = archive().await;
            let ended = change_with(dir.path(), &["roll-up"], call, fault, nth);
            let case = format!("{fault} at {call} {nth}");
            assert_eq!(days(dir.path()).await, DAYS, "{case}");
            assert_eq!(sums(dir.path()).await, expected, "{case}");
            if !ended.faulted {
                assert!(ended.succeeded, "{case}");
                break;
            }
            met += 1;
        }
    }
    assert!(met > 20, "only {met} calls were met");
    println!("roll-ups: {met} kills and errors");
}
