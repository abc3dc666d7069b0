//! The scores of forecasts of a file of series, for `make bench-forecast`: a line a series, its past, a semicolon, what came.
//!
//! `cargo run --release -p forecast --example bench_forecast -- FILE STEP_SECONDS SEASON_STEPS HORIZON_STEPS MODEL`

use std::error::Error;

use forecast::{Cancel, Forecast, Level, Spec, forecast};
use timeseries::{Duration, Grid, GridSeries, Labels, Timestamp};

/// M4's sMAPE, MASE, and MSIS at 95 %, the shares that the bands of 80 and 95 % held, and the logarithm of the error by that
/// of seasonal naive, of one forecast.
#[derive(Default)]
struct Scores([f64; 6]);

const NAMES: [&str; 6] = ["smape", "mase", "msis", "held80", "held95", "by_naive"];

/// No ratio of errors counts for more.
const MOST: f64 = 100.0;

impl Scores {
    fn of(forecast: &Forecast, train: &[f64], test: &[f64], season_steps: usize) -> Self {
        let later = train.iter().skip(season_steps);
        let scale =
            Some(mean(later.zip(train).map(|(later, earlier)| (later - earlier).abs()))).filter(|scale| *scale > 0.0);
        let by_scale = |value: f64| scale.map_or(f64::NAN, |scale| value / scale);
        let came = || test.iter().zip(&forecast.yhat);
        let smape =
            came().map(|(test, yhat)| 200.0 * ((test - yhat).abs() / (test.abs() + yhat.abs()).max(f64::MIN_POSITIVE)));
        let held = |band: usize| {
            mean(limits(forecast, band).zip(test).map(|((lower, upper), value)| is_held(lower, upper, *value)))
        };
        let interval = limits(forecast, 1).zip(test).map(|((lower, upper), value)| match value.is_nan() {
            true => f64::NAN,
            false => upper - lower + 40.0 * ((lower - value).max(0.0) + (value - upper).max(0.0)),
        });
        let mae = mean(came().map(|(test, yhat)| (test - yhat).abs()));
        let before = test.iter().enumerate().map(|(step, test)| (test - repeated(train, season_steps, step)).abs());
        let by_naive = ratio(mae, mean(before)).ln();
        Self([mean(smape), by_scale(mae), by_scale(mean(interval)), held(0), held(1), by_naive])
    }
}

/// Seasonal naive through gaps: the last value at the same phase; NaN where there never was one.
fn repeated(train: &[f64], season_steps: usize, step: usize) -> f64 {
    let phase = step % season_steps;
    let back = (1..).map_while(|cycle: usize| (train.len() + phase).checked_sub(cycle * season_steps));
    back.map(|index| train[index]).find(|value| value.is_finite()).unwrap_or(f64::NAN)
}

/// An error by another, one where they are equal.
fn ratio(error: f64, naive: f64) -> f64 {
    if error.total_cmp(&naive).is_eq() { 1.0 } else { (error / naive).clamp(1.0 / MOST, MOST) }
}

fn limits(forecast: &Forecast, band: usize) -> impl Iterator<Item = (f64, f64)> {
    let band = &forecast.bands[band];
    band.lower.iter().copied().zip(band.upper.iter().copied())
}

/// One, or zero; NaN where nobody reported.
fn is_held(lower: f64, upper: f64, value: f64) -> f64 {
    if value.is_nan() { f64::NAN } else { f64::from(lower <= value && value <= upper) }
}

/// Of what is a number.
fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) =
        values.filter(|value| !value.is_nan()).fold((0.0, 0), |(sum, count), value| (sum + value, count + 1));
    sum / f64::from(count)
}

fn numbers(text: &str) -> Result<Vec<f64>, std::num::ParseFloatError> {
    text.split(',').map(str::parse).collect()
}

fn series(step_seconds: u64, values: &[f64]) -> GridSeries {
    let step = Duration::from_seconds(step_seconds);
    let grid = Grid { start: Timestamp::from_seconds(1_700_000_000), step, len: values.len() };
    GridSeries { labels: Labels::default(), grid, values: values.to_vec() }
}

/// Seconds that this thread has computed, as Linux tells it: what else runs on the machine is no part of it.
fn computed_seconds() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    told.split(' ').next().and_then(|ns| ns.parse().ok()).map_or(f64::NAN, |ns: f64| ns / 1e9)
}

/// The most memory that this process has had, in MiB, as Linux tells it.
fn peak_mib() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().map_or(f64::NAN, |kib: f64| kib / 1024.0)
}

#[expect(clippy::print_stdout, reason = "an example talks to whoever runs it")]
fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [file, step_seconds, season_steps, horizon_steps, model] = &args[..] else {
        return Err("give FILE STEP_SECONDS SEASON_STEPS HORIZON_STEPS MODEL".into());
    };
    let levels = vec![Level::new(80.0)?, Level::new(95.0)?];
    let spec = Spec::new(horizon_steps.parse()?, levels, model.parse()?);
    let (mut scores, mut failed, mut seconds) = (Vec::new(), 0, 0.0);
    for line in std::fs::read_to_string(file)?.lines() {
        let (train, test) = line.split_once(';').ok_or("a line has no semicolon")?;
        let (train, test) = (numbers(train)?, numbers(test)?);
        let series = series(step_seconds.parse()?, &train);
        let started = computed_seconds();
        let outcome = forecast(&series, &spec, &Cancel::default());
        seconds += computed_seconds() - started;
        match outcome {
            Ok(forecast) => scores.push(Scores::of(&forecast, &train, &test, season_steps.parse()?)),
            Err(_) => failed += 1,
        }
    }
    let of =
        |index: usize| format!("\"{}\": {}", NAMES[index], mean(scores.iter().map(|scores: &Scores| scores.0[index])));
    let means = (0..NAMES.len()).map(of).collect::<Vec<_>>().join(", ");
    let (count, peak) = (scores.len(), peak_mib());
    println!(
        "{{\"mean\": {{{means}}}, \"series\": {count}, \"failed\": {failed}, \"seconds\": {seconds}, \"peak_mib\": {peak}}}"
    );
    Ok(())
}
