//! Tests of operation: start, end, health, metrics, config, and messages where something is wrong.

use std::io::Write;
use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::{CANARY, Fake, Promcast, Ran, assert_quiet, is_there, one_hour, run};

#[test]
fn it_lives_and_is_ready() {
    let promcast = Promcast::start();
    for (path, words) in [("/-/healthy", "Promcast is Healthy.\n"), ("/-/ready", "Promcast is Ready.\n")] {
        let answer = promcast.get(path);
        assert_eq!((answer.status, answer.text().as_str()), (200, words));
        assert_eq!(promcast.send(&format!("POST {path}"), &[], b"").status, 405);
    }
}

#[test]
fn the_log_says_where_it_listens() {
    let log = Promcast::start().log();
    let line = log.lines().find(|line| line.contains("url=")).unwrap();
    for part in ["ts=", "level=info", "message=\"Promcast is listening\"", "url=http://127.0.0.1:"] {
        assert!(line.contains(part), "{line}");
    }
}

#[test]
fn metrics_count_what_happened() {
    let promcast = Promcast::start();
    promcast.get("/?source=demo&expr=demo_queue_length&range=1d&horizon=1h");
    promcast.get("/?source=demo&expr=sum(");
    promcast.get("/?source=http://127.0.0.1:9&expr=up");
    let answer = promcast.get("/metrics");
    assert_eq!(answer.header("content-type"), "text/plain; version=0.0.4; charset=utf-8");
    let text = answer.text();
    for series in [
        r#"promcast_source_requests_total{outcome="ok",source="demo"}"#,
        r#"promcast_source_requests_total{outcome="error",source="demo"}"#,
        r#"promcast_source_requests_total{outcome="unreachable",source="adhoc"}"#,
        r#"promcast_source_request_duration_seconds_count{source="demo"}"#,
        "promcast_forecast_queue_length 0",
        "promcast_build_info{",
        "process_resident_memory_bytes",
    ] {
        assert!(text.contains(series), "{series} in {text}");
    }
}

/// The dashboards of the old counter ask for these, though promtool would not have `counter` in the name of a gauge.
const GIVEN_NAMES: [&str; 3] = ["cell_counter", "checkpoint_counter_value", "restore_counter_value"];

