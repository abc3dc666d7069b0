//! Days in an archive before anything of Promcast looks at it.

use std::path::Path;

use archive::Row;
use archive_files::{ArchiveFiles, Options, Room};
use service::fakes::{DayToKeep, WholeDays};
use timeseries::{Day, Duration, Labels};

/// A day of an API proxy: two of each metric every hour, collected when it was over.
pub(crate) fn day_of(day: &str, proxy: &str, metrics: &[&str]) -> DayToKeep {
    let (day, proxy): (Day, _) = (day.parse().unwrap(), proxy.parse().unwrap());
    let row = |(metric, hour): (&str, u64)| Row {
        timestamp: day.start() + Duration::HOUR.times(hour),
        metric: metric.to_owned(),
        value: 2.0,
        labels: Labels::default(),
    };
    let rows = metrics.iter().flat_map(|metric| (0..24).map(move |hour| (*metric, hour)));
    DayToKeep { day, proxy, rows: rows.map(row).collect(), collected: day.range().end, whole_day: true }
}

/// Writes days into a folder, on however small a disk.
pub(crate) fn keep(folder: &Path, days: impl IntoIterator<Item = DayToKeep>) {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let options = Options { room: Room { bytes: 0, percent: 0 }, ..Options::default() };
    let files = ArchiveFiles::open(folder, options).unwrap();
    for day in days {
        runtime.block_on(files.write_day(day)).unwrap();
    }
}
