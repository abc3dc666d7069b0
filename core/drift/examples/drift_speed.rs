//! Speed of both verdicts: a week against a month of hours, and a million rows of twenty columns against a million.
//!
//! `cargo run --release -p drift --example drift_speed`

use std::time::{Duration, Instant};

use drift::compatible::{DRIFT_SHARE, dataset};
use drift::honest::{Feature, Period, Settings, assess};
use drift::{Column, ColumnKind, DriftError};
use timeseries::Timestamp;

const HOUR_MS: i64 = 3_600_000;

/// Hours of made-up columns, every fourth of them a category.
struct Hours {
    times: Vec<Option<Timestamp>>,
    columns: Vec<Vec<f64>>,
    predicted: Vec<f64>,
    target: Vec<f64>,
}

impl Hours {
    fn of(start: i64, rows: u32, columns: u32) -> Self {
        let mut state = u64::from(rows) + 17;
        let mut noise = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            f64::from((state >> 33) as u32) / f64::from(1_u32 << 31)
        };
        let mut column = |scale: f64| (0..rows).map(|_| scale * (noise() + noise())).collect::<Vec<f64>>();
        let is_category = |index: u32| index % 4 == 3;
        Self {
            times: (0..i64::from(rows)).map(|row| Some(Timestamp::from_ms((start + row) * HOUR_MS))).collect(),
            columns: (0..columns)
                .map(|index| match is_category(index) {
                    true => column(3.0).into_iter().map(f64::floor).collect(),
                    false => column(100.0),
                })
                .collect(),
            predicted: column(50.0),
            target: column(50.0),
        }
    }
}

fn kind(index: usize) -> ColumnKind {
    if index % 4 == 3 { ColumnKind::Categorical } else { ColumnKind::Numerical }
}

fn compatible(reference: &Hours, current: &Hours) -> usize {
    let pairs = reference.columns.iter().zip(&current.columns).enumerate();
    let columns: Vec<Column<'_>> = pairs
        .map(|(index, (reference, current))| Column { name: "x", kind: kind(index), reference, current })
        .collect();
    dataset(&columns, DRIFT_SHARE).drifted_columns
}

fn honest(reference: &Hours, current: &Hours) -> Result<bool, DriftError> {
    let features: Vec<Feature<'_>> =
        (0..reference.columns.len()).map(|index| Feature { name: "x", kind: kind(index), importance: 1.0 }).collect();
    let before: Vec<&[f64]> = reference.columns.iter().map(Vec::as_slice).collect();
    let after: Vec<&[f64]> = current.columns.iter().map(Vec::as_slice).collect();
    let reference = Period {
        times: &reference.times,
        columns: &before,
        predicted: &reference.predicted,
        target: &reference.target,
    };
    let current =
        Period { times: &current.times, columns: &after, predicted: &current.predicted, target: &current.target };
    Ok(assess(&features, &reference, &current, Settings::default())?.flagged)
}

/// The median time of some runs.
fn median<T>(runs: usize, mut run: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let started = Instant::now();
            std::hint::black_box(run());
            started.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[runs / 2]
}

#[expect(clippy::print_stdout, reason = "an example talks to whoever runs it")]
fn main() {
    println!("| Rows | Columns | Evidently's tests | The honest verdict |\n|---|---:|---:|---:|");
    for (before, after, columns, runs) in
        [(688, 165, 11, 101), (100_000, 100_000, 20, 5), (1_000_000, 1_000_000, 20, 3)]
    {
        let (reference, current) = (Hours::of(0, before, columns), Hours::of(i64::from(before), after, columns));
        let compatible = median(runs, || compatible(&reference, &current));
        let honest = median(runs, || honest(&reference, &current));
        println!("| {before} × {after} | {columns} | {:.1} ms | {:.1} ms |", millis(compatible), millis(honest));
    }
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