#[test]
fn promtool_has_nothing_to_say_about_the_metrics() {
    if !is_there("promtool") {
        println!("ignored: no `promtool` on the path");
        return;
    }
    let promcast = Promcast::start();
    promcast.get("/?source=demo&expr=demo_queue_length&range=1d&horizon=1h");
    assert_eq!(promcast.post("/predict", &one_hour()).status, 200);
    assert_eq!(promcast.send("POST /trigger-drift", &[], b"").status, 200);
    let mut promtool = Command::new("promtool")
        .args(["check", "metrics"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    promtool.stdin.take().unwrap().write_all(&promcast.get("/metrics").body).unwrap();
    let output = promtool.wait_with_output().unwrap();
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    let is_given = |line: &&str| line.split(' ').next().is_some_and(|name| GIVEN_NAMES.contains(&name));
    let complaints: Vec<&str> = said.lines().filter(|line| !line.is_empty() && !is_given(line)).collect();
    assert_eq!(complaints, Vec::<&str>::new());
}

#[test]
fn sigterm_ends_it_cleanly() {
    let mut promcast = Promcast::start();
    let since = Instant::now();
    assert_eq!(promcast.terminate().code(), Some(0));
    assert!(since.elapsed() < Duration::from_secs(10));
    assert!(promcast.log().contains("Shutting down..."), "{}", promcast.log());
}

#[test]
fn sigterm_lets_a_question_finish() {
    let slow = Fake::answering(|_| {
        thread::sleep(Duration::from_secs(1));
        None
    });
    let mut promcast = Promcast::with_config(&format!("sources: [{{name: slow, url: '{}', timeout: 2s}}]", slow.url()));
    let address = promcast.address().to_owned();
    let asking = thread::spawn(move || ask_raw(&address, "GET /api/v1/forecast?source=slow&expr=up HTTP/1.0\r\n\r\n"));
    while slow.asked().is_empty() {
        thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(promcast.terminate().code(), Some(0));
    assert!(asking.join().unwrap().starts_with("HTTP/1.0 504"), "it was answered");
}

#[test]
fn sigterm_does_not_wait_for_ever() {
    let silent = Fake::answering(|_| None);
    let mut promcast = Promcast::with_config(&format!("sources: [{{name: silent, url: '{}'}}]", silent.url()));
    let address = promcast.address().to_owned();
    thread::spawn(move || ask_raw(&address, "GET /api/v1/forecast?source=silent&expr=up HTTP/1.0\r\n\r\n"));
    while silent.asked().is_empty() {
        thread::sleep(Duration::from_millis(10));
    }
    let since = Instant::now();
    assert_eq!(promcast.terminate().code(), Some(0));
    assert!(since.elapsed() < Duration::from_secs(10), "{:?}", since.elapsed());
    assert!(promcast.log().contains("some requests did not end in time"), "{}", promcast.log());
}

fn ask_raw(address: &str, request: &str) -> String {
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    std::io::read_to_string(stream).unwrap()
}

#[test]
fn the_printed_config_holds_no_secret() {
    let config = tempfile::NamedTempFile::new().unwrap();
    let yaml = format!(
        "sources:\n\
         - {{name: a, url: 'http://me:{CANARY}@127.0.0.1:9090', headers: {{X-Scope-OrgID: {CANARY}}}}}\n\
         - {{name: b, url: 'http://127.0.0.1:9091', basic_auth: {{username: me, password: {CANARY}}}}}\n\
         - {{name: c, url: 'http://127.0.0.1:9092', bearer_token: {CANARY}}}\n"
    );
    std::fs::write(config.path(), yaml).unwrap();
    let ran = run(&["--print-config", "--config.file", &config.path().display().to_string(), "--log.level", "warn"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_quiet(&ran.stdout);
    for part in ["listen_address: 127.0.0.1:8080", "name: a", "password: <secret>", "level: warn"] {
        assert!(ran.stdout.contains(part), "{}", ran.stdout);
    }
}

#[test]
fn version_and_help() {
    assert_eq!(run(&["--version"]).stdout, concat!("promcast ", env!("CARGO_PKG_VERSION"), "\n"));
    let help = run(&["--help"]);
    assert_eq!(help.code, Some(0));
    for flag in ["--web.listen-address", "--prometheus.url", "--storage.path", "--print-config", "forecast"] {
        assert!(help.stdout.contains(flag), "{flag}");
    }
}

#[test]
fn help_does_not_show_the_environment() {
    let output = Command::new(env!("CARGO_BIN_EXE_promcast"))
        .arg("--help")
        .env("PROMCAST_PROMETHEUS_URL", format!("http://me:{CANARY}@host"))
        .output()
        .unwrap();
    assert_quiet(&String::from_utf8(output.stdout).unwrap());
}

/// Fails with a code and words; says nothing secret.
fn assert_refused(ran: &Ran, code: i32, words: &[&str]) {
    assert_eq!(ran.code, Some(code), "{}", ran.stderr);
    assert!(words.iter().all(|words| ran.stderr.contains(words)), "{words:?} in {}", ran.stderr);
    assert_quiet(&ran.stderr);
}

#[test]
fn flags_that_make_no_sense() {
    let cases: [(&[&str], i32, &[&str]); 7] = [
        (&["--nonsense"], 2, &["--nonsense", "--help"]),
        (&["serve", "--log.level", "loud"], 2, &["loud", "debug"]),
        (&["serve", "--sources.allow-adhoc=maybe"], 2, &["maybe", "true"]),
        (&["frobnicate"], 2, &["frobnicate"]),
        (&["--web.listen-address", "nowhere"], 1, &["`nowhere` is not an address", "127.0.0.1:8080"]),
        (&["--prometheus.url", "ftp://me:hunter2-canary@host"], 1, &["source `prometheus`", "only http and https"]),
        (&["--prometheus.url", "http://169.254.169.254"], 1, &["never called"]),
    ];
    for (args, code, words) in cases {
        assert_refused(&run(args), code, words);
    }
}

#[test]
fn a_config_that_makes_no_sense_says_where() {
    let cases = [
        (format!("sources:\n- name: a\n  url: http://me:{CANARY}@host\n  nonsense: 1\n"), "unknown field `nonsense`"),
        (format!("sources:\n- name: a\n  url: http://host\n  bearer_token: [{CANARY}]\n"), "line 4"),
        (format!("sources:\n- name: a\n  url: http://host\n  headers: {CANARY}\n"), "line 4"),
        (format!("sources:\n- name: a\n  url: http://me:{CANARY}@host\n name: b\n"), "makes no sense"),
        ("web: [\n".to_owned(), "makes no sense"),
        (format!("sources: [{{name: a, url: 'me:{CANARY}@host'}}]"), "only http and https"),
        (
            "sources: [{name: a, url: 'http://h', bearer_token_file: /nowhere/token}]".to_owned(),
            "cannot read /nowhere/token",
        ),
        ("sources: [{name: a, url: 'https://h', ca_file: /nowhere/ca.pem}]".to_owned(), "cannot read /nowhere/ca.pem"),
    ];
    for (yaml, words) in cases {
        let config = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(config.path(), &yaml).unwrap();
        let path = config.path().display().to_string();
        let ran = run(&["--config.file", &path, "--web.listen-address", "127.0.0.1:0"]);
        assert_refused(&ran, 1, &[words]);
        assert!(ran.stderr.lines().count() == 1, "once, in one line: {}", ran.stderr);
    }
    assert_refused(
        &run(&["--config.file", "/nowhere/promcast.yml"]),
        1,
        &["cannot read the config file /nowhere/promcast.yml"],
    );
}

#[test]
fn an_address_in_use() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let ran = run(&["--web.listen-address", &address]);
    assert_refused(&ran, 1, &[&format!("cannot listen on {address}"), "another --web.listen-address", "in use"]);
}

#[test]
fn a_storage_that_cannot_be_written() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let path = file.path().display().to_string();
    let ran = run(&["--web.listen-address", "127.0.0.1:0", "--storage.path", &path]);
    assert_refused(&ran, 1, &[&path, "cannot be used", "--storage.path"]);
}

#[test]
fn a_storage_that_breaks_at_work_is_a_500_with_words() {
    let storage = tempfile::tempdir().unwrap();
    let promcast = Promcast::on_storage(storage.path());
    std::fs::remove_dir_all(storage.path().join("forecasts")).unwrap();
    let body = serde_json::json!({ "endpoint": "demo", "metric": "demo_queue_length", "duration": "1d" });
    let answer = promcast.run_script(&body);
    assert_eq!(answer.status, 500, "{}", answer.text());
    let error = answer.json()["error"].as_str().unwrap().to_owned();
    assert!(error.contains("Cannot write the forecast") && error.contains("storage path"), "{error}");
}

#[test]
fn whatever_prints_ends_well_where_its_reader_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    for args in [
        &["serve", "--print-config"][..],
        &["completions", "bash"],
        &["man"],
        &["--help"],
        &["forecast", "demo_orders_per_minute", "--step", "1h", "--horizon", "6"],
        &["archive", "verify", "--data-dir", folder.path().to_str().unwrap()],
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let ran = std::process::Command::new(env!("CARGO_BIN_EXE_promcast"))
            .args(args)
            .current_dir(folder.path())
            .stdout(writer)
            .output()
            .unwrap();
        let stderr = String::from_utf8(ran.stderr).unwrap();
        assert!(ran.status.success() && !stderr.contains("panicked"), "{args:?}: {} {stderr}", ran.status);
    }
}
