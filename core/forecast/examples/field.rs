//! The scores of `auto` on a folder of wide CSV files, as the M4 competition publishes them.
//!
//! `cargo run --release -p forecast --example field -- train.csv test.csv|- horizon [every]`: with `-` the last points of the
//! training part are what is to be foreseen, and the test part stays unseen.

use std::error::Error;
use std::time::Instant;

use forecast::{Bounds, Cancel, Level, ModelChoice, Spec, forecast};
use timeseries::{Duration, Grid, GridSeries, Labels, Timestamp};

fn rows(path: &str) -> Result<Vec<Vec<f64>>, Box<dyn Error>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path)?;
    let mut rows = Vec::new();
    for record in reader.records() {
        rows.push(record?.iter().skip(1).filter_map(|field| field.parse().ok()).collect());
    }
    Ok(rows)
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let h: usize = args[2].parse()?;
    let every: usize = args.get(3).map_or(Ok(1), |v| v.parse())?;
    let model: ModelChoice = args.get(4).map_or("auto", String::as_str).parse()?;
    let mut train = rows(&args[0])?;
    let test: Vec<Vec<f64>> = if args[1].starts_with('-') {
        let back: usize = args[1][1..].parse().unwrap_or(0) * h;
        train
            .iter_mut()
            .map(|row| {
                let t = row.split_off(row.len() - h - back);
                t[..h].to_vec()
            })
            .collect()
    } else {
        rows(&args[1])?
    };
    let levels = vec![Level::new(80.0)?, Level::new(95.0)?];
    let spec = Spec { horizon_steps: h, levels, model, bounds: Bounds::default() };
    let (mut mase, mut smape, mut c80, mut c95, mut msis, mut n, mut claimed) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
    let mut chosen = std::collections::BTreeMap::new();
    let mut within = 0.0;
    let mut slowest = 0.0_f64;
    let mut took = 0.0;
    for (train, test) in train.iter().zip(&test).step_by(every) {
        let grid = Grid { start: Timestamp::from_seconds(1_700_000_000), step: Duration::HOUR, len: train.len() };
        let series = GridSeries { labels: Labels::default(), grid, values: train.clone() };
        let started = Instant::now();
        let f = forecast(&series, &spec, &Cancel::default())?;
        let t = started.elapsed().as_secs_f64();
        took += t;
        slowest = slowest.max(t);
        let scale = train.iter().zip(&train[24..]).map(|(a, b)| (a - b).abs()).sum::<f64>() / (train.len() - 24) as f64;
        let e: f64 = f.yhat.iter().zip(test).map(|(a, b)| (a - b).abs()).sum::<f64>() / h as f64;
        mase += e / scale;
        smape += f.yhat.iter().zip(test).map(|(a, b)| 200.0 * (a - b).abs() / (a.abs() + b.abs() + 1e-12)).sum::<f64>()
            / h as f64;
        let held = |i: usize| {
            f.bands[i].lower.iter().zip(&f.bands[i].upper).zip(test).filter(|((l, u), y)| *l <= *y && *y <= *u).count()
                as f64
                / h as f64
        };
        c80 += held(0);
        c95 += held(1);
        within += f64::from((held(1) - 0.95).abs() <= 0.1);
        let b = &f.bands[1];
        msis += b
            .lower
            .iter()
            .zip(&b.upper)
            .zip(test)
            .map(|((l, u), y)| (u - l) + 40.0 * (l - y).max(0.0) + 40.0 * (y - u).max(0.0))
            .sum::<f64>()
            / h as f64
            / scale;
        claimed += f.backtest.rows[f.backtest.chosen].coverage.first().map_or(0.0, |c| c.share);
        *chosen.entry(f.candidate.model.to_string()).or_insert(0) += 1;
        n += 1.0;
    }
    println!(
        "{n} series: MASE {:.3} sMAPE {:.3} cov80 {:.1} (claimed {:.1}) cov95 {:.1} within10 {:.2} MSIS95 {:.2}; {:.0} series/s, slowest {:.1} ms",
        mase / n,
        smape / n,
        c80 / n * 100.0,
        claimed / n * 100.0,
        c95 / n * 100.0,
        within / n,
        msis / n,
        n / took,
        slowest * 1e3
    );
    println!("{chosen:?}");
    Ok(())
}
