//! Round-trip tests: forecasts come back bit for bit, also after a restart and from many writers; no other id is found.

use proptest::prelude::*;
use service::{ForecastStore, StoreError, StoredForecast};

use super::{file, forecast, id, names, store};
use crate::{DEFAULT_KEEP, ForecastFiles, envelope};

/// All numbers of a forecast by their bits, so that a gap equals a gap and -0.0 is not 0.0.
fn bits(forecast: &StoredForecast) -> Vec<u64> {
    let columns = forecast.series.iter().flat_map(|series| [&series.yhat, &series.yhat_lower, &series.yhat_upper]);
    columns.flatten().map(|value| value.to_bits()).collect()
}

#[tokio::test]
async fn everything_survives() {
    let (_dir, files) = store(DEFAULT_KEEP);
    let put = forecast(&id(1));
    files.put(&put).await.unwrap();
    let got = files.get(&id(1)).await.unwrap().unwrap();
    assert_eq!(bits(&got), bits(&put));
    assert_eq!(format!("{got:?}"), format!("{put:?}"));
}

#[tokio::test]
async fn keeps_what_every_store_promises() {
    let (_dir, files) = store(DEFAULT_KEEP);
    service::fakes::check_store(&files).await;
}

#[tokio::test]
async fn an_empty_store_has_nothing() {
    let (_dir, files) = store(DEFAULT_KEEP);
    assert_eq!(files.newest().await.unwrap(), None);
    assert_eq!(files.get(&id(1)).await.unwrap(), None);
}

#[tokio::test]
async fn a_restart_finds_all() {
    let (dir, files) = store(DEFAULT_KEEP);
    for minute in [3, 1, 2] {
        files.put(&forecast(&id(minute))).await.unwrap();
    }
    drop(files);
    let files = ForecastFiles::open(dir.path(), DEFAULT_KEEP).unwrap();
    for minute in 1..=3 {
        assert_eq!(files.get(&id(minute)).await.unwrap().unwrap().id, id(minute));
    }
    assert_eq!(files.newest().await.unwrap().unwrap().id, id(3));
}

#[tokio::test]
async fn the_file_is_json_that_others_can_read() {
    let (dir, files) = store(DEFAULT_KEEP);
    files.put(&forecast(&id(1))).await.unwrap();
    let text = std::fs::read_to_string(file(dir.path(), &id(1))).unwrap();
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["version"], 1);
    assert_eq!(value["forecast"]["expr"], "demo_disk_used_ratio");
}

#[tokio::test]
async fn hostile_ids_are_not_there_and_are_not_written() {
    let (dir, files) = store(DEFAULT_KEEP);
    files.put(&forecast(&id(1))).await.unwrap();
    std::fs::copy(file(dir.path(), &id(1)), dir.path().join("secret.json")).unwrap();
    let absolute = file(dir.path(), &id(1)).with_extension("").display().to_string();
    let in_folder = format!("./{}", id(1));
    for hostile in [
        "",
        ".",
        "..",
        "../secret",
        &absolute,
        &in_folder,
        "20261120T120100Z-1A2B3C4D",
        "日本",
        "a\0b",
        "%2e%2e/secret",
    ] {
        assert_eq!(files.get(hostile).await.unwrap(), None, "{hostile:?}");
        let refused = files.put(&forecast(hostile)).await;
        assert!(matches!(refused, Err(StoreError::Io { action: "write", .. })), "{hostile:?}: {refused:?}");
    }
    assert_eq!(names(dir.path()), [format!("{}.json", id(1))]);
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_writers_at_once() {
    let (dir, files) = store(DEFAULT_KEEP);
    // Forty writers, ten ids: four of them write the same file.
    let writers: Vec<_> = (0..40)
        .map(|writer| {
            let files = files.clone();
            tokio::spawn(async move { files.put(&forecast(&id(writer % 10))).await })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap().unwrap();
    }
    let expected: Vec<_> = (0..10).map(|minute| format!("{}.json", id(minute))).collect();
    assert_eq!(names(dir.path()), expected);
    assert_eq!(files.newest().await.unwrap().unwrap().id, id(9));
}

proptest! {
    #[test]
    fn every_finite_number_comes_back_bit_for_bit(values in prop::collection::vec(any::<f64>(), 0..50)) {
        let mut put = forecast(&id(1));
        put.series[0].yhat = values.into_iter().map(|value| if value.is_finite() { value } else { f64::NAN }).collect();
        let got = envelope::open::<StoredForecast>(&envelope::seal(&put).unwrap()).unwrap();
        prop_assert_eq!(bits(&got), bits(&put));
    }
}
