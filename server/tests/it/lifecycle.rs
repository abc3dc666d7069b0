//! Reading the config again, and ending, while the server runs: by a signal, and by a request where that is allowed.

use std::thread;
use std::time::{Duration, Instant};

use crate::support::{Fake, Promcast};

const SUCCESSFUL: &str = "promcast_config_last_reload_successful";
const WHEN: &str = "promcast_config_last_reload_success_timestamp_seconds";

/// A config with one source, which answers nobody.
fn with_source(name: &str) -> String {
    format!("sources: [{{name: {name}, url: 'http://127.0.0.1:9'}}]")
}

/// Returns true if there is a source of that name.
fn has_source(promcast: &Promcast, name: &str) -> bool {
    let answer = promcast.get(&format!("/api/v1/forecast?source={name}&expr=up"));
    match answer.status {
        502 => true,
        400 | 404 => false,
        other => panic!("{other}: {}", answer.text()),
    }
}

fn reloading() -> Promcast {
    Promcast::with_config_and_flags(&with_source("first"), &["--web.enable-lifecycle"])
}

#[test]
fn a_request_reads_the_config_again() {
    let promcast = reloading();
    assert_eq!(promcast.metric(SUCCESSFUL), Some(1.0));
    let started = promcast.metric(WHEN).unwrap();
    assert!(started > 1.7e9);
    promcast.rewrite_config(&with_source("second"));
    assert!(has_source(&promcast, "first") && !has_source(&promcast, "second"));
    assert_eq!(promcast.send("POST /-/reload", &[], b"").status, 200);
    assert!(!has_source(&promcast, "first") && has_source(&promcast, "second"));
    assert!(promcast.metric(WHEN).unwrap() > started);
    assert_eq!(promcast.send("PUT /-/reload", &[], b"").status, 200);
    assert_eq!(promcast.send("GET /-/reload", &[], b"").status, 405);
}

#[test]
fn a_bad_config_changes_nothing() {
    let promcast = reloading();
    let started = promcast.metric(WHEN);
    for (yaml, words) in [
        ("sources:\n- {name: a, urll: b}", "line 2"),
        ("sources: [{name: a, url: 'http://h', ca_file: /nowhere/ca.pem}]", "cannot read /nowhere/ca.pem"),
        ("sources: [{name: a, url: 'http://169.254.169.254'}]", "never called"),
        ("web: {max_connections: 0}", "web.max_connections"),
        ("log: {level: loud}", "loud"),
    ] {
        promcast.rewrite_config(yaml);
        let answer = promcast.send("POST /-/reload", &[], b"");
        assert_eq!(answer.status, 500, "{yaml}");
        let text = answer.text();
        assert!(text.starts_with("failed to reload config: ") && text.contains(words), "{yaml} gave {text}");
        assert_eq!((promcast.metric(SUCCESSFUL), promcast.metric(WHEN)), (Some(0.0), started));
        assert!(has_source(&promcast, "first"));
    }
    assert!(promcast.log().contains("the config stays as it was"), "{}", promcast.log());
    promcast.rewrite_config(&with_source("second"));
    assert_eq!(promcast.send("POST /-/reload", &[], b"").status, 200);
    assert_eq!(promcast.metric(SUCCESSFUL), Some(1.0));
}

