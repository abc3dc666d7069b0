//! The collector in the server: on its schedule, in its metrics, and at its end.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::vector;
use crate::support::{Fake, Promcast, reply};

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

pub(super) fn config(url: &str, more: &str) -> String {
    format!(
        "apiProxies: [p1, p2]
prometheus:
  url: {url}
  metrics:
    - {{name: a, query: 'a{{apiproxy=\"%s\"}}'}}
    - {{name: b, query: 'b{{apiproxy=\"%s\"}}'}}
{more}"
    )
}

/// The metrics, once they say these words.
pub(super) fn metrics_with(promcast: &Promcast, words: &str) -> String {
    let since = Instant::now();
    loop {
        let text = promcast.get("/metrics").text();
        if text.contains(words) {
            return text;
        }
        assert!(since.elapsed() < Duration::from_secs(20), "{words} in {text}\n{}", promcast.log());
        thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn it_collects_at_start_and_again() {
    let fake = Fake::answering(|request| Some(vector(request, "7")));
    let promcast = Promcast::with_config(&config(&fake.url(), "collect: {every: 1s}\n"));
    let text = metrics_with(&promcast, "promcast_collections_total{outcome=\"ok\"} 2");
    for series in [
        // The first run collects the last 7 days too.
        "promcast_collected_files_total{outcome=\"written\"} 18",
        "promcast_collected_metrics_total{outcome=\"rows\"} 36",
        "promcast_collected_rows_total 36",
        "promcast_archive_files 16",
        "promcast_archive_gap_days{state=\"missing\",within=\"7d\"} 0",
        "promcast_archive_gap_days{state=\"partial\",within=\"older\"} 0",
        "promcast_collection_clock_behind_seconds 0",
        "promcast_archive_left_out_files 0",
        "promcast_archive_disk_full 0",
    ] {
        assert!(text.contains(series), "{series} in {text}");
    }
    assert!(!text.contains("promcast_last_collection_success_timestamp_seconds 0"), "{text}");
    assert!(promcast.log().contains("Collected 2 files with 4 rows."), "{}", promcast.log());
}

#[test]
fn a_failure_is_in_the_log_and_in_the_metrics() {
    let fake = Fake::answering(|request| {
        let fails = request.contains("query=a");
        Some(if fails { reply("404 Not Found", "text/plain", "") } else { vector(request, "7") })
    });
    let promcast = Promcast::with_config(&config(&fake.url(), ""));
    let text = metrics_with(&promcast, "promcast_collections_total{outcome=\"partial\"} 1");
    assert!(text.contains("promcast_collected_metrics_total{outcome=\"failed\"} 16"), "{text}");
    assert!(text.contains("promcast_archive_gap_days{state=\"partial\",within=\"7d\"} 14"), "{text}");
    assert!(text.contains("promcast_last_collection_success_timestamp_seconds 0"), "{text}");
    assert!(promcast.log().contains("p1 a: the answer is not one of the Prometheus API"), "{}", promcast.log());
    assert_eq!(promcast.get("/-/healthy").status, 200);
}

/// The row of the collector on the page of the status.
fn collecting(promcast: &Promcast) -> String {
    let seen = promcast.get("/status").text();
    let (_, row) = seen.split_once("Collecting metrics</").unwrap_or_else(|| panic!("no row in {seen}"));
    row.split_once("</tr>").unwrap().0.to_owned()
}

#[test]
fn a_run_that_failed_is_tried_again_soon_and_one_by_hand_counts() {
    let is_well = Arc::new(AtomicBool::new(false));
    let fake = {
        let is_well = Arc::clone(&is_well);
        Fake::answering(move |request| {
            let answers = is_well.load(Ordering::SeqCst);
            Some(if answers { vector(request, "7") } else { reply("404 Not Found", "text/plain", "") })
        })
    };
    let promcast = Promcast::with_config(&config(&fake.url(), ""));
    metrics_with(&promcast, "promcast_collections_total{outcome=\"partial\"} 1");
    let failed = promcast.get("/status").visible();
    assert!(failed.contains("Collecting metrics failed last"), "{failed}");
    let next = |row: &str| row.rsplit("<td").next().unwrap_or_default().to_owned();
    let soon = next(&collecting(&promcast));
    is_well.store(true, Ordering::SeqCst);
    let today = timeseries::Day::of(timeseries::Timestamp::from_ms(
        i64::try_from(std::time::UNIX_EPOCH.elapsed().unwrap().as_millis()).unwrap(),
    ));
    let form = format!("from={today}&to={today}");
    let answer = promcast.send("POST /archive/collect", &[FORM], form.as_bytes());
    assert!(answer.header("location").contains("collected=done"), "{}", answer.header("location"));
    let mended = promcast.get("/status").visible();
    assert!(!mended.contains("Collecting metrics failed last"), "{mended}");
    assert_eq!(next(&collecting(&promcast)), soon, "the plan stays");
}

#[test]
fn it_ends_at_once_while_a_source_is_silent() {
    let silent = Fake::answering(|_| None);
    let mut promcast = Promcast::with_config(&config(&silent.url(), ""));
    while silent.asked().is_empty() {
        thread::sleep(Duration::from_millis(10));
    }
    let since = Instant::now();
    assert_eq!(promcast.terminate().code(), Some(0));
    assert!(since.elapsed() < Duration::from_secs(5), "{:?}", since.elapsed());
}

#[test]
fn the_archive_is_checked_on_its_schedule() {
    let fake = Fake::answering(|request| Some(vector(request, "7")));
    let promcast = Promcast::with_config(&config(&fake.url(), "storage: {scrubEvery: 1s}\n"));
    metrics_with(&promcast, "promcast_archive_files 16");
    let text = metrics_with(&promcast, "promcast_last_scrub_timestamp_seconds 1");
    assert!(text.contains("promcast_scrub_findings 0"), "{text}");
}

#[test]
fn without_a_word_about_collecting_nothing_is_collected() {
    let fake = Fake::answering(|request| Some(vector(request, "7")));
    let promcast = Promcast::with_config(&format!("prometheus: {{url: '{}'}}", fake.url()));
    assert_eq!(promcast.get("/-/ready").status, 200);
    thread::sleep(Duration::from_millis(300));
    assert_eq!(fake.asked(), Vec::<String>::new());
}
