//! Writes an archive for measurements: `write_archive DIR DAYS PROXIES STEP_SECONDS`. The same arguments give the same rows.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use archive::Row;
use archive_files::{ArchiveFiles, Options, Room};
use service::ArchiveError;
use service::fakes::{DayToKeep, WholeDays};
use timeseries::{Day, Labels};
use tokio::runtime::Runtime;

/// The metrics, with what a label of theirs says.
const METRICS: [(&str, Option<(&str, &str)>); 3] =
    [("error_count", Some(("error_type", "5xx"))), ("request_count", None), ("response_time", None)];
/// The seconds of a day.
const DAY_SECONDS: i64 = 86_400;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [dir, numbers @ ..] = arguments.as_slice() else { return ExitCode::from(2) };
    let Some(shape) = Shape::of(numbers) else { return ExitCode::from(2) };
    let options = Options { room: Room { bytes: 0, percent: 0 }, ..Options::default() };
    let Ok(archive) = ArchiveFiles::open(Path::new(dir), options) else { return ExitCode::from(3) };
    let Ok(runtime) = Runtime::new() else { return ExitCode::from(4) };
    match runtime.block_on(write_all(&archive, &shape)) {
        Ok(written) => written.tell().map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS),
        Err(_) => ExitCode::FAILURE,
    }
}

/// Size of the archive to write.
struct Shape {
    first: Day,
    days: i64,
    proxies: u64,
    step_seconds: i64,
}

impl Shape {
    fn of(numbers: &[String]) -> Option<Self> {
        let [days, proxies, step_seconds] = numbers else { return None };
        let shape = Self {
            first: "2026-08-01".parse().ok()?,
            days: days.parse().ok()?,
            proxies: proxies.parse().ok()?,
            step_seconds: step_seconds.parse().ok()?,
        };
        (1..=DAY_SECONDS).contains(&shape.step_seconds).then_some(shape)
    }

    fn day_of(&self, proxy: u64, day: Day) -> Option<DayToKeep> {
        let mut noise = Noise((proxy << 32) | (day.start().ms().unsigned_abs() / 1000));
        let name = format!("api-proxy-{}", proxy + 1);
        let rows = METRICS.iter().flat_map(|(metric, label)| {
            let labels =
                Labels::from_pairs([("apiproxy", name.as_str()), ("environment", "prod")].into_iter().chain(*label));
            let row = |at| Row {
                timestamp: at,
                metric: (*metric).to_owned(),
                value: noise.value(metric),
                labels: labels.clone(),
            };
            self.moments(day).map(row).collect::<Vec<_>>()
        });
        let rows = rows.collect();
        Some(DayToKeep { day, proxy: name.parse().ok()?, rows, collected: day.range().end, whole_day: true })
    }

    fn moments(&self, day: Day) -> impl Iterator<Item = timeseries::Timestamp> {
        let seconds = (0..DAY_SECONDS).step_by(usize::try_from(self.step_seconds).unwrap_or(1));
        seconds.map(move |second| timeseries::Timestamp::from_ms(day.start().ms() + second * 1000))
    }
}

/// Totals of the written files; the time covers writing alone, without the making of the rows.
#[derive(Default)]
struct Written {
    rows: u64,
    files: u64,
    bytes: u64,
    seconds: f64,
}

impl Written {
    fn tell(&self) -> io::Result<()> {
        let Self { rows, files, bytes, seconds } = self;
        writeln!(io::stdout(), r#"{{"rows": {rows}, "files": {files}, "bytes": {bytes}, "seconds": {seconds}}}"#)
    }
}

async fn write_all(archive: &ArchiveFiles, shape: &Shape) -> Result<Written, ArchiveError> {
    let mut written = Written::default();
    for day in shape.first.through(shape.first.plus_days(shape.days - 1)) {
        for day in (0..shape.proxies).filter_map(|proxy| shape.day_of(proxy, day)) {
            let start = Instant::now();
            let file = archive.write_day(day).await?;
            written.seconds += start.elapsed().as_secs_f64();
            written.rows += file.rows;
            written.bytes += file.bytes;
            written.files += 1;
        }
    }
    Ok(written)
}

/// Numbers that look like chance and are the same every time (SplitMix64).
struct Noise(u64);

impl Noise {
    /// A value as the metric would have it.
    fn value(&mut self, metric: &str) -> f64 {
        match metric {
            "error_count" => self.few(),
            "request_count" => self.near(500.0).round(),
            _ => -50.0 * (self.part() * self.part()).ln(),
        }
    }

    /// More than 0, at most 1.
    fn part(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let bits = u32::try_from((mixed ^ (mixed >> 31)) >> 32).unwrap_or(u32::MAX);
        (f64::from(bits) + 1.0) / (f64::from(u32::MAX) + 1.0)
    }

    /// A count whose mean is 2 (Poisson).
    fn few(&mut self) -> f64 {
        let (mut count, mut left) = (0.0, self.part());
        while left > (-2.0_f64).exp() {
            left *= self.part();
            count += 1.0;
        }
        count
    }

    /// Around this, as far as a count of so many is.
    fn near(&mut self, mean: f64) -> f64 {
        let sum: f64 = (0..12).map(|_| self.part()).sum();
        mean + (sum - 6.0) * mean.sqrt()
    }
}
