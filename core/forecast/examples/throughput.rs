//! How long a forecast takes: hourly series of 1,000 points, two days ahead, every model in the contest.
//!
//! `cargo run --release -p forecast --example throughput`

use std::time::Instant;

use forecast::{Cancel, ForecastError, Level, ModelChoice, Spec, forecast};
use timeseries::{Duration, Grid, GridSeries, Labels, Timestamp};

const SERIES: u32 = 50;
const POINTS: usize = 1_000;

/// A day, a week, a slow trend and noise that differs from series to series.
fn hourly(seed: u32) -> GridSeries {
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(1);
    let mut value = |index: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let cycle = |steps: f64| libm::sin(index as f64 / steps * std::f64::consts::TAU);
        100.0 + 30.0 * cycle(24.0) + 10.0 * cycle(168.0) + 0.01 * index as f64 + f64::from(state >> 16) / 4096.0
    };
    let grid = Grid { start: Timestamp::from_seconds(1_700_000_000), step: Duration::HOUR, len: POINTS };
    GridSeries { labels: Labels::default(), grid, values: (0..POINTS).map(&mut value).collect() }
}

#[expect(clippy::print_stdout, reason = "an example talks to whoever runs it")]
fn main() -> Result<(), ForecastError> {
    let levels = vec![Level::new(80.0)?, Level::new(95.0)?];
    let spec = Spec::new(48, levels, ModelChoice::Auto);
    let mut slowest_ms = 0.0_f64;
    let started = Instant::now();
    for seed in 0..SERIES {
        let series_started = Instant::now();
        forecast(&hourly(seed), &spec, &Cancel::default())?;
        slowest_ms = slowest_ms.max(series_started.elapsed().as_secs_f64() * 1000.0);
    }
    let mean_ms = started.elapsed().as_secs_f64() * 1000.0 / f64::from(SERIES);
    println!("{SERIES} series of {POINTS} points: {mean_ms:.1} ms a series, the slowest {slowest_ms:.1} ms");
    Ok(())
}
