//! Roll-ups beside the files: known by the hash, made again whenever they are not what they should be.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use archive::sql::Filter;
use archive::{ArchivedFile, RolledFile, Summary};
use service::fakes::{WholeDays, day_of};
use service::{Archive, RolledUp};
use tempfile::TempDir;

use super::support::{archive, file, options};
use crate::ArchiveFiles;

/// Two proxies on one day.
async fn two() -> (TempDir, ArchiveFiles) {
    let (dir, files) = archive();
    for (proxy, value) in [("a", 1.0), ("b", 2.0)] {
        files.write_day(day_of("2026-11-18", proxy, value)).await.unwrap();
    }
    (dir, files)
}

/// The sum of every proxy by its roll-up; `None` where there is none.
async fn sums(files: &ArchiveFiles) -> Option<Vec<f64>> {
    let of: Vec<ArchivedFile> = files.inventory().await.unwrap().files.clone();
    let rollups = files.rollups(&of).await;
    let day = of.first()?.place.day;
    let rolled: Option<Vec<RolledFile<'_>>> = (of.iter().zip(&rollups))
        .map(|(file, rollup)| Some(RolledFile { day, proxy: file.place.proxy.as_str(), rollup: rollup.as_deref()? }))
        .collect();
    Some(Summary::Totals(Filter::of_days(day, day)).of_rollups(&rolled?)?.reals("total"))
}

fn opened(dir: &TempDir) -> ArchiveFiles {
    ArchiveFiles::open_existing(dir.path(), options()).unwrap()
}

fn kept(dir: &TempDir) -> std::path::PathBuf {
    dir.path().join(".rollups/2026-11-18.json")
}

const BOTH: [f64; 2] = [23.0, 46.0];

#[tokio::test]
async fn few_files_are_rolled_up_when_asked_for_and_nothing_is_written() {
    let (dir, files) = two().await;
    assert_eq!(sums(&files).await.unwrap(), BOTH);
    assert!(!kept(&dir).exists());
}

#[tokio::test]
async fn what_was_rolled_up_is_kept_and_not_made_again() {
    let (dir, files) = two().await;
    assert_eq!(files.roll_up().await.unwrap(), RolledUp { files: 2, unfit: 0, new: 2 });
    assert_eq!(opened(&dir).roll_up().await.unwrap(), RolledUp { files: 2, unfit: 0, new: 0 });
    assert_eq!(sums(&opened(&dir)).await.unwrap(), BOTH);
}

#[tokio::test]
async fn a_file_that_changed_is_rolled_up_again() {
    let (dir, files) = two().await;
    files.roll_up().await.unwrap();
    files.write_day(day_of("2026-11-18", "a", 3.0)).await.unwrap();
    for files in [&files, &opened(&dir)] {
        assert_eq!(sums(files).await.unwrap(), [69.0, 46.0]);
    }
    assert_eq!(files.roll_up().await.unwrap(), RolledUp { files: 2, unfit: 0, new: 1 });
    assert_eq!(sums(&opened(&dir)).await.unwrap(), [69.0, 46.0]);
}

#[tokio::test]
async fn one_that_is_damaged_or_gone_is_made_again() {
    let (dir, files) = two().await;
    files.roll_up().await.unwrap();
    let whole = fs::read(kept(&dir)).unwrap();
    let cut = whole[..whole.len() / 2].to_vec();
    let flipped = whole.iter().enumerate().map(|(at, byte)| if at == 100 { byte ^ 4 } else { *byte }).collect();
    for damaged in [Vec::new(), cut, flipped, b"0000\n{}\n".to_vec()] {
        fs::write(kept(&dir), damaged).unwrap();
        assert_eq!(sums(&opened(&dir)).await.unwrap(), BOTH);
        assert_eq!(opened(&dir).roll_up().await.unwrap().new, 2);
        assert_eq!(fs::read(kept(&dir)).unwrap(), whole);
    }
    fs::remove_dir_all(dir.path().join(".rollups")).unwrap();
    assert_eq!(opened(&dir).roll_up().await.unwrap().new, 2);
    assert_eq!(fs::read(kept(&dir)).unwrap(), whole);
}

#[tokio::test]
async fn another_files_roll_up_is_never_taken() {
    let (dir, files) = two().await;
    files.roll_up().await.unwrap();
    // Both are what other programs may write: no manifest says what they were.
    fs::remove_file(dir.path().join("2026-11-18/_manifest.jsonl")).unwrap();
    fs::copy(file(dir.path(), "b"), file(dir.path(), "a")).unwrap();
    // Its rows say that they are of `b`.
    assert_eq!(sums(&opened(&dir)).await, None);
    assert_eq!(opened(&dir).roll_up().await.unwrap().unfit, 1);
}

#[tokio::test]
async fn roll_ups_of_days_that_are_gone_go() {
    let (dir, files) = two().await;
    files.write_day(day_of("2026-11-19", "a", 1.0)).await.unwrap();
    files.roll_up().await.unwrap();
    assert!(kept(&dir).exists());
    fs::remove_dir_all(dir.path().join("2026-11-18")).unwrap();
    files.roll_up().await.unwrap();
    assert!(!kept(&dir).exists() && dir.path().join(".rollups/2026-11-19.json").exists());
}

#[tokio::test]
async fn where_nothing_can_be_written_they_are_in_memory() {
    let (dir, files) = two().await;
    // A file where the folder should be; root may write anywhere.
    fs::write(dir.path().join(".rollups"), "").unwrap();
    fs::set_permissions(dir.path().join(".rollups"), fs::Permissions::from_mode(0o400)).unwrap();
    assert!(files.roll_up().await.is_err());
    assert_eq!(sums(&files).await.unwrap(), BOTH);
}
