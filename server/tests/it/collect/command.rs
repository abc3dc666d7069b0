//! The command as whoever types it sees it: its words, its exit code, its end.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::{Setup, files, vector};
use crate::support::{Fake, archived_rows, run};

#[test]
fn days_that_were_missed() {
    let fake = Fake::answering(|request| Some(vector(request, "7")));
    let setup = Setup::of(&fake.url(), "");
    let ran = run(&["collect", "--config.file", &setup.config(), "--from", "2026-01-30", "--to", "2026-02-01"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    assert_eq!(files(&setup.archive()).len(), 6);
    assert!(ran.stdout.contains("2026-01-31 p2: 2 rows"), "{}", ran.stdout);
    assert!(ran.stdout.contains("Collected 6 files with 12 rows."), "{}", ran.stdout);
    let rows = archived_rows(&setup.file("2026-01-30", "p1"));
    assert_eq!(rows.iter().map(|row| row.metric.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    // 2026-01-30T23:59:59.999Z
    assert!(rows.iter().all(|row| row.timestamp_ms == 1_769_817_599_999 && row.date == "2026-01-30"));
    assert!(rows.iter().all(|row| row.labels.keys().eq(["environment"])));
}

#[test]
fn one_proxy_of_the_config() {
    let fake = Fake::answering(|request| Some(vector(request, "7")));
    let setup = Setup::of(&fake.url(), "");
    let args = ["collect", "--config", &setup.config(), "--from", "2026-01-30", "--to", "2026-01-30", "--api-proxy"];
    assert_eq!(run(&[&args[..], &["p2"]].concat()).code, Some(0));
    assert_eq!(files(&setup.archive()), ["2026-01-30/p2.parquet"]);
    let ran = run(&[&args[..], &["p3"]].concat());
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("there is no API proxy `p3` in the config"), "{}", ran.stderr);
}

#[test]
fn days_that_make_no_sense() {
    let setup = Setup::of("http://127.0.0.1:9", "");
    for (days, code, words) in [
        (&["--from", "2026-02-30"][..], 2, "`2026-02-30` is not a day"),
        (&["--from", "yesterday"], 2, "`yesterday` is not a day"),
        (&["--to", "2026-02-01"], 2, "--from"),
        (&["--from", "2026-02-02", "--to", "2026-02-01"], 1, "2026-02-02 is after 2026-02-01"),
        (&["--from", "9999-12-30", "--to", "9999-12-31"], 1, "9999-12-31 has not begun"),
        (&["--from", "1990-01-01"], 1, "more than the 3660 that are collected in one go"),
    ] {
        let ran = run(&[&["collect", "--config", &setup.config()][..], days].concat());
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(code), ""), "{days:?}");
        assert!(ran.stderr.contains(words), "{words} in {}", ran.stderr);
    }
}

#[test]
fn a_bad_config_is_exit_code_1_with_the_message() {
    let setup = Setup::of("http://127.0.0.1:9", "");
    for (yaml, message) in [
        ("debug: true", "at least one API proxy must be specified"),
        ("apiProxies: [a]", "prometheus.url is required"),
        ("apiProxies: [a]\nprometheus: {url: 'http://x'}", "storage.outputDir is required"),
    ] {
        setup.write(yaml);
        let ran = run(&["collect", "--config", &setup.config()]);
        assert_eq!((ran.code, ran.stderr), (Some(1), format!("promcast: {message}\n")));
    }
    let nothing = run(&["collect", "--once"]);
    assert_eq!(nothing.code, Some(1));
    assert!(nothing.stderr.contains("--config FILE"), "{}", nothing.stderr);
}

/// At start, then every so often, until it is told to end.
#[test]
fn it_collects_again_until_it_is_told_to_end() {
    let fake = Fake::answering(|request| Some(vector(request, "7")));
    let setup = Setup::of(&fake.url(), "collect: {every: 1s}\n");
    for signal in ["-TERM", "-INT"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_promcast"))
            .args(["collect", "--config", &setup.config()])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let runs = lines.by_ref().filter(|line| line.starts_with("Collected 2 files with 4 rows.")).take(2);
        assert_eq!(runs.count(), 2);
        assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
        assert!(lines.any(|line| line == "Shutting down..."));
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
}

/// A silent Prometheus does not keep it from ending.
#[test]
fn it_ends_at_once_while_it_waits() {
    let silent = Fake::answering(|_| None);
    let setup = Setup::of(&silent.url(), "");
    let mut child = Command::new(env!("CARGO_BIN_EXE_promcast"))
        .args(["collect", "--config", &setup.config()])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while silent.asked().is_empty() {
        std::thread::sleep(Duration::from_millis(10));
    }
    let since = Instant::now();
    assert!(Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert!(since.elapsed() < Duration::from_secs(5), "{:?}", since.elapsed());
    assert_eq!(files(&setup.archive()), Vec::<String>::new());
}
