//! Speed of the bike-sharing model in process, as JSON for the benchmark: fit, one row, many rows, drift on two sizes.
//!
//! `cargo run --release -p service --example model_speed -- hour.csv`

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use drift::compatible::{DRIFT_SHARE, dataset};
use drift::{Column, ColumnKind};
use regression::{Needs, Origin, Rows, Settings, bike_sharing, encode, read_csv, train};
use service::{LoadedModel, judge};
use timeseries::Timestamp;

const LARGE_ROWS: usize = 1_000_000;
const LARGE_COLUMNS: usize = 20;

/// The median seconds of many runs.
fn seconds<T>(runs: usize, mut work: impl FnMut() -> T) -> f64 {
    let mut times: Vec<f64> = (0..runs)
        .map(|_| {
            let started = Instant::now();
            black_box(work());
            started.elapsed().as_secs_f64()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[runs / 2]
}

/// Sums of a few uniform numbers, which are about normal; odd columns of a moved period lie higher.
fn large(seed: u64, shift: f64) -> Vec<Vec<f64>> {
    let mut state = seed;
    let mut uniform = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    let mut normal = move || (0..12).map(|_| uniform()).sum::<f64>() - 6.0;
    let moved = |column: usize| if column.is_multiple_of(2) { 0.0 } else { shift };
    (0..LARGE_COLUMNS).map(|column| (0..LARGE_ROWS).map(|_| normal() + moved(column)).collect()).collect()
}

/// Evidently's verdict over columns of numbers.
fn compatible(reference: &[Vec<f64>], current: &[Vec<f64>]) -> f64 {
    let pairs = reference.iter().zip(current);
    let columns: Vec<Column<'_>> = pairs
        .map(|(reference, current)| Column { name: "x", kind: ColumnKind::Numerical, reference, current })
        .collect();
    dataset(&columns, DRIFT_SHARE).share
}

#[expect(clippy::print_stdout, reason = "an example talks to whoever runs it")]
fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("give the path of hour.csv")?;
    let all = read_csv(&std::fs::read(path)?, &bike_sharing(), Needs::Target)?;
    let days =
        |first: &str, last: &str| -> Result<Rows, Box<dyn Error>> { Ok(all.between(first.parse()?, last.parse()?)) };
    let (january, week) = (days("2011-01-01", "2011-01-31")?, days("2011-02-15", "2011-02-21")?);
    let fit = || train(&bike_sharing(), &january, Settings::default(), Origin::default());
    let model = fit()?;
    let file = encode(&model);
    let row = week.row(0);
    let loaded = LoadedModel::new(model, &file);
    let model = &loaded.model;
    let (reference, current) = (large(1, 0.0), large(2, 0.2));
    println!(
        "{{\"fit_s\":{},\"one_row_s\":{},\"rows_per_s\":{},\"drift_small_s\":{},\"evaluation_s\":{},\"drift_large_s\":{}}}",
        seconds(7, fit),
        seconds(2001, || model.predict(black_box(&row))),
        all.len() as f64 / seconds(7, || model.predict_all(&all)),
        seconds(101, || compatible(model.reference.columns(), week.columns())),
        seconds(21, || judge(&loaded, week.clone(), "week3", Timestamp::from_ms(0))),
        seconds(3, || compatible(&reference, &current)),
    );
    Ok(())
}
