//! The old counter: `GET /` counts for programs and is the home page for browsers; its checkpoint survives a restart, and a
//! file that is torn or foreign changes nothing.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::support::{Answer, Promcast};

/// As curl asks.
fn count(promcast: &Promcast) -> Answer {
    promcast.get_with("/", &[("Accept", "*/*")])
}

fn counted(promcast: &Promcast, times: u64) {
    for _ in 0..times {
        assert_eq!(count(promcast).status, 200);
    }
}

fn post(promcast: &Promcast, path: &str) -> Answer {
    promcast.send(&format!("POST {path}"), &[], b"")
}

fn checkpoint_in(storage: &Path) -> PathBuf {
    storage.join("checkpoint.json")
}

#[test]
fn it_counts_for_programs_and_not_for_browsers() {
    let promcast = Promcast::start();
    let first = count(&promcast);
    assert_eq!((first.status, first.text().as_str()), (200, r#"{"counter":1}"#));
    assert_eq!(first.header("content-type"), "application/json");
    assert_eq!(promcast.send("GET /", &[], b"").text(), r#"{"counter":2}"#, "without a word about what is accepted");
    let page = promcast.get_with("/", &[("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")]);
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    assert!(page.has("<h1") && page.header("vary").to_lowercase().contains("accept"));
    let head = promcast.send("HEAD /", &[("Accept", "*/*")], b"");
    assert_eq!((head.status, head.text().as_str()), (200, ""));
    assert_eq!(promcast.send("HEAD /", &[("Accept", "text/html")], b"").status, 200);
    assert_eq!(promcast.send("POST /", &[], b"").status, 405);
    assert_eq!(count(&promcast).text(), r#"{"counter":3}"#);
    assert_eq!(promcast.metric(r#"cell_counter{environment="dev"}"#), Some(3.0));
}

#[test]
fn a_checkpoint_is_written_and_restored() {
    let storage = tempfile::tempdir().unwrap();
    let promcast = Promcast::on_storage_with(storage.path(), &["--environment", "staging"]);
    counted(&promcast, 35);
    let saved = post(&promcast, "/checkpoint");
    assert_eq!((saved.status, saved.text().as_str()), (200, r#"{"counter":35,"status":"checkpoint saved"}"#));
    let file: serde_json::Value = serde_json::from_slice(&fs::read(checkpoint_in(storage.path())).unwrap()).unwrap();
    assert_eq!(file["counter"], 35);
    counted(&promcast, 2);
    let restored = post(&promcast, "/restore");
    assert_eq!((restored.status, restored.text().as_str()), (200, r#"{"counter":35,"status":"restored"}"#));
    assert_eq!(count(&promcast).text(), r#"{"counter":36}"#);
    for (series, value) in [
        ("cell_counter", 36.0),
        ("checkpoint_operations_total", 1.0),
        ("restore_operations_total", 1.0),
        ("checkpoint_counter_value", 35.0),
        ("restore_counter_value", 35.0),
    ] {
        assert_eq!(promcast.metric(&format!("{series}{{environment=\"staging\"}}")), Some(value), "{series}");
    }
}

#[test]
fn the_metrics_are_there_before_anything_happened() {
    let text = Promcast::start().get("/metrics").text();
    for series in [
        "# TYPE cell_counter gauge\ncell_counter{environment=\"dev\"} 0\n",
        "# TYPE checkpoint_operations_total counter\ncheckpoint_operations_total{environment=\"dev\"} 0\n",
        "# TYPE restore_operations_total counter\nrestore_operations_total{environment=\"dev\"} 0\n",
        "# TYPE checkpoint_counter_value gauge\ncheckpoint_counter_value{environment=\"dev\"} 0\n",
        "# TYPE restore_counter_value gauge\nrestore_counter_value{environment=\"dev\"} 0\n",
    ] {
        assert!(text.contains(series), "{series} in {text}");
    }
}

#[test]
fn it_goes_on_from_its_checkpoint_after_a_restart() {
    let storage = tempfile::tempdir().unwrap();
    let mut before = Promcast::on_storage(storage.path());
    counted(&before, 3);
    post(&before, "/checkpoint");
    counted(&before, 1);
    assert!(before.terminate().success());
    let after = Promcast::on_storage(storage.path());
    assert_eq!(after.metric(r#"checkpoint_counter_value{environment="dev"}"#), Some(3.0));
    assert_eq!(count(&after).text(), r#"{"counter":4}"#);
    assert!(after.log().contains("the counter goes on from its checkpoint"));
}

#[test]
fn without_a_checkpoint_nothing_is_restored() {
    let promcast = Promcast::start();
    counted(&promcast, 2);
    let answer = post(&promcast, "/restore");
    assert_eq!((answer.status, &answer.json()["status"]), (500, &json!("restore failed")));
    assert_eq!(answer.json()["error"], "there is no checkpoint: POST /checkpoint writes one");
    assert_eq!(count(&promcast).text(), r#"{"counter":3}"#);
    assert_eq!(promcast.metric(r#"restore_operations_total{environment="dev"}"#), Some(0.0));
}

#[test]
fn a_file_that_is_torn_or_foreign_changes_nothing() {
    let storage = tempfile::tempdir().unwrap();
    let promcast = Promcast::on_storage(storage.path());
    counted(&promcast, 5);
    for file in ["", "{\"counter\":", "{\"counter\":-1}", "{\"counter\":1e3}", "[]", "{\"counter\":9007199254740992}"] {
        fs::write(checkpoint_in(storage.path()), file).unwrap();
        let answer = post(&promcast, "/restore");
        assert_eq!((answer.status, &answer.json()["status"]), (500, &json!("restore failed")), "{file}");
        assert!(answer.json()["error"].as_str().unwrap().starts_with("the checkpoint is refused: "), "{file}");
        assert_eq!(promcast.metric(r#"cell_counter{environment="dev"}"#), Some(5.0), "{file}");
    }
    fs::write(checkpoint_in(storage.path()), "{\"counter\": 7}\n").unwrap();
    assert_eq!(post(&promcast, "/restore").text(), r#"{"counter":7,"status":"restored"}"#, "the old program's file");
}

#[test]
fn a_torn_file_at_the_start_is_told_aloud() {
    let storage = tempfile::tempdir().unwrap();
    fs::write(checkpoint_in(storage.path()), "{\"counter\":3").unwrap();
    let promcast = Promcast::on_storage(storage.path());
    let log = promcast.log();
    let line = log.lines().find(|line| line.contains("the counter begins at 0")).unwrap_or_else(|| panic!("{log}"));
    assert!(line.contains("level=error") && line.contains("it ends too early"), "{line}");
}

#[test]
fn a_checkpoint_that_cannot_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nowhere/checkpoint.json").display().to_string();
    let promcast = Promcast::with_flags(&["--checkpoint.path", &path]);
    counted(&promcast, 1);
    let answer = post(&promcast, "/checkpoint");
    let words = r#"{"message":"No such file or directory (os error 2)","status":"error"}"#;
    assert_eq!((answer.status, answer.text().as_str()), (500, words));
    assert_eq!(promcast.metric(r#"checkpoint_operations_total{environment="dev"}"#), Some(0.0));
    fs::create_dir(folder.path().join("nowhere")).unwrap();
    assert_eq!(post(&promcast, "/checkpoint").status, 200);
}

#[test]
fn a_page_of_another_site_counts_and_writes_nothing() {
    let promcast = Promcast::start();
    let foreign = [("Origin", "http://evil.example"), ("Accept", "*/*")];
    for request in ["GET /", "POST /checkpoint", "POST /restore"] {
        let answer = promcast.send(request, &foreign, b"");
        assert_eq!(answer.status, 403, "{request}");
        assert!(answer.json()["error"].as_str().unwrap().contains("another site"), "{request}");
    }
    assert_eq!(count(&promcast).text(), r#"{"counter":1}"#);
    for path in ["/checkpoint", "/restore"] {
        assert_eq!(promcast.get(path).status, 405);
    }
}
