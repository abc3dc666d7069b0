//! Expressions and what becomes of them.

use service::{MetricsSource, SourceError};

use super::{FRIDAY, ask, at, grid, noon, series, value};
use crate::DemoSource;

/// The labels of an expression's series, in order.
fn labels(expr: &str) -> Vec<String> {
    series(expr, noon()).iter().map(|series| series.labels.to_string()).collect()
}

#[test]
fn which_series_an_expression_has() {
    let shop = |n: u8| format!(r#"{{instance="shop-{n}:8080"}}"#);
    let cpu = |n: u8| format!("demo_cpu_usage_ratio{}", shop(n));
    let cases = [
        ("demo_cpu_usage_ratio", vec![cpu(1), cpu(2), cpu(3)]),
        (r#"demo_cpu_usage_ratio{instance="shop-2:8080"}"#, vec![cpu(2)]),
        (r#"demo_cpu_usage_ratio{instance!="shop-2:8080"}"#, vec![cpu(1), cpu(3)]),
        (r#"demo_cpu_usage_ratio{instance=~"shop-[12].*"}"#, vec![cpu(1), cpu(2)]),
        (r#"demo_cpu_usage_ratio{instance!~"shop-[12].*"}"#, vec![cpu(3)]),
        (r#"demo_cpu_usage_ratio{instance=~"shop-1"}"#, vec![]),
        (r#"demo_cpu_usage_ratio{rack=""}"#, vec![cpu(1), cpu(2), cpu(3)]),
        (r#"demo_cpu_usage_ratio{rack!=""}"#, vec![]),
        (r#"{__name__="demo_orders_per_minute"}"#, vec!["demo_orders_per_minute".to_owned()]),
        (r#"{__name__=~"demo_(orders_per_minute|build_info)", version=""}"#, vec!["demo_orders_per_minute".to_owned()]),
        ("nobody_knows_me", vec![]),
        ("sum(nobody_knows_me)", vec![]),
        ("rate(nobody_knows_me[5m])", vec![]),
        ("demo_cpu_usage_ratio offset 1d", vec![cpu(1), cpu(2), cpu(3)]),
        ("-demo_cpu_usage_ratio", vec![shop(1), shop(2), shop(3)]),
        ("abs(demo_cpu_usage_ratio)", vec![shop(1), shop(2), shop(3)]),
        ("demo_cpu_usage_ratio * 100", vec![shop(1), shop(2), shop(3)]),
        ("rate(demo_network_transmit_bytes_total[5m])", vec![shop(1), shop(2), shop(3)]),
        ("demo_cpu_usage_ratio > 0", vec![cpu(1), cpu(2), cpu(3)]),
        ("demo_cpu_usage_ratio > 7", vec![]),
        ("7 > demo_cpu_usage_ratio", vec![cpu(1), cpu(2), cpu(3)]),
        ("demo_memory_bytes / demo_cpu_usage_ratio", vec![shop(1), shop(2), shop(3)]),
        (
            "demo_memory_bytes > demo_cpu_usage_ratio",
            [1, 2, 3].map(|n| format!("demo_memory_bytes{}", shop(n))).to_vec(),
        ),
        ("demo_cpu_usage_ratio + demo_orders_per_minute", vec![]),
        ("sum(demo_cpu_usage_ratio)", vec!["{}".to_owned()]),
        ("sum by (instance) (demo_http_requests_total)", vec![shop(1), shop(2), shop(3)]),
        ("sum without (method, status) (demo_http_requests_total)", vec![shop(1), shop(2), shop(3)]),
        ("max by (__name__) (demo_cpu_usage_ratio)", vec!["demo_cpu_usage_ratio".to_owned()]),
        ("sum by (rack) (demo_cpu_usage_ratio)", vec!["{}".to_owned()]),
        ("1 + 1", vec!["{}".to_owned()]),
        ("((demo_orders_per_minute))", vec!["demo_orders_per_minute".to_owned()]),
    ];
    for (expr, expected) in cases {
        assert_eq!(labels(expr), expected, "{expr}");
    }
}

#[test]
fn which_value_an_expression_has() {
    let noon_s = at(FRIDAY).seconds();
    let orders = value("demo_orders_per_minute");
    let cases = [
        ("1 + 2 * 3", 7.0),
        ("-(2 - 5) / 4", 0.75),
        ("1 / 0", f64::INFINITY),
        ("demo_build_info", 1.0),
        ("-demo_build_info", -1.0),
        ("demo_build_info + 1 - 3", -1.0),
        ("10 / (demo_build_info + 1)", 5.0),
        ("demo_build_info == 1", 1.0),
        ("0 <= demo_build_info", 1.0),
        ("clamp_min(demo_build_info, 3)", 3.0),
        ("clamp_min(demo_build_info, -3)", 1.0),
        ("clamp_max(demo_build_info, 0.5)", 0.5),
        ("clamp_max(demo_build_info, 1 + 1)", 1.0),
        ("abs(demo_build_info - 3)", 2.0),
        ("count(demo_http_requests_total)", 12.0),
        ("count(demo_http_requests_total) / count(demo_cpu_usage_ratio)", 4.0),
        ("avg(demo_cpu_usage_ratio) - sum(demo_cpu_usage_ratio) / 3", 0.0),
        (
            "max(demo_cpu_usage_ratio) - min(demo_cpu_usage_ratio) >= 0",
            value("max(demo_cpu_usage_ratio)") - value("min(demo_cpu_usage_ratio)"),
        ),
        ("timestamp(demo_build_info)", noon_s),
        ("timestamp(demo_build_info offset 1h)", noon_s - 3600.0),
        ("timestamp(demo_build_info offset 1s)", noon_s - 15.0),
        ("timestamp((demo_build_info offset -16s))", noon_s + 15.0),
        ("timestamp(demo_build_info offset 1h + 0)", noon_s),
        ("demo_orders_per_minute - demo_orders_per_minute offset -14s", 0.0),
        ("demo_orders_per_minute == demo_orders_per_minute", orders),
        ("sum(increase(demo_http_requests_total[1h])) - 3600 * sum(rate(demo_http_requests_total[1h]))", 0.0),
    ];
    for (expr, expected) in cases {
        let found = value(expr);
        assert!(
            found == expected || (found - expected).abs() < 1e-9 * expected.abs().max(1.0),
            "{expr} = {found}, not {expected}"
        );
    }
}

#[test]
fn what_prometheus_refuses_is_refused_in_its_words() {
    let cases = [
        ("", "bad_data"),
        ("sum(", "bad_data"),
        ("demo_orders_per_minute[5m]", "bad_data"),
        ("\"text\"", "bad_data"),
        ("rate(demo_http_requests_total)", "bad_data"),
        ("nosuchfunction(x)", "bad_data"),
        ("{}", "bad_data"),
        ("1 > 2", "bad_data"),
        ("demo_build_info{version=~\"(\"}", "bad_data"),
        ("rate({__name__=~\"demo_(cpu_usage_ratio|memory_bytes)\"}[5m])", "execution"),
        ("-{__name__=~\"demo_(cpu_usage_ratio|memory_bytes)\"}", "execution"),
        ("{__name__=~\"demo_(cpu_usage_ratio|memory_bytes)\"} - demo_cpu_usage_ratio", "execution"),
    ];
    for (expr, expected) in cases {
        let answer = ask(expr, noon());
        let Err(SourceError::Answered { error_type, message, .. }) = &answer else { panic!("{expr}: {answer:?}") };
        assert_eq!(error_type, expected, "{expr}: {message}");
    }
}

#[test]
fn what_only_prometheus_knows_is_refused_in_plain_words() {
    let cases = [
        ("topk(3, demo_cpu_usage_ratio)", "`topk`"),
        ("quantile(0.5, demo_cpu_usage_ratio)", "`quantile`"),
        ("group(demo_cpu_usage_ratio)", "`group`"),
        ("histogram_quantile(0.9, demo_cpu_usage_ratio)", "`histogram_quantile`"),
        ("predict_linear(demo_disk_used_ratio[1d], 3600)", "`predict_linear`"),
        ("stddev_over_time(demo_cpu_usage_ratio[1d])", "`stddev_over_time`"),
        ("time()", "`time`"),
        ("vector(1)", "`vector`"),
        ("absent(demo_build_info)", "`absent`"),
        ("max_over_time(rate(demo_http_requests_total[5m])[1h:1m])", "subqueries"),
        ("demo_build_info @ 1700000000", "the `@` modifier"),
        ("demo_build_info @ start()", "the `@` modifier"),
        ("demo_build_info and demo_build_info", "`and`"),
        ("demo_build_info or demo_build_info", "`or`"),
        ("demo_build_info unless demo_build_info", "`unless`"),
        ("demo_build_info % 2", "`%`"),
        ("2 ^ 3", "`^`"),
        ("demo_build_info > bool 0", "`bool`"),
        ("1 == bool 1", "`bool`"),
        ("demo_build_info * on (version) demo_build_info", "`on` and `ignoring`"),
        ("demo_build_info * ignoring (version) demo_build_info", "`on` and `ignoring`"),
        ("demo_cpu_usage_ratio * on (instance) group_left demo_memory_bytes", "`on` and `ignoring`"),
        ("demo_build_info{version=\"1\" or version=\"2\"}", "`or` between matchers"),
    ];
    for (expr, what) in cases {
        let answer = ask(expr, noon());
        let Err(SourceError::Unsupported { why }) = &answer else { panic!("{expr}: {answer:?}") };
        assert!(why.starts_with(&format!("the sample metrics do not know {what};")), "{expr}: {why}");
    }
}

#[test]
fn a_gap_is_nothing_and_no_zero() {
    let fortnight = grid(FRIDAY, "1m", 14 * 1440);
    for series in series("demo_sensor_celsius", fortnight) {
        assert!(series.samples.len() < fortnight.len, "{}", series.labels);
    }
    // A sum over both rooms is there as long as one of them is.
    let heard = series("count(demo_sensor_celsius)", fortnight);
    assert_eq!(heard[0].samples.len(), fortnight.len);
    assert!(heard[0].samples.iter().any(|sample| sample.value == 1.0));
}

#[tokio::test]
async fn the_port() {
    let demo = DemoSource::new();
    let names: Vec<_> = demo.metrics().await.unwrap().into_iter().map(|info| info.name).collect();
    assert!((10..=12).contains(&names.len()) && names.is_sorted());
    let noon = at(FRIDAY);
    let cases = [
        ("demo_orders_per_minute", "2026-11-20 12:00:14", Ok(Some(noon))),
        ("sum(rate(demo_http_requests_total[5m]))", FRIDAY, Ok(Some(noon))),
        ("nobody_knows_me", FRIDAY, Ok(None)),
        ("demo_build_info > 1", FRIDAY, Ok(None)),
    ];
    for (expr, before, expected) in cases {
        assert_eq!(demo.newest_sample(expr, at(before)).await, expected, "{expr}");
    }
    assert!(demo.newest_sample("sum(", noon).await.is_err());
}

#[tokio::test]
async fn the_newest_sample_of_a_silent_sensor_is_the_last_one_before_the_gap() {
    let room = r#"demo_sensor_celsius{room="roof"}"#;
    let samples = series(room, grid(FRIDAY, "15s", 14 * 5760)).remove(0).samples;
    let gap = samples.windows(2).find(|pair| pair[1].time.since(pair[0].time).ms() > 15_000).unwrap();
    let newest = DemoSource::new().newest_sample(room, gap[1].time - timeseries::Duration::from_ms(1)).await;
    assert_eq!(newest, Ok(Some(gap[0].time)));
}
