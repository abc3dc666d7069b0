//! The metrics of all requests: route templates as labels, true statuses, and nothing a stranger could grow.

use std::collections::BTreeSet;

use crate::support::{Promcast, one_hour};

/// Reads from the metrics how often a route was answered; `None` if there is no such series.
fn counted(promcast: &Promcast, method: &str, endpoint: &str, status: u16) -> Option<f64> {
    promcast.metric(&format!(
        "http_requests_total{{endpoint=\"{endpoint}\",environment=\"dev\",http_status=\"{status}\",method=\"{method}\"}}"
    ))
}

/// The names and labels of all series.
fn series(promcast: &Promcast) -> BTreeSet<String> {
    let text = promcast.get("/metrics").text();
    text.lines()
        .filter_map(|line| (!line.starts_with('#')).then(|| line.rsplit_once(' ')).flatten())
        .map(|(name, _)| name.to_owned())
        .collect()
}

#[test]
fn every_route_is_counted_by_its_template() {
    let promcast = Promcast::start();
    promcast.get("/?source=demo");
    promcast.get("/archive?tab=days");
    promcast.get("/models/nowhere");
    promcast.get("/pkg/nothing.js");
    promcast.get("/style.css");
    promcast.get("/-/healthy");
    promcast.get("/api/v1/models/bike-sharing");
    promcast.get("/api/v1/models/..%2f..%2fetc");
    promcast.post("/predict", &one_hour());
    promcast.post("/predict/nobody", &one_hour());
    promcast.get("/predict/nobody");
    promcast.send("BREW /predict", &[], b"");
    promcast.send("HEAD /archive", &[], b"");
    for (method, endpoint, status) in [
        ("GET", "/", 200),
        ("GET", "/archive", 200),
        ("GET", "other", 404),
        ("GET", "/pkg/{file}", 404),
        ("GET", "/style.css", 200),
        ("GET", "/-/healthy", 200),
        ("GET", "/api/v1/models/{model}", 200),
        ("GET", "/api/v1/models/{model}", 404),
        ("POST", "/predict", 200),
        ("POST", "/predict/{model}", 404),
        ("GET", "/predict/{model}", 405),
        ("other", "/predict", 405),
        ("HEAD", "/archive", 200),
    ] {
        assert_eq!(counted(&promcast, method, endpoint, status), Some(1.0), "{method} {endpoint} {status}");
    }
    let of =
        |name: &str, endpoint: &str| promcast.metric(&format!("{name}{{endpoint=\"{endpoint}\",environment=\"dev\"}}"));
    assert_eq!(of("http_errors_total", "/predict/{model}"), Some(2.0));
    assert_eq!(of("http_errors_total", "/archive"), None);
    assert_eq!(of("http_request_latency_seconds_count", "/predict"), Some(2.0));
}

#[test]
fn the_environment_is_that_of_the_flag() {
    let promcast = Promcast::with_flags(&["--environment", "pro\"d"]);
    promcast.get("/-/ready");
    let series = r#"http_request_latency_seconds_count{endpoint="/-/ready",environment="pro\"d"}"#;
    assert_eq!(promcast.metric(series), Some(1.0));
}

#[test]
fn ten_thousand_unknown_addresses_make_no_series() {
    let promcast = Promcast::start();
    let address = |index: usize| match index % 5 {
        0 => format!("GET /unknown-{index}"),
        1 => format!("GET /predict/unknown-{index}"),
        2 => format!("DELETE /api/v1/models/unknown-{index}"),
        3 => format!("UNKNOWN{index} /evaluate/%00{index}"),
        _ => format!("GET /api/v1/models/unknown/evaluations/{index}?format=%ff{index}"),
    };
    assert_eq!(promcast.send_many((0..10).map(address)), 10);
    // What is looked at by itself has its series once it was.
    for looked_at in ["promcast_check_failed{check=\"storage_disk\"}", "promcast_source_up{source=\"demo\"}"] {
        while promcast.metric(looked_at).is_none() {
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    }
    // Reading the metrics is a request too.
    series(&promcast);
    let before = series(&promcast);
    assert_eq!(promcast.send_many((10..10_000).map(address)), 9_990);
    assert_eq!(series(&promcast).difference(&before).collect::<Vec<_>>(), Vec::<&String>::new());
    assert_eq!(counted(&promcast, "GET", "other", 404), Some(2000.0));
}
