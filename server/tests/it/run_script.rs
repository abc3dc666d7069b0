//! `POST /run-script`: the contract of the old forecast API, and what was corrected in it.

use std::thread;

use serde_json::{Value, json};

use crate::support::{CANARY, Fake, Promcast, Table, assert_quiet, matrix};

const MISSING: &str = r#"{"error":"Missing required parameters (endpoint, metric, duration)"}"#;

fn orders() -> Value {
    json!({ "endpoint": "demo", "metric": "demo_orders_per_minute", "duration": "2d" })
}

fn with(key: &str, value: Value) -> Value {
    let mut body = orders();
    body[key] = value;
    body
}

#[test]
fn the_old_call_gives_ten_hours_at_80_percent() {
    let promcast = Promcast::start();
    let answer = promcast.run_script(&orders());
    let told = answer.json();
    assert_eq!((answer.status, told["stderr"].as_str()), (200, Some("")));
    assert!(told["stdout"].as_str().unwrap().contains("of demo_orders_per_minute by prophet: "), "{told}");
    assert_eq!(told["warnings"], json!([]));
    let id = told["forecast_id"].as_str().unwrap();
    assert_eq!(told["csv_url"], json!(format!("/download-csv?id={id}")));
    let csv = Table::parse(&promcast.get(told["csv_url"].as_str().unwrap()).text());
    assert_eq!(csv.columns, ["ds", "yhat", "yhat_lower", "yhat_upper"]);
    assert_eq!(told["rows"], json!(csv.rows.len()));
    ten_hours_follow(&csv);
}

/// The last ten rows are an hour apart, and each lies in its band.
fn ten_hours_follow(csv: &Table) {
    let seconds: Vec<i64> = csv.column("ds").iter().map(|ds| seconds(ds)).collect();
    let ahead = &seconds[seconds.len() - 10..];
    assert!(ahead.windows(2).all(|pair| pair[1] - pair[0] == 3600), "{ahead:?}");
    let before = seconds[seconds.len() - 11];
    assert!(0 < ahead[0] - before && ahead[0] - before <= 3600 + 900, "{before} {ahead:?}");
    let [yhat, lower, upper] = ["yhat", "yhat_lower", "yhat_upper"].map(|name| csv.numbers(name));
    for row in csv.rows.len() - 10..csv.rows.len() {
        assert!(lower[row] <= yhat[row] && yhat[row] <= upper[row] && lower[row] < upper[row], "{row}");
    }
}

fn seconds(ds: &str) -> i64 {
    let time = timeseries::Timestamp::parse(ds, timeseries::Timestamp::from_ms(0));
    time.unwrap().ms() / 1000
}

#[test]
fn what_is_missing_is_said_in_the_old_words() {
    let promcast = Promcast::start();
    let bodies = [
        json!({}),
        json!({ "endpoint": "demo", "metric": "up" }),
        with("metric", json!("")),
        with("duration", json!("  ")),
        with("endpoint", json!(null)),
    ];
    for body in bodies {
        let answer = promcast.run_script(&body);
        assert_eq!((answer.status, answer.text().as_str()), (400, MISSING), "{body}");
    }
}

