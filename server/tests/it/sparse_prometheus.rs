//! Samples farther apart than a Prometheus shows them, of a real one: none is lost, and what is expected goes on as they do.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use timeseries::{Duration, Timestamp};

use crate::support::{Promcast, Prometheus, is_there};

/// 2026-06-30T00:00:00Z: the metrics end a moment before.
const END: i64 = 1_782_777_600;
const DAYS: i64 = 91;

/// A metric: its name, its spacing, and how long after a whole spacing its samples are, in seconds.
const METRICS: [(&str, i64, i64); 4] =
    [("hourly", 3600, 420), ("ten_minutes", 600, 0), ("quarters", 900, 61), ("half_hours", 1800, 1790)];

/// The hour of the day and a hundred.
fn value(seconds: i64) -> f64 {
    100.0 + f64::from(Timestamp::from_seconds(seconds).civil().hour)
}

/// Blocks of a time series database with the metrics.
fn backfill(folder: &Path) {
    let mut text = String::new();
    for (name, spacing, phase) in METRICS {
        writeln!(text, "# TYPE {name} gauge").unwrap();
        let first = END - DAYS * 86_400;
        for time in (first / spacing * spacing + phase..END).step_by(usize::try_from(spacing).unwrap()) {
            writeln!(text, "{name} {} {time}", value(time)).unwrap();
        }
    }
    text.push_str("# EOF\n");
    let file = folder.join("metrics.txt");
    fs::write(&file, text).unwrap();
    let mut promtool = Command::new("promtool");
    promtool.args(["tsdb", "create-blocks-from", "openmetrics", "--max-block-duration=2000h"]);
    promtool.arg(&file).arg(folder.join("data")).stdout(Stdio::null()).stderr(Stdio::null());
    assert!(promtool.status().unwrap().success());
}

#[test]
fn samples_farther_apart_than_five_minutes() {
    if !is_there("promtool") {
        println!("ignored: no `promtool` on the path");
        return;
    }
    let Some(prometheus) = Prometheus::filled(backfill) else { return };
    let promcast = Promcast::with_flags(&["--prometheus.url", &prometheus.url()]);
    for (name, spacing, _) in METRICS {
        for range in ["", "&range=14d", "&range=30d", "&range=90d"] {
            let told = forecast(&promcast, name, range);
            goes_on(&told, name, spacing, range);
        }
    }
    the_newest_is_found(&promcast);
}

fn forecast(promcast: &Promcast, name: &str, more: &str) -> Value {
    let answer = promcast.get(&format!("/api/v1/forecast?expr={name}&end={}{more}", END - 1));
    assert_eq!(answer.status, 200, "{name}{more}: {}", answer.text());
    answer.json()
}

/// Each point ahead has the value of its hour; a note says how the metric is read.
fn goes_on(told: &Value, name: &str, spacing: i64, range: &str) {
    let what = format!("{name}{range}");
    let series = &told["data"]["series"][0];
    let step: Duration = told["data"]["step"].as_str().unwrap().parse().unwrap();
    assert!(step >= Duration::from_seconds(spacing.unsigned_abs()), "{what}");
    assert!(told["warnings"].to_string().contains("has a sample every"), "{what}: {}", told["warnings"]);
    let times = series["timestamps"].as_array().unwrap();
    for (time, yhat) in times.iter().zip(series["yhat"].as_array().unwrap()) {
        let (time, yhat) = (time.as_f64().unwrap() as i64, yhat.as_f64().unwrap());
        let around = [value(time - spacing / 2), value(time), value(time + spacing / 2)];
        let is_right = around.iter().any(|value| (value - yhat).abs() < 0.6);
        assert!(is_right, "{what}: {yhat} at {}", Timestamp::from_seconds(time));
    }
}

/// Long after the last sample the page leads to it.
fn the_newest_is_found(promcast: &Promcast) {
    let answer = promcast.get(&format!("/api/v1/forecast?expr=hourly&end={}", END + 800 * 86_400));
    let told = answer.json();
    assert_eq!(answer.status, 422, "{told}");
    let newest = Timestamp::from_seconds(END - 3600 + 420);
    assert!(told["error"].to_string().contains(&timeseries::text::clock(newest)), "{told}");
}
