//! Archives in folders of their own, and realistic days.

use std::path::{Path, PathBuf};

use archive::{Compression, LeftOut, Row, WriteOptions};
use service::Archive;
use service::fakes::DayToKeep;
use tempfile::TempDir;
use timeseries::{Day, Labels, Timestamp};

use crate::{ArchiveFiles, Options, Room};

/// Options under which a full test machine does not matter.
pub(super) fn options() -> Options {
    Options { room: Room { bytes: 0, percent: 0 }, ..Options::default() }
}

pub(super) fn with(compression: Compression) -> Options {
    Options { write: WriteOptions { compression, ..WriteOptions::default() }, ..options() }
}

pub(super) fn archive() -> (TempDir, ArchiveFiles) {
    let dir = tempfile::tempdir().unwrap();
    let files = ArchiveFiles::open(dir.path(), options()).unwrap();
    (dir, files)
}

pub(super) fn day() -> Day {
    "2026-11-18".parse().unwrap()
}

pub(super) fn file(dir: &Path, proxy: &str) -> PathBuf {
    dir.join("2026-11-18").join(format!("{proxy}.parquet"))
}

/// A day of three metrics in two environments, a sample every 15 seconds, as a collector reads it.
pub(super) fn realistic(proxy: &str) -> DayToKeep {
    let mut rows = Vec::new();
    for (nth, metric) in ["request_count", "response_time", "error_count"].into_iter().enumerate() {
        for environment in ["prod", "test"] {
            let labels = Labels::from_pairs([("apiproxy", proxy), ("environment", environment)]);
            for at in 0..5760_i64 {
                let daily = (at as f64 / 5760.0 * std::f64::consts::TAU).sin();
                let value = 100.0 * (nth as f64 + 1.0) * (1.0 + daily) + (at as f64 * 12.9898).sin().fract();
                let timestamp = Timestamp::from_ms(day().start().ms() + at * 15_000);
                rows.push(Row { timestamp, metric: metric.to_owned(), value, labels: labels.clone() });
            }
        }
    }
    DayToKeep { day: day(), proxy: proxy.parse().unwrap(), rows, collected: day().range().end, whole_day: true }
}

/// The reasons why files are left out, by path.
pub(super) async fn left_out(files: &ArchiveFiles) -> Vec<(String, String)> {
    files.inventory().await.unwrap().left_out.iter().map(pair).collect()
}

pub(super) fn pair(out: &LeftOut) -> (String, String) {
    (out.path.clone(), out.reason.clone())
}
