//! Each promised shape is really there, seen from many a now.

use super::{grid, series, value, values};
use crate::catalogue::Catalogue;
use crate::tick::Tick;
use timeseries::Timestamp;

/// Starts of windows all over the years, on no special day.
fn starts() -> impl Iterator<Item = String> {
    (0..40).map(|index| Timestamp::from_seconds(1_700_000_000 + index * 3_000_007).to_string())
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// Pearson's correlation of a series with itself `lag` points later.
fn autocorrelation(values: &[f64], lag: usize) -> f64 {
    let centre = mean(values);
    let product: f64 = values.iter().zip(&values[lag..]).map(|(a, b)| (a - centre) * (b - centre)).sum();
    product / values.iter().map(|value| (value - centre) * (value - centre)).sum::<f64>()
}

#[test]
fn every_metric_says_that_it_is_a_sample() {
    for metric in Catalogue::new().metrics() {
        let info = &metric.info;
        assert!(info.name.starts_with("demo_") && info.help.starts_with("Sample: "), "{info:?}");
        assert!(info.help.ends_with('.') && info.help.len() < 100, "{info:?}");
        assert!(!metric.series.is_empty());
    }
}

#[test]
fn every_value_is_a_plain_number() {
    for sampled in Catalogue::new().series() {
        for tick in (0..4000).map(|index| Tick(118_000_000 + index * 977)) {
            let value = sampled.signal.at(tick).unwrap_or(0.0);
            assert!(value.is_finite() && value >= -40.0, "{}: {value}", sampled.labels);
        }
    }
}

#[test]
fn orders_have_a_day_and_a_week() {
    for start in starts() {
        let hourly = values("demo_orders_per_minute", grid(&start, "1h", 4 * 168));
        let (day, half_day, week) =
            (autocorrelation(&hourly, 24), autocorrelation(&hourly, 12), autocorrelation(&hourly, 168));
        assert!(half_day < -0.2, "{start}: {half_day}");
        // Over four weeks a lag of one week leaves three quarters of the sum.
        assert!(week > 0.7 && week / 0.75 > day, "{start}: day {day}, week {week}");
        assert!(day > 0.6, "{start}: {day}");
    }
}

#[test]
fn counters_fall_only_to_zero_and_every_week_has_a_restart() {
    for start in starts().take(3) {
        for counter in ["demo_http_requests_total", "demo_network_transmit_bytes_total"] {
            let mut resets = 0;
            for series in series(counter, grid(&start, "15s", 7 * 5760)) {
                for pair in series.samples.windows(2).filter(|pair| pair[1].value < pair[0].value) {
                    assert_eq!(pair[1].value.to_bits(), 0, "{}", series.labels);
                    resets += 1;
                }
            }
            assert!(resets > 0, "{counter} {start}");
        }
    }
}

#[test]
fn leaked_memory_goes_where_the_counters_go() {
    let week = grid("2026-11-16", "15s", 14 * 5760);
    let fell = |values: &[f64]| {
        let falls = values.windows(2).enumerate().filter(|(_, pair)| pair[1] < pair[0] * 0.7);
        falls.map(|(index, _)| index).collect::<Vec<_>>()
    };
    let memory = fell(&values(r#"demo_memory_bytes{instance="shop-1:8080"}"#, week));
    let counter = fell(&values(r#"demo_network_transmit_bytes_total{instance="shop-1:8080"}"#, week));
    assert!(!memory.is_empty());
    assert_eq!(memory, counter);
}

#[test]
fn memory_leaks_between_restarts() {
    for start in starts() {
        let grown = values(r#"sum(delta(demo_memory_bytes[1d]) > 0)"#, grid(&start, "1d", 14));
        assert!(mean(&grown) > 2.0 * 200.0 * 1_048_576.0, "{start}: {grown:?}");
    }
}

#[test]
fn some_disk_is_always_filling_and_none_is_ever_full() {
    for start in starts() {
        let week = grid(&start, "1h", 168);
        let used = series(r#"demo_disk_used_ratio{mountpoint=~"/var/.+"}"#, week);
        assert!(used.iter().flat_map(|series| &series.samples).all(|sample| (0.5..0.96).contains(&sample.value)));
        let ends = |series: &timeseries::Series| (series.samples[0].value, series.samples[167].value);
        let fuller = used.iter().map(ends).max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
        let days_left = (1.0 - fuller.1) / (fuller.1 - fuller.0) * 7.0;
        assert!((3.0..28.0).contains(&days_left), "{start}: {fuller:?} has {days_left} days");
    }
}

#[test]
fn a_disk_is_cleaned_after_five_weeks() {
    let disk = values(r#"demo_disk_used_ratio{mountpoint="/var/log"}"#, grid("2026-11-20", "1h", 24 * 70));
    assert_eq!(disk.windows(2).filter(|pair| pair[1] < pair[0] - 0.3).count(), 2);
}

#[test]
fn any_week_has_a_gap_of_forty_minutes_in_each_sensor() {
    for start in starts().take(12) {
        for series in series("demo_sensor_celsius", grid(&start, "15s", 7 * 5760)) {
            let silences = series.samples.windows(2).map(|pair| pair[1].time.since(pair[0].time).ms() / 15_000 - 1);
            let gaps: Vec<_> = silences.filter(|ticks| *ticks > 0).collect();
            assert!(
                !gaps.is_empty() && gaps.iter().all(|ticks| *ticks % 160 == 0),
                "{start} {}: {gaps:?}",
                series.labels
            );
        }
    }
}

#[test]
fn any_fortnight_has_a_level_shift_in_each_pool() {
    for start in starts() {
        for series in series("avg_over_time(demo_db_connections[6h])", grid(&start, "6h", 56)) {
            let steps = series.samples.windows(3).map(|run| (run[2].value - run[0].value).abs());
            assert!(steps.fold(0.0, f64::max) > 10.0, "{start} {}", series.labels);
        }
    }
}

#[test]
fn queues_burst_and_are_otherwise_calm() {
    for start in starts() {
        let week = grid(&start, "1m", 7 * 1440);
        let waiting = values(r#"demo_queue_length{queue="email"}"#, week);
        let (peak, usual) = (waiting.iter().copied().fold(0.0, f64::max), mean(&waiting));
        assert!(peak > 4.0 * usual, "{start}: {peak} against {usual}");
    }
}

#[test]
fn cpu_noise_is_autocorrelated() {
    // Two days a week apart share their season; what is left is noise.
    let quarter_hours = grid("2026-11-16", "15s", 5760);
    let noise = values(
        r#"demo_cpu_usage_ratio{instance="shop-1:8080"} - demo_cpu_usage_ratio{instance="shop-1:8080"} offset 1w"#,
        quarter_hours,
    );
    let near = autocorrelation(&noise, 4);
    assert!((0.5..0.98).contains(&near), "{near}");
}

#[test]
fn the_constant_is_constant() {
    assert!(values("demo_build_info", grid("2026-11-16", "1h", 500)).iter().all(|value| *value == 1.0));
}

#[test]
fn the_same_for_ever() {
    // Written down once: whoever changes a formula changes what every newcomer and every screenshot shows.
    let known = [
        ("demo_orders_per_minute", 118.0),
        (r#"demo_disk_used_ratio{mountpoint="/var/log"}"#, 0.615_488_523_978_652_7),
        ("sum(rate(demo_http_requests_total[5m]))", 113.105_263_157_894_73),
    ];
    for (expr, expected) in known {
        assert!((value(expr) - expected).abs() < 1e-12 * expected, "{expr}: {}", value(expr));
    }
}
