//! The main job on real input: a forecast of a real metric from a real Prometheus.

use serde_json::{Value, json};
use timeseries::{Duration, Timestamp, aligned_down, text};

use crate::support::{Promcast, Prometheus, Table, encoded};

/// A gauge that the data have.
const GAUGE: &str = "go_goroutines";
/// A metric of 18 series.
const SEVERAL: &str = "prometheus_sd_kubernetes_events_total";
/// The end of three hours without a gap. What follows comes in pieces of minutes.
const END: &str = "2022-03-21T19:00:00Z";

#[test]
fn a_real_prometheus() {
    let Some(prometheus) = Prometheus::start() else { return };
    let promcast = Promcast::with_flags(&["--prometheus.url", &prometheus.url()]);
    history_is_what_prometheus_says(&promcast, &prometheus);
    a_page_shows_it(&promcast);
    an_empty_page_leads_to_the_newest_sample(&promcast, &prometheus);
    a_counter_is_noticed(&promcast);
    several_series_have_a_forecast_each(&promcast);
    its_own_words_are_passed_on(&promcast);
    the_script_says_that_there_is_nothing_now(&promcast, &prometheus);
    the_script_reads_the_past_by_an_offset(&promcast, &prometheus);
}

fn end() -> Timestamp {
    Timestamp::parse(END, Timestamp::from_ms(0)).unwrap()
}

fn query(expr: &str, more: &str) -> String {
    format!("expr={}&end={}&{more}", encoded(expr), encoded(END))
}

/// The table of points, which the page draws, holds Prometheus' own values.
fn history_is_what_prometheus_says(promcast: &Promcast, prometheus: &Prometheus) {
    let page = promcast.get(&format!("/?{}", query(GAUGE, "range=3h&step=5m&horizon=1h")));
    let seen = page.visible();
    assert_eq!(page.status, 200, "{seen}");
    for ago in [0, 1, 2, 6, 11] {
        let time = end() - Duration::from_seconds(300).times(ago);
        let told = prometheus.query(GAUGE, time.seconds());
        let value: f64 = told[0]["value"][1].as_str().unwrap().parse().unwrap();
        let row = format!("{}{}", text::ds(time), text::number(value));
        assert!(seen.contains(&row), "{row} in {seen}");
    }
}

fn a_page_shows_it(promcast: &Promcast) {
    let page = promcast.get(&format!("/?{}", query(GAUGE, "range=3h&horizon=1h")));
    let seen = page.visible();
    assert!(seen.contains("Stays around") && page.has("<svg"), "{seen}");
    assert!(!seen.contains("sample data"), "{seen}");
}

/// The newest sample ends a lonely minute: whatever the step, the way to it does not lead to an empty page again.
fn an_empty_page_leads_to_the_newest_sample(promcast: &Promcast, prometheus: &Prometheus) {
    let newest = Timestamp::from_ms((prometheus.newest_seconds() * 1000.0) as i64);
    for (range, step) in [("1h", "15s"), ("1d", "1m"), ("7d", "5m")] {
        let page = promcast.get(&format!("/?expr={GAUGE}&end=2022-04-09T12:00:00Z&range={range}&horizon=1h"));
        let seen = page.visible();
        assert_eq!(page.status, 422, "{seen}");
        assert!(seen.contains("Latest sample: Fri 1 Apr 2022 11:33"), "{seen}");
        let text = page.text();
        let links: Vec<&str> = text.split("href=\"").filter_map(|rest| rest.split('"').next()).collect();
        let link = links.into_iter().find(|link| link.contains("end=2022-04-01T11")).unwrap().replace("&amp;", "&");
        let jumped = promcast.get(&link);
        assert!(!jumped.visible().contains("No data in"), "{link}: {}", jumped.visible());
        let last = aligned_down(newest, step.parse().unwrap()) + step.parse().unwrap();
        assert!(link.contains(&encoded(&last.to_string())), "{link}");
    }
}

fn a_counter_is_noticed(promcast: &Promcast) {
    let counter = "prometheus_tsdb_head_samples_appended_total";
    let seen = promcast.get(&format!("/?{}", query(counter, "range=1h&horizon=10m"))).visible();
    assert!(seen.contains("Counter: showing its rate per second."), "{seen}");
    let seen = promcast.get(&format!("/?{}", query(counter, "range=1h&horizon=10m&raw=true"))).visible();
    assert!(seen.contains(&format!("{counter} is a counter")), "{seen}");
    assert!(seen.contains(&format!("rate({counter}[")), "{seen}");
}

fn several_series_have_a_forecast_each(promcast: &Promcast) {
    let query = query(SEVERAL, "range=2h&step=5m&horizon=30m");
    let told = promcast.get(&format!("/api/v1/forecast?{query}")).json();
    let series = told["data"]["series"].as_array().unwrap_or_else(|| panic!("{told}")).clone();
    assert_eq!(series.len(), 18, "{told}");
    assert!(series.iter().all(|one| one["yhat"].as_array().unwrap().len() == 6), "{told}");
    let csv = Table::parse(&promcast.get(&format!("/api/v1/forecast?{query}&format=csv")).text());
    assert_eq!(csv.rows.len(), 6 * 18);
    assert!(promcast.get(&format!("/?{query}")).visible().contains("18 series"));
}

fn its_own_words_are_passed_on(promcast: &Promcast) {
    let page = promcast.get(&format!("/?expr={}", encoded("sum(up")));
    let seen = page.visible();
    assert_eq!(page.status, 400);
    assert!(seen.contains("1:7: parse error: unclosed left parenthesis") && seen.contains("sum(up\n      ^"), "{seen}");
}

fn script(promcast: &Promcast, prometheus: &Prometheus, metric: &str) -> (u16, Value) {
    let answer = promcast.run_script(&json!({ "endpoint": prometheus.url(), "metric": metric, "duration": "3h" }));
    (answer.status, answer.json())
}

fn the_script_says_that_there_is_nothing_now(promcast: &Promcast, prometheus: &Prometheus) {
    let (status, told) = script(promcast, prometheus, GAUGE);
    assert_eq!(status, 422, "{told}");
    assert!(told["error"].as_str().unwrap().contains("No data in the last 3 hours"), "{told}");
}

/// The old script knows no `end`, but PromQL knows `offset`.
fn the_script_reads_the_past_by_an_offset(promcast: &Promcast, prometheus: &Prometheus) {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs_f64();
    let ago = (now - end().seconds()) as u64;
    let (status, told) = script(promcast, prometheus, &format!("{GAUGE} offset {ago}s"));
    assert_eq!(status, 200, "{told}");
    let csv = promcast.get("/download-csv").text();
    assert!(csv.starts_with("ds,yhat,yhat_lower,yhat_upper\n"), "{csv}");
    let table = Table::parse(&csv);
    assert!(table.rows.len() > 100 && table.numbers("yhat").iter().rev().take(10).all(|yhat| *yhat > 10.0), "{csv}");
    let (_, told) = script(promcast, prometheus, &format!("{SEVERAL} offset {ago}s"));
    let csv = promcast.get(told["csv_url"].as_str().unwrap_or_else(|| panic!("{told}"))).text();
    assert!(csv.starts_with("series,ds,yhat,yhat_lower,yhat_upper\n"), "{csv}");
}
