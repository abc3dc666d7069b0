//! The main job on real input: a forecast of a real metric from a real Prometheus.

use serde_json::{Value, json};
use timeseries::Timestamp;

use crate::support::{Promcast, Prometheus, Table, encoded};

/// A gauge that the data have, scraped every few seconds.
const GAUGE: &str = "go_goroutines";

#[test]
fn a_real_prometheus() {
    let Some(prometheus) = Prometheus::start() else { return };
    let newest = Timestamp::from_ms((prometheus.newest_seconds() * 1000.0) as i64);
    let promcast = Promcast::with_flags(&["--prometheus.url", &prometheus.url()]);
    history_is_what_prometheus_says(&promcast, &prometheus, newest);
    a_page_shows_it(&promcast, newest);
    an_empty_page_offers_the_jump(&promcast);
    a_counter_is_noticed(&promcast, newest);
    several_series_have_a_forecast_each(&promcast, newest);
    its_own_words_are_passed_on(&promcast);
    the_script_says_that_there_is_nothing_now(&promcast, &prometheus);
    the_script_reads_the_past_by_an_offset(&promcast, &prometheus, newest);
}

fn query(expr: &str, newest: Timestamp, more: &str) -> String {
    format!("expr={}&end={}&{more}", encoded(expr), encoded(&newest.to_string()))
}

/// The chart's table of points, which the page draws, holds Prometheus' own values.
fn history_is_what_prometheus_says(promcast: &Promcast, prometheus: &Prometheus, newest: Timestamp) {
    let page = promcast.get(&format!("/?{}", query(GAUGE, newest, "range=2h&step=5m&horizon=1h")));
    assert_eq!(page.status, 200, "{}", page.visible());
    let last = timeseries::aligned_down(newest, "5m".parse().unwrap());
    let told = prometheus.query(GAUGE, last.seconds());
    let value: f64 = told[0]["value"][1].as_str().unwrap().parse().unwrap();
    let row = format!("{}{}", timeseries::text::ds(last), timeseries::text::number(value));
    assert!(page.visible().contains(&row), "{row} in {}", page.visible());
}

fn a_page_shows_it(promcast: &Promcast, newest: Timestamp) {
    let page = promcast.get(&format!("/?{}", query(GAUGE, newest, "range=6h&horizon=2h")));
    let seen = page.visible();
    assert!(seen.contains("80 % likely between") && page.has("<svg"), "{seen}");
    assert!(!seen.contains("sample metrics"), "{seen}");
}

fn an_empty_page_offers_the_jump(promcast: &Promcast) {
    let page = promcast.get(&format!("/?expr={GAUGE}&end=2022-04-02T12:00:00Z&range=1h&horizon=1h"));
    let seen = page.visible();
    assert_eq!(page.status, 422, "{seen}");
    assert!(seen.contains("Its newest sample is of Fri 1 Apr 2022"), "{seen}");
    let text = page.text();
    let link = text.split("href=\"").find(|link| link.contains("Look at the time up to")).unwrap();
    let link = link.split('"').next().unwrap().replace("&amp;", "&");
    let jumped = promcast.get(&link);
    assert_eq!(jumped.status, 200, "{link}: {}", jumped.visible());
}

fn a_counter_is_noticed(promcast: &Promcast, newest: Timestamp) {
    let counter = "prometheus_tsdb_head_samples_appended_total";
    let seen = promcast.get(&format!("/?{}", query(counter, newest, "range=1h&horizon=10m"))).visible();
    assert!(seen.contains(&format!("{counter} is a counter")) && seen.contains(&format!("rate({counter}[")), "{seen}");
}

fn several_series_have_a_forecast_each(promcast: &Promcast, newest: Timestamp) {
    let query = query("up", newest, "range=2h&step=5m&horizon=30m");
    let told = promcast.get(&format!("/api/v1/forecast?{query}")).json();
    let series = told["data"]["series"].as_array().unwrap_or_else(|| panic!("{told}")).clone();
    assert!(series.len() > 1, "{told}");
    assert!(series.iter().all(|one| one["yhat"].as_array().unwrap().len() == 6), "{told}");
    let csv = Table::parse(&promcast.get(&format!("/api/v1/forecast?{query}&format=csv")).text());
    assert_eq!(csv.rows.len(), 6 * series.len());
}

fn its_own_words_are_passed_on(promcast: &Promcast) {
    let page = promcast.get(&format!("/?expr={}", encoded("sum(up")));
    let seen = page.visible();
    assert_eq!(page.status, 400);
    assert!(seen.contains("1:7: parse error: unclosed left parenthesis") && seen.contains("sum(up\n      ^"), "{seen}");
}

fn script(promcast: &Promcast, prometheus: &Prometheus, metric: &str) -> (u16, Value) {
    let answer = promcast.run_script(&json!({ "endpoint": prometheus.url(), "metric": metric, "duration": "6h" }));
    (answer.status, answer.json())
}

fn the_script_says_that_there_is_nothing_now(promcast: &Promcast, prometheus: &Prometheus) {
    let (status, told) = script(promcast, prometheus, GAUGE);
    assert_eq!(status, 422, "{told}");
    assert!(told["error"].as_str().unwrap().contains("gives no value in the last 6h before now"), "{told}");
}

/// The old script knows no `end`, but PromQL knows `offset`.
fn the_script_reads_the_past_by_an_offset(promcast: &Promcast, prometheus: &Prometheus, newest: Timestamp) {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs_f64();
    let ago = (now - newest.seconds()) as u64;
    let (status, told) = script(promcast, prometheus, &format!("{GAUGE} offset {ago}s"));
    assert_eq!(status, 200, "{told}");
    let csv = promcast.get("/download-csv").text();
    assert!(csv.starts_with("ds,yhat,yhat_lower,yhat_upper\n"), "{csv}");
    assert!(Table::parse(&csv).rows.len() > 100);
    let (_, told) = script(promcast, prometheus, &format!("up offset {ago}s"));
    assert!(
        promcast.get(told["csv_url"].as_str().unwrap()).text().starts_with("series,ds,yhat,yhat_lower,yhat_upper\n")
    );
}
