//! Changes an archive: `change_archive DIR write VALUE|retain|roll-up`. The crash tests stop it at every step.

use std::path::Path;
use std::process::ExitCode;

use archive::Row;
use archive_files::{ArchiveFiles, Options, Room};
use service::fakes::{DayToKeep, WholeDays};
use service::{Archive, Retention};
use timeseries::{Day, Labels, Timestamp};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [dir, change @ ..] = arguments.as_slice() else { return ExitCode::from(2) };
    let options = Options { room: Room { bytes: 0, percent: 0 }, ..Options::default() };
    let Ok(archive) = ArchiveFiles::open(Path::new(dir), options) else { return ExitCode::from(3) };
    // Without the driver for sockets, whose own calls would be failed, too.
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().build() else { return ExitCode::from(4) };
    let change: Vec<&str> = change.iter().map(String::as_str).collect();
    match runtime.block_on(make(&archive, &change)) {
        Some(()) => ExitCode::SUCCESS,
        None => ExitCode::FAILURE,
    }
}

/// Makes a change; nothing where it is none, or failed.
async fn make(archive: &ArchiveFiles, change: &[&str]) -> Option<()> {
    match change {
        ["write", value] => archive.write_day(day(value)?).await.ok().map(drop),
        ["retain"] => {
            let retention = Retention { days: Some(2), bytes: None };
            archive.retain(retention, "2026-11-18".parse().ok()?).await.ok().map(drop)
        }
        ["roll-up"] => archive.roll_up().await.ok().map(drop),
        _ => None,
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