#[test]
fn a_hangup_reads_the_config_again() {
    let promcast = Promcast::with_config(&with_source("first"));
    promcast.rewrite_config(&with_source("second"));
    promcast.signal("-HUP");
    let since = Instant::now();
    while !has_source(&promcast, "second") {
        assert!(since.elapsed() < Duration::from_secs(20), "{}", promcast.log());
        thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn what_needs_a_restart_is_said() {
    let promcast = reloading();
    promcast.rewrite_config(&format!(
        "{}\nweb: {{listen_address: '127.0.0.1:1'}}\nenvironment: other\nstorage: {{keep_forecasts: 5}}\nlimits: {{max_series: 7}}",
        with_source("second")
    ));
    assert_eq!(promcast.send("POST /-/reload", &[], b"").status, 200);
    let log = promcast.log_with("the config was read again");
    let told: Vec<&str> = log.lines().filter(|line| line.contains("needs a restart")).collect();
    assert!(told.iter().any(|line| line.contains("key=environment")), "{told:?}");
    assert!(told.iter().any(|line| line.contains("key=storage")), "{told:?}");
    assert_eq!(told.len(), 2, "the flag of the address wins, and limits take effect: {told:?}");
    assert!(promcast.get("/metrics").text().contains("environment=\"dev\""));
}

#[test]
fn what_was_begun_ends_with_the_old_config() {
    let slow = Fake::answering(|_| {
        thread::sleep(Duration::from_millis(500));
        None
    });
    let yaml = format!("sources: [{{name: slow, url: '{}', timeout: 1s}}]", slow.url());
    let promcast = Promcast::with_config_and_flags(&yaml, &["--web.enable-lifecycle"]);
    thread::scope(|scope| {
        let asking = scope.spawn(|| promcast.get("/api/v1/forecast?source=slow&expr=up").status);
        while slow.asked().is_empty() {
            thread::sleep(Duration::from_millis(10));
        }
        promcast.rewrite_config(&with_source("second"));
        assert_eq!(promcast.send("POST /-/reload", &[], b"").status, 200);
        assert_eq!(asking.join().unwrap(), 504);
    });
}

#[test]
fn only_where_it_is_enabled_and_never_for_another_site() {
    let promcast = Promcast::start();
    for path in ["/-/reload", "/-/quit"] {
        let answer = promcast.send(&format!("POST {path}"), &[], b"");
        assert_eq!(answer.status, 403, "{path}");
        assert!(answer.text().starts_with("Lifecycle API is not enabled"), "{}", answer.text());
    }
    let promcast = reloading();
    for path in ["/-/reload", "/-/quit"] {
        let foreign = [("Origin", "http://evil.example"), ("Sec-Fetch-Site", "cross-site")];
        assert_eq!(promcast.send(&format!("POST {path}"), &foreign, b"").status, 403, "{path}");
    }
    assert_eq!(promcast.get("/-/ready").status, 200);
}

#[test]
fn a_request_ends_it() {
    let mut promcast = reloading();
    let answer = promcast.send("POST /-/quit", &[], b"");
    assert_eq!((answer.status, answer.text().as_str()), (200, "Requesting termination... Goodbye!\n"));
    assert_eq!(promcast.ended().code(), Some(0));
}

/// Series on `/metrics` that say something of these.
fn series_of(promcast: &Promcast, what: &str) -> usize {
    let text = promcast.get("/metrics").text();
    text.lines().filter(|line| !line.starts_with('#') && line.contains(what)).count()
}

#[test]
fn sources_that_a_reload_removes_leave_no_series() {
    let named = |prefix: &str, count: usize| {
        let sources = (0..count).map(|n| format!("- {{name: {prefix}-{n}, url: 'http://127.0.0.1:9'}}\n"));
        format!("sources:\n{}", sources.collect::<String>())
    };
    let promcast = Promcast::with_config_and_flags(&named("stays", 1), &["--web.enable-lifecycle"]);
    let reload = |yaml: &str| {
        promcast.rewrite_config(yaml);
        assert_eq!(promcast.send("POST /-/reload", &[], b"").status, 200);
    };
    let asked = |name: &str| assert_eq!(promcast.get(&format!("/api/v1/forecast?source={name}&expr=up")).status, 502);
    asked("stays-0");
    let of_one = series_of(&promcast, "stays-0");
    assert!(of_one > 3, "{of_one}");
    // Of each there is an answer, asked for or not.
    reload(&(named("stays", 1) + named("goes", 300).trim_start_matches("sources:\n")));
    let since = Instant::now();
    while series_of(&promcast, "promcast_source_up{source=\"goes-") < 300 {
        assert!(since.elapsed() < Duration::from_secs(30), "{}", promcast.log());
        thread::sleep(Duration::from_millis(50));
    }
    asked("goes-7");
    asked("stays-0");
    let before = promcast.metric(r#"promcast_source_requests_total{outcome="unreachable",source="stays-0"}"#).unwrap();
    reload(&named("stays", 1));
    let since = Instant::now();
    // Whoever was still being asked is gone a moment later.
    while series_of(&promcast, "goes-") > 0 {
        assert!(since.elapsed() < Duration::from_secs(30), "{}", promcast.get("/metrics").text());
        thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(series_of(&promcast, "stays-0"), of_one);
    let after = promcast.metric(r#"promcast_source_requests_total{outcome="unreachable",source="stays-0"}"#).unwrap();
    assert!(after >= before, "what stays goes on counting: {before}, then {after}");
    reload("sources: []");
    let since = Instant::now();
    while series_of(&promcast, "stays-0") > 0 {
        assert!(since.elapsed() < Duration::from_secs(30), "{}", promcast.get("/metrics").text());
        thread::sleep(Duration::from_millis(50));
    }
    // A source of a reload that fails leaves none either.
    promcast.rewrite_config("sources: [{name: odd-1, url: 'http://127.0.0.1:9'}, {name: odd-2, url: 'ftp://h'}]");
    assert_eq!(promcast.send("POST /-/reload", &[], b"").status, 500);
    assert_eq!(series_of(&promcast, "odd-"), 0);
}

#[test]
fn a_config_that_was_refused_is_on_the_status_page_until_one_is_read() {
    let promcast = reloading();
    promcast.rewrite_config("log: {level: loud}");
    assert_eq!(promcast.send("POST /-/reload", &[], b"").status, 500);
    let text = promcast.get("/status").visible();
    assert!(text.contains("The config was refused when it was read again") && text.contains("loud"), "{text}");
    promcast.rewrite_config(&with_source("first"));
    assert_eq!(promcast.send("POST /-/reload", &[], b"").status, 200);
    assert!(!promcast.get("/status").visible().contains("was refused"));
}
