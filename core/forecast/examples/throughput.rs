//! Benchmark of forecasts, in time and memory: hourly series, two days ahead, every model that `auto` tries.
//!
//! `cargo run --release -p forecast --example throughput -- [SERIES [POINTS]]`: 50 series of 1,000 points unless told otherwise.

use std::error::Error;
use std::time::Instant;

use forecast::{Cancel, Level, ModelChoice, Spec, forecast};
use timeseries::{Duration, Grid, GridSeries, Labels, Timestamp};

/// A day, a week, a slow trend and noise that differs from series to series.
fn hourly(seed: u32, points: usize) -> GridSeries {
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(1);
    let mut value = |index: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let cycle = |steps: f64| libm::sin(index as f64 / steps * std::f64::consts::TAU);
        100.0 + 30.0 * cycle(24.0) + 10.0 * cycle(168.0) + 0.01 * index as f64 + f64::from(state >> 16) / 4096.0
    };
    let grid = Grid { start: Timestamp::from_seconds(1_700_000_000), step: Duration::HOUR, len: points };
    GridSeries { labels: Labels::default(), grid, values: (0..points).map(&mut value).collect() }
}

/// The most memory that this process has had, in MiB, as Linux tells it.
fn peak_mib() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().map_or(f64::NAN, |kib: f64| kib / 1024.0)
}

#[expect(clippy::print_stdout, reason = "an example talks to whoever runs it")]
fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let count: u32 = args.next().map_or(Ok(50), |text| text.parse())?;
    let points: usize = args.next().map_or(Ok(1_000), |text| text.parse())?;
    let levels = vec![Level::new(80.0)?, Level::new(95.0)?];
    let spec = Spec::new(48, levels, ModelChoice::Auto);
    let mut slowest_ms = 0.0_f64;
    let all: Vec<GridSeries> = (0..count).map(|seed| hourly(seed, points)).collect();
    let mut forecasts = Vec::new();
    let started = Instant::now();
    for series in &all {
        let series_started = Instant::now();
        forecasts.push(forecast(series, &spec, &Cancel::default())?);
        slowest_ms = slowest_ms.max(series_started.elapsed().as_secs_f64() * 1000.0);
    }
    let mean_ms = started.elapsed().as_secs_f64() * 1000.0 / f64::from(count);
    println!(
        "{} forecasts of {points} points, all kept: {mean_ms:.2} ms a series, the slowest {slowest_ms:.1} ms, {:.0} MiB at most",
        forecasts.len(),
        peak_mib()
    );
    Ok(())
}
