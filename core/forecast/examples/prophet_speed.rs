//! Benchmark of Prophet on a series: `ds,y` in CSV, such as Prophet's own examples; a year ahead, by the day.
//!
//! `cargo run --release -p forecast --example prophet_speed -- example_wp_log_peyton_manning.csv`; Python's own time
//! on the same file is told by `bench/peers/prophet_speed.py`.

use std::error::Error;
use std::time::Instant;

use forecast::prophet::{Prophet, Sampling, Table};
use forecast::{Cancel, Level};
use timeseries::{Duration, Timestamp};

const RUNS: usize = 21;
const DAYS_AHEAD: u64 = 365;

#[expect(clippy::print_stdout, reason = "an example talks to whoever runs it")]
fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("which CSV with the columns ds and y?")?;
    let (history, values) = read(&path)?;
    let last = history.times.last().copied().ok_or("the CSV is empty")?;
    let ahead = (1..=DAYS_AHEAD).map(|day| last + Duration::DAY.times(day));
    let future = Table::of_times(history.times.iter().copied().chain(ahead).collect());
    let cancel = Cancel::default();
    let (mut fit_ms, mut predict_ms) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let started = Instant::now();
        let fitted = Prophet::default().fit(&history, &values, &cancel)?;
        fit_ms.push(started.elapsed().as_secs_f64() * 1000.0);
        let started = Instant::now();
        fitted.predict(&future)?;
        fitted.bands(&future, &[Level::new(80.0)?], Sampling::default(), &cancel)?;
        predict_ms.push(started.elapsed().as_secs_f64() * 1000.0);
    }
    println!("{} rows: fit {:.2} ms, prediction with bands {:.2} ms", values.len(), median(fit_ms), median(predict_ms));
    Ok(())
}

fn read(path: &str) -> Result<(Table, Vec<f64>), Box<dyn Error>> {
    let (mut times, mut values) = (Vec::new(), Vec::new());
    for record in csv::Reader::from_path(path)?.records() {
        let record = record?;
        times.push(Timestamp::parse(&record[0], Timestamp::from_seconds(0))?);
        values.push(record[1].parse()?);
    }
    Ok((Table::of_times(times), values))
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
