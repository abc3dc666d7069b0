//! Writes a day of one proxy: `write_day DIR VALUE`. The crash tests stop it at every step.

use std::path::Path;
use std::process::ExitCode;

use archive::Row;
use archive_files::{ArchiveFiles, Options, Room};
use service::{Archive, DayToKeep};
use timeseries::{Day, Labels, Timestamp};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [dir, value] = arguments.as_slice() else { return ExitCode::from(2) };
    let Some(day) = day(value) else { return ExitCode::from(2) };
    let options = Options { room: Room { bytes: 0, percent: 0 }, ..Options::default() };
    let Ok(archive) = ArchiveFiles::open(Path::new(dir), options) else { return ExitCode::from(3) };
    // Without the driver for sockets, whose own calls would be failed, too.
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().build() else { return ExitCode::from(4) };
    match runtime.block_on(archive.write_day(day)) {
        Ok(_) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// A day of one sample a minute, all of this value.
fn day(value: &str) -> Option<DayToKeep> {
    let day: Day = "2026-11-18".parse().ok()?;
    let value = value.parse().ok()?;
    let row = |minute: i64| Row {
        timestamp: Timestamp::from_ms(day.start().ms() + minute * 60_000),
        metric: "request_count".to_owned(),
        value,
        labels: Labels::from_pairs([("environment", "prod")]),
    };
    let rows = (0..1440).map(row).collect();
    Some(DayToKeep { day, proxy: "a".parse().ok()?, rows, collected: day.range().end, whole_day: true })
}
