//! The store on a real folder: round trips, restarts, damage, hostile ids, writers at once, and what is swept out.

mod checkpoint;
mod crash;
mod damage;
mod disk;
mod evaluations;
mod housekeeping;
mod models;
mod path_lock;
mod round_trip;

use std::fs;
use std::path::{Path, PathBuf};

use service::{StoredForecast, StoredSeries};
use tempfile::TempDir;
use timeseries::{Labels, Timestamp};

use crate::ForecastFiles;

/// A store in a folder of its own.
fn store(keep: usize) -> (TempDir, ForecastFiles) {
    let dir = tempfile::tempdir().unwrap();
    let files = ForecastFiles::open(dir.path(), keep).unwrap();
    (dir, files)
}

/// The id of the `minute`th forecast of an hour; they sort by minute.
fn id(minute: u32) -> String {
    format!("20261120T12{minute:02}00Z-1a2b3c4d")
}

/// A forecast with gaps in its history and numbers that are hard to write.
fn forecast(id: &str) -> StoredForecast {
    let labels = Labels::from_pairs([("__name__", "demo_disk_used_ratio"), ("mountpoint", "/\"\n\\日")]);
    let series = StoredSeries {
        labels,
        times: (0..5).map(|minute| Timestamp::from_seconds(1_763_600_000 + 60 * minute)).collect(),
        yhat: vec![0.1 + 0.2, f64::NAN, -0.0, 1e-310, f64::MAX],
        yhat_lower: vec![f64::NAN; 5],
        yhat_upper: vec![1.0 / 3.0; 5],
    };
    let created = Timestamp::from_seconds(1_763_600_400);
    let (expr, model) = ("demo_disk_used_ratio".to_owned(), "auto".to_owned());
    StoredForecast { id: id.to_owned(), created, expr, model, level: 80.0, series: vec![series] }
}

/// The file of a forecast.
fn file(dir: &Path, id: &str) -> PathBuf {
    dir.join("forecasts").join(format!("{id}.json"))
}

/// The names in the store's folder, sorted.
fn names(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir.join("forecasts")).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
