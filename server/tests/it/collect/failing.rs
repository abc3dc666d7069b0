//! A Prometheus that misbehaves: what is asked again, what is lost, and what stays.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Setup, files, vector};
use crate::support::{CANARY, Fake, archived_rows, assert_quiet, json, reply, run};

const DAY: &str = "2026-01-30";

fn collect(setup: &Setup) -> crate::support::Ran {
    run(&["collect", "--config", &setup.config(), "--from", DAY, "--to", DAY])
}

/// Answers with `bad` so often, then well.
fn bad_at_first(times: usize, bad: Vec<u8>) -> Fake {
    let asked = Arc::new(AtomicUsize::new(0));
    Fake::answering(move |request| {
        let is_bad = asked.fetch_add(1, Ordering::SeqCst) < times;
        Some(if is_bad { bad.clone() } else { vector(request, "7") })
    })
}

#[test]
fn what_may_pass_is_asked_again() {
    let error = r#"{"status":"error","errorType":"unavailable","error":"later"}"#;
    for bad in [
        reply("500 Internal Server Error", "text/plain", "oops"),
        reply("503 Service Unavailable", "application/json", error),
        reply("429 Too Many Requests\r\nRetry-After: 1", "text/plain", ""),
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{".to_vec(),
    ] {
        let fake = bad_at_first(4, bad);
        let setup = Setup::of(&fake.url(), "");
        let ran = collect(&setup);
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
        assert_eq!((files(&setup.archive()).len(), fake.asked().len()), (2, 8));
    }
}

#[test]
fn what_lasts_is_asked_once() {
    let refused = r#"{"status":"error","errorType":"bad_data","error":"1:2: parse error: no"}"#;
    // What refuses POST as a proxy does is asked by GET as well.
    for (bad, words, asked) in [
        (reply("400 Bad Request", "application/json", refused), "1:2: parse error: no", 4),
        (reply("401 Unauthorized", "text/plain", ""), "refused with HTTP status 401", 4),
        (reply("404 Not Found", "text/plain", ""), "HTTP status 404", 8),
        (reply("200 OK", "text/html", "<html>"), "it is a page, not JSON", 4),
        (json("garbage"), "not one of the Prometheus API", 4),
    ] {
        let fake = Fake::sending(bad);
        let setup = Setup::of(&fake.url(), "");
        let ran = collect(&setup);
        assert_eq!((ran.code, fake.asked().len()), (Some(1), asked), "{}", ran.stderr);
        assert!(ran.stderr.contains(&format!("{DAY} p1 a: ")) && ran.stderr.contains(words), "{}", ran.stderr);
        assert!(ran.stderr.ends_with("4 things were not collected; the lines above say what\n"), "{}", ran.stderr);
        assert_eq!(files(&setup.archive()), Vec::<String>::new());
    }
}

#[test]
fn a_metric_or_a_proxy_that_fails_loses_only_itself() {
    let fake = Fake::answering(|request| {
        let fails = request.contains("query=a%7Bapiproxy%3D%22p1");
        Some(if fails { reply("422 Unprocessable Entity", "text/plain", "") } else { vector(request, "7") })
    });
    let setup = Setup::of(&fake.url(), "");
    let ran = collect(&setup);
    assert_eq!(ran.code, Some(1));
    let named = format!("{DAY} p1 a: the answer is not one of the Prometheus API: HTTP status 422\n");
    assert!(ran.stderr.starts_with(&named), "{}", ran.stderr);
    assert_eq!(archived_rows(&setup.file(DAY, "p1")).len(), 1);
    assert_eq!(archived_rows(&setup.file(DAY, "p2")).len(), 2);
}

#[test]
fn a_day_is_replaced_whole_and_what_failed_stays() {
    let runs = Arc::new(AtomicUsize::new(0));
    let of_run = Arc::clone(&runs);
    let fake = Fake::answering(move |request| {
        let run = of_run.load(Ordering::SeqCst);
        let fails = run > 0 && request.contains("query=b");
        Some(if fails { reply("404 Not Found", "text/plain", "") } else { vector(request, &run.to_string()) })
    });
    let setup = Setup::of(&fake.url(), "");
    assert_eq!(collect(&setup).code, Some(0));
    runs.store(1, Ordering::SeqCst);
    let ran = collect(&setup);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stdout.contains("2 rows, 1 of them from before"), "{}", ran.stdout);
    let values: Vec<(String, f64)> =
        archived_rows(&setup.file(DAY, "p1")).into_iter().map(|row| (row.metric, row.value)).collect();
    assert_eq!(values, [("a".to_owned(), 1.0), ("b".to_owned(), 0.0)]);
}

#[test]
fn silence_ends_at_the_timeout() {
    let silent = Fake::answering(|_| None);
    let setup = Setup::of(&silent.url(), "collect: {retries: 0}\n");
    let yaml = std::fs::read_to_string(setup.config()).unwrap().replace("  metrics:", "  timeout: 500ms\n  metrics:");
    setup.write(&yaml);
    let ran = collect(&setup);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("no answer within 1 s"), "{}", ran.stderr);
}

#[test]
fn the_password_is_sent_and_never_said() {
    let fake = Fake::answering(|request| {
        let is_known = request.contains("authorization: Basic bWU6aHVudGVyMi1jYW5hcnk=");
        Some(if is_known { vector(request, "7") } else { reply("401 Unauthorized", "text/plain", "") })
    });
    let setup = Setup::of(&fake.url(), "log: {level: debug}\n");
    let yaml = std::fs::read_to_string(setup.config()).unwrap();
    let with =
        |password: &str| yaml.replace("  metrics:", &format!("  username: me\n  password: {password}\n  metrics:"));
    setup.write(&with(CANARY));
    let ran = collect(&setup);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_quiet(&(ran.stdout + &ran.stderr));
    setup.write(&with(&format!("{CANARY}-wrong")));
    let ran = collect(&setup);
    assert_eq!(ran.code, Some(1));
    assert_quiet(&(ran.stdout + &ran.stderr));
}

#[test]
fn an_archive_that_cannot_be_written_says_so() {
    let fake = Fake::answering(|request| Some(vector(request, "7")));
    let setup = Setup::of(&fake.url(), "");
    std::fs::write(setup.archive(), "a file").unwrap();
    let ran = collect(&setup);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("archive"), "{}", ran.stderr);
}
