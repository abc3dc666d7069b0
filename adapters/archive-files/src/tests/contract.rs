//! The promises of the port, also after a restart and from many writers.

use std::sync::Arc;

use archive::Manifest;
use service::fakes::{WholeDays, check_archive, day_of};
use service::{Archive, ArchiveError};
use timeseries::Timestamp;

use super::support::{archive, options};
use crate::ArchiveFiles;

#[tokio::test]
async fn keeps_what_every_archive_promises() {
    let (_dir, files) = archive();
    check_archive(&files).await;
}

#[tokio::test]
async fn a_restart_finds_all() {
    let (dir, files) = archive();
    let written = files.write_day(day_of("2026-11-18", "a", 1.0)).await.unwrap();
    let again = ArchiveFiles::open(dir.path(), options()).unwrap();
    assert_eq!(again.inventory().await.unwrap().files, [written]);
}

#[tokio::test]
async fn the_folder_holds_what_the_contract_says() {
    let (dir, files) = archive();
    files.write_day(day_of("2026-11-18", "api-proxy-1", 1.0)).await.unwrap();
    let mut names: Vec<_> = std::fs::read_dir(dir.path().join("2026-11-18"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, [Manifest::NAME, "api-proxy-1.parquet"]);
    let manifest = std::fs::read_to_string(dir.path().join("2026-11-18").join(Manifest::NAME)).unwrap();
    let states: Vec<bool> = manifest.lines().map(|line| line.contains("\"state\":\"kept\"")).collect();
    assert_eq!(states, [false, true]);
}

#[tokio::test]
async fn a_row_of_another_day_is_refused_and_nothing_changes() {
    let (_dir, files) = archive();
    files.write_day(day_of("2026-11-18", "a", 1.0)).await.unwrap();
    let before = files.inventory().await.unwrap();
    let mut day = day_of("2026-11-18", "a", 2.0);
    day.rows[3].timestamp = Timestamp::from_ms(0);
    match files.write_day(day).await {
        Err(ArchiveError::Refused { why }) => {
            assert_eq!(why, "2026-11-18 of a is not written: a row of 1970-01-01T00:00:00Z does not lie in 2026-11-18");
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(files.inventory().await.unwrap(), before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_writers_of_one_day_do_not_meet() {
    let (dir, files) = archive();
    // As other processes would: opened on their own, they share nothing but the folder.
    let other = ArchiveFiles::open(dir.path(), options()).unwrap();
    let archives = [Arc::new(files), Arc::new(other)];
    let writers: Vec<_> = (0..24_u32)
        .map(|nth| {
            let (archive, proxy) = (archives[nth as usize % 2].clone(), format!("p{}", nth % 3));
            tokio::spawn(async move { archive.write_day(day_of("2026-11-18", &proxy, f64::from(nth))).await })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap().unwrap();
    }
    let report = archives[0].scrub().await.unwrap();
    assert_eq!((report.good, report.bad, report.unlisted), (3, vec![], vec![]));
    let attempts: Vec<u32> =
        (archives[1].inventory().await.unwrap().files.iter()).map(|file| file.kept.as_ref().unwrap().attempt).collect();
    assert_eq!(attempts, [8, 8, 8]);
}
