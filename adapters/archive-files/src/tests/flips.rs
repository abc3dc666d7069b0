//! Damage: a flipped bit gives a wrong answer without an error in nine of ten Parquet files. Here every one is found.

use std::fs;

use archive::Compression;
use service::Archive;
use service::fakes::WholeDays;

use super::support::{archive, file, left_out, realistic, with};
use crate::ArchiveFiles;

const FLIPS_A_CODEC: u64 = 150;

/// A generator whose seed is in the test, so that a failure comes back.
fn next(state: &mut u64) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    usize::try_from(*state >> 16).unwrap()
}

#[tokio::test]
async fn every_flipped_bit_is_found() {
    let mut state = 0x9e37_79b9_7f4a_7c15;
    for compression in Compression::ALL {
        let dir = tempfile::tempdir().unwrap();
        let files = ArchiveFiles::open(dir.path(), with(compression)).unwrap();
        files.write_day(realistic("a")).await.unwrap();
        let path = file(dir.path(), "a");
        let written = fs::read(&path).unwrap();
        assert_eq!(left_out(&files).await, []);
        for _ in 0..FLIPS_A_CODEC {
            let mut bytes = written.clone();
            let (at, bit) = (next(&mut state) % bytes.len(), next(&mut state) % 8);
            bytes[at] ^= 1 << bit;
            fs::write(&path, bytes).unwrap();
            let inventory = files.inventory().await.unwrap();
            assert!(inventory.files.is_empty(), "{compression}: bit {bit} of byte {at}");
            assert!(inventory.left_out[0].reason.starts_with("its bytes are not those that were written: "));
            let report = files.scrub().await.unwrap();
            assert_eq!((report.good, report.bad.len()), (0, 1), "{compression}: bit {bit} of byte {at}");
        }
        fs::write(&path, &written).unwrap();
        assert_eq!(left_out(&files).await, [], "it is itself again");
    }
}

#[tokio::test]
async fn a_file_cut_anywhere_is_found_with_and_without_its_manifest() {
    let (dir, files) = archive();
    files.write_day(realistic("a")).await.unwrap();
    let path = file(dir.path(), "a");
    let written = fs::read(&path).unwrap();
    let manifest = dir.path().join("2026-11-18").join(archive::Manifest::NAME);
    for with_manifest in [true, false] {
        if !with_manifest {
            fs::remove_file(&manifest).unwrap();
        }
        for nth in 0..60 {
            fs::write(&path, &written[..written.len() * nth / 60]).unwrap();
            let left_out = left_out(&files).await;
            assert_eq!(left_out.len(), 1, "{nth}");
            assert_eq!(files.scrub().await.unwrap().bad.len(), 1);
            let reason = if nth == 0 { "it is empty" } else { "its end is missing: it was cut off" };
            assert!(left_out[0].1.ends_with(reason), "{left_out:?}");
        }
    }
}

#[tokio::test]
async fn a_changed_manifest_is_told_and_the_rest_answers() {
    let (dir, files) = archive();
    for proxy in ["a", "b"] {
        files.write_day(service::fakes::day_of("2026-11-18", proxy, 1.0)).await.unwrap();
    }
    let path = dir.path().join("2026-11-18").join(archive::Manifest::NAME);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("\"attempt\":1", "\"attempt\":7", 1)).unwrap();
    let told = ("2026-11-18/_manifest.jsonl".to_owned(), "its line 1 was changed since it was written".to_owned());
    assert_eq!(left_out(&files).await, [told]);
    assert_eq!(files.inventory().await.unwrap().files.len(), 2);
    assert_eq!(files.scrub().await.unwrap().bad.len(), 1);
}

#[tokio::test]
async fn a_file_that_went_away_is_missed_by_the_scrub() {
    let (dir, files) = archive();
    files.write_day(service::fakes::day_of("2026-11-18", "a", 1.0)).await.unwrap();
    fs::remove_file(file(dir.path(), "a")).unwrap();
    let report = files.scrub().await.unwrap();
    assert_eq!(report.bad.len(), 1);
    assert_eq!(report.bad[0].reason, "it was written and is no longer there");
}

#[tokio::test]
async fn a_damaged_day_is_not_read_back_and_can_be_collected_again() {
    let (dir, files) = archive();
    let day = service::fakes::day_of("2026-11-18", "a", 1.0);
    files.write_day(day.clone()).await.unwrap();
    let path = file(dir.path(), "a");
    let mut bytes = fs::read(&path).unwrap();
    bytes[100] ^= 1;
    fs::write(&path, bytes).unwrap();
    assert_eq!(files.read_day(day.day, &day.proxy).await.unwrap(), None);
    let file = files.write_day(day).await.unwrap();
    assert_eq!(file.kept.map(|kept| kept.attempt), Some(2));
    assert_eq!(left_out(&files).await, []);
}