#[test]
fn a_body_that_is_none() {
    let promcast = Promcast::start();
    let large = format!(r#"{{"endpoint":"{}"}}"#, "a".repeat(70_000));
    let cases = [
        (Some("application/json"), "{", 400),
        (Some("application/json"), "", 400),
        (Some("application/json"), "[1]", 400),
        (Some("application/json"), large.as_str(), 413),
        (Some("text/plain"), "{}", 415),
        (None, "{}", 415),
    ];
    for (content_type, body, status) in cases {
        let headers: Vec<_> = content_type.map(|content_type| ("Content-Type", content_type)).into_iter().collect();
        let answer = promcast.send("POST /run-script", &headers, body.as_bytes());
        assert_eq!(answer.status, status, "{}", answer.text());
        assert!(answer.json()["error"].as_str().unwrap().len() > 20);
    }
    assert_eq!(promcast.get("/run-script").status, 405);
}

#[test]
fn a_mistake_never_repeats_what_may_be_a_password() {
    let promcast = Promcast::start();
    let nested = json!({ CANARY: CANARY });
    let bodies = [
        with("password", nested.clone()),
        with("bearer_token", json!([CANARY])),
        with("level", nested),
        with("password", json!(CANARY)),
        json!(CANARY),
    ];
    for body in bodies {
        let answer = promcast.run_script(&body);
        assert_eq!(answer.status, 400, "{body}");
        assert_quiet(&answer.text());
    }
    assert_quiet(&promcast.log());
}

#[test]
fn optional_keys_choose() {
    let promcast = Promcast::start();
    let rows_ahead = |body: &Value| {
        let told = promcast.run_script(body).json();
        let csv = Table::parse(&promcast.get(told["csv_url"].as_str().unwrap()).text());
        let seconds: Vec<i64> = csv.column("ds").iter().map(|ds| seconds(ds)).collect();
        (seconds[seconds.len() - 1] - seconds[seconds.len() - 3]) / 2
    };
    assert_eq!(rows_ahead(&with("step", json!("30m"))), 1800);
    let mut body = with("horizon", json!("7d"));
    body["duration"] = json!("1h");
    assert_eq!(rows_ahead(&body), 3600, "a short history may look far ahead");
    for (key, value) in
        [("horizon", json!(24)), ("horizon", json!("24")), ("level", json!(0.95)), ("model", json!("naive"))]
    {
        assert_eq!(promcast.run_script(&with(key, value)).status, 200, "{key}");
    }
    let width = |level: Value| {
        let told = promcast.run_script(&with("level", level)).json();
        let csv = Table::parse(&promcast.get(told["csv_url"].as_str().unwrap()).text());
        csv.numbers("yhat_upper").last().unwrap() - csv.numbers("yhat_lower").last().unwrap()
    };
    assert_eq!(width(json!(0.5)), width(json!("50")));
    assert_eq!(width(json!("0.5")), width(json!(50)));
    assert!(width(json!(95)) > width(json!(50)));
}

#[test]
fn optional_keys_that_make_no_sense() {
    let promcast = Promcast::start();
    let cases = [
        ("duration", json!("soon"), "`soon` is not a duration"),
        ("duration", json!("0s"), "range of nothing"),
        ("horizon", json!("30m"), "shorter than one step of 1h"),
        ("horizon", json!("20y"), "more than 5000"),
        ("step", json!("0s"), "step of nothing"),
        ("step", json!("often"), "`often` is not a duration"),
        ("level", json!(0), "`0` is not a level"),
        ("level", json!("most"), "`most` is not a percentage"),
        ("model", json!("oracle"), "`oracle` is not a model"),
        ("metric", json!("sum("), "at character"),
    ];
    for (key, value, words) in cases {
        let answer = promcast.run_script(&with(key, value));
        let told = answer.json();
        assert_eq!(answer.status, 400, "{told}");
        let error = told["error"].as_str().unwrap();
        assert!(error.contains(words), "{key}: {error}");
        assert_eq!((&told["stderr"], &told["stdout"]), (&json!(error), &json!("")));
    }
    assert_eq!(promcast.get("/download-csv").status, 404, "a failure keeps nothing");
}

#[test]
fn what_was_asked_is_said_as_it_was_asked() {
    let promcast = Promcast::start();
    let told = promcast.run_script(&with("metric", json!("nothing_of_that_name"))).json();
    let error = told["error"].as_str().unwrap();
    assert!(error.starts_with("Asked: 10 steps ahead of `nothing_of_that_name` from demo."), "{error}");
    assert!(error.contains("No data in the last 2 days.") && error.contains("Check the name"), "{error}");
}

#[test]
fn several_series_are_never_merged() {
    let promcast = Promcast::start();
    let told = promcast.run_script(&with("metric", json!("demo_http_requests_total"))).json();
    let csv = Table::parse(&promcast.get(told["csv_url"].as_str().unwrap()).text());
    assert_eq!(csv.columns, ["series", "ds", "yhat", "yhat_lower", "yhat_upper"]);
    let mut names = csv.column("series");
    names.dedup();
    assert_eq!(names.len(), 12, "one block a series: {names:?}");
    assert!(names.iter().all(|name| name.starts_with("demo_http_requests_total{")));
}

#[test]
fn credentials_are_sent_and_told_to_nobody() {
    let cases = [
        (json!({ "username": "me", "password": CANARY }), "authorization: Basic bWU6aHVudGVyMi1jYW5hcnk=\r\n"),
        (json!({ "bearer_token": CANARY }), "authorization: Bearer hunter2-canary\r\n"),
    ];
    for (credentials, header) in cases {
        let fake = Fake::answering(|request| Some(matrix(request, 1, |_, time| Some((time % 86_400).to_string()))));
        let promcast = Promcast::start();
        let mut body = json!({ "endpoint": fake.url(), "metric": "m", "duration": "1d" });
        for (key, value) in credentials.as_object().unwrap() {
            body[key] = value.clone();
        }
        let answer = promcast.run_script(&body);
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert!(fake.asked().iter().all(|request| request.contains(header)), "{:?}", fake.asked());
        assert_quiet(&[answer.text(), promcast.log(), promcast.get("/metrics").text()].concat());
    }
}

#[test]
fn requests_at_once_never_see_each_others_file() {
    let promcast = Promcast::start();
    let metrics = ["demo_orders_per_minute", "demo_queue_length", "demo_build_info"];
    thread::scope(|scope| {
        let ask = |metric: &'static str| {
            let told = promcast.run_script(&with("metric", json!(metric))).json();
            assert!(told["stdout"].as_str().unwrap().contains(metric), "{told}");
            (metric, promcast.get(told["csv_url"].as_str().unwrap()).text())
        };
        let asking: Vec<_> = metrics.iter().cycle().take(9).map(|metric| scope.spawn(move || ask(metric))).collect();
        let answers: Vec<_> = asking.into_iter().map(|asking| asking.join().unwrap()).collect();
        for (metric, csv) in &answers {
            let last_time = |csv: &str| csv.lines().last().map(str::to_owned);
            let same = answers
                .iter()
                .filter(|(other, _)| other == metric)
                .filter(|(_, other)| last_time(other) == last_time(csv));
            let foreign = answers.iter().filter(|(other, other_csv)| other != metric && other_csv == csv);
            assert!(same.count() >= 1 && foreign.count() == 0, "{metric}");
        }
    });
}
