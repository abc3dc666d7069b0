//! Expressions and grids that mean harm: each ends soon, with an answer or an error, and never takes the process along.

use service::SourceError;
use timeseries::{Duration, Grid, Timestamp};

use super::{ask, noon};

#[test]
fn expressions() {
    let long_label = format!("demo_build_info{{version=\"{}\"}}", "x".repeat(5000));
    let cases = [
        "(".repeat(101),
        "-".repeat(101) + "1",
        "1+".repeat(501) + "1",
        "demo_build_info+".repeat(190) + "demo_build_info",
        "x".repeat(100_000),
        "demo_build_info{version=\"\u{0}\u{202e}\"}".to_owned(),
        "日本語".to_owned(),
        "demo_build_info # comment".to_owned(),
        long_label,
        "demo_build_info offset 290y".to_owned(),
        "demo_build_info offset -290y".to_owned(),
        "rate(demo_http_requests_total[1ms])".to_owned(),
        "rate(demo_http_requests_total[290y])".to_owned(),
        "avg_over_time(demo_cpu_usage_ratio[290y])".to_owned(),
        "sum(sum(sum(sum(demo_build_info))))".to_owned(),
        "demo_build_info{version=~\"(a+)+$\"}".to_owned(),
        "clamp_min(demo_build_info, NaN)".to_owned(),
        "demo_build_info / (demo_build_info - 1)".to_owned(),
        "\u{feff}1".to_owned(),
    ];
    for expr in cases {
        // Only that it returns, and in words that are ours.
        if let Err(error) = ask(&expr, noon()) {
            assert!(error.to_string().len() < 1000, "{error}");
        }
    }
}

#[test]
fn grids() {
    let extremes = [Timestamp::from_ms(i64::MIN), Timestamp::from_ms(i64::MAX), Timestamp::from_ms(0)];
    for start in extremes {
        for (step, len) in [(0, 1), (0, 11_000), (1, 100), (u64::MAX, 100), (1, 0)] {
            let grid = Grid { start, step: Duration::from_ms(step), len };
            for expr in [
                "demo_http_requests_total",
                "rate(demo_http_requests_total[5m] offset 1d)",
                "avg_over_time(demo_sensor_celsius[5m])",
                "1",
                "timestamp(demo_build_info)",
            ] {
                assert!(ask(expr, grid).is_ok(), "{expr} {grid:?}");
            }
        }
    }
}

#[test]
fn too_much_is_refused_before_it_is_computed() {
    let points = |len| Grid { start: Timestamp::from_seconds(1_763_600_000), step: Duration::from_seconds(15), len };
    let cases = [
        ("1", usize::MAX),
        ("demo_build_info", usize::MAX),
        ("demo_http_requests_total", 1_000_000),
        ("rate(demo_http_requests_total[5m])", usize::MAX),
        ("irate(demo_http_requests_total[290y])", 11_000),
        ("avg_over_time(demo_cpu_usage_ratio[290y])", 1),
        ("max_over_time(demo_cpu_usage_ratio[30d])", 11_000),
        ("delta(demo_http_requests_total[1y])", 1000),
    ];
    for (expr, len) in cases {
        let answer = ask(expr, points(len));
        assert!(matches!(answer, Err(SourceError::TooLarge { .. })), "{expr} {len}: {answer:?}");
    }
}

#[test]
fn a_long_chain_is_not_a_deep_stack() {
    let chain = |terms: usize| vec!["demo_build_info"; terms].join("+");
    assert!(ask(&chain(190), noon()).is_ok());
    assert!(matches!(ask(&chain(300), noon()), Err(SourceError::Unsupported { .. })));
}
