//! A file that is not what was written is damaged, never a forecast with wrong numbers; the newest skips it.

use std::fs;

use service::{ForecastStore, StoreError, StoredForecast};

use super::{file, forecast, id, store};
use crate::{DEFAULT_KEEP, envelope};

#[test]
fn every_truncation_is_seen() {
    let whole = envelope::seal(&forecast(&id(1))).unwrap();
    assert!(envelope::open::<StoredForecast>(&whole).is_some());
    for len in 0..whole.len() {
        assert!(envelope::open::<StoredForecast>(&whole[..len]).is_none(), "{len} of {} bytes", whole.len());
    }
}

#[test]
fn every_flipped_bit_is_seen() {
    let whole = envelope::seal(&forecast(&id(1))).unwrap();
    for bit in 0..whole.len() * 8 {
        let mut flipped = whole.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        assert!(envelope::open::<StoredForecast>(&flipped).is_none(), "bit {bit}");
    }
}

#[test]
fn what_was_never_a_forecast() {
    let whole = envelope::seal(&forecast(&id(1))).unwrap();
    let bare = serde_json::to_vec(&forecast(&id(1))).unwrap();
    let twice = [whole.clone(), whole.clone()].concat();
    let empty_payload = br#"{"version":1,"crc32":"00000000","forecast":}"#.to_vec();
    let next_version = String::from_utf8(whole).unwrap().replace("\"version\":1", "\"version\":2").into_bytes();
    for bytes in [vec![], b"{}".to_vec(), b"\xff\xfe".to_vec(), vec![0; 4096], bare, twice, empty_payload, next_version]
    {
        assert!(envelope::open::<StoredForecast>(&bytes).is_none(), "{}", String::from_utf8_lossy(&bytes));
    }
}

#[tokio::test]
async fn damage_has_a_name_and_the_newest_skips_it() {
    let (dir, files) = store(DEFAULT_KEEP);
    for minute in 1..=3 {
        files.put(&forecast(&id(minute))).await.unwrap();
    }
    fs::write(file(dir.path(), &id(3)), "{\"version\":1").unwrap();
    // A whole file, but another forecast's.
    fs::copy(file(dir.path(), &id(1)), file(dir.path(), &id(2))).unwrap();
    for minute in [2, 3] {
        let error = files.get(&id(minute)).await.unwrap_err();
        assert!(matches!(&error, StoreError::Damaged { id: named, .. } if *named == id(minute)), "{error:?}");
    }
    assert_eq!(files.newest().await.unwrap().unwrap().id, id(1));
    fs::write(file(dir.path(), &id(1)), "").unwrap();
    assert_eq!(files.newest().await.unwrap(), None);
}

#[tokio::test]
async fn a_damaged_forecast_can_be_written_again() {
    let (dir, files) = store(DEFAULT_KEEP);
    files.put(&forecast(&id(1))).await.unwrap();
    fs::write(file(dir.path(), &id(1)), "x").unwrap();
    files.put(&forecast(&id(1))).await.unwrap();
    assert_eq!(files.get(&id(1)).await.unwrap().unwrap().id, id(1));
}
