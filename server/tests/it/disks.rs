//! Disks without room and folders that take nothing: the page, the log and the metrics say so, and say so no more once it is over.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::support::{Fake, Promcast, SmallDisk, json as json_answer};

/// Longer than the server takes between two looks.
const PATIENCE: Duration = Duration::from_secs(40);

/// Waits until something is so.
fn wait_for(promcast: &Promcast, what: &str, is_so: impl Fn() -> bool) {
    let since = Instant::now();
    while !is_so() {
        assert!(since.elapsed() < PATIENCE, "{what}: {}\n{}", promcast.get("/status").visible(), promcast.log());
        std::thread::sleep(Duration::from_millis(100));
    }
}

fn check(promcast: &Promcast, check: &str) -> Option<f64> {
    promcast.metric(&format!("promcast_check_failed{{check=\"{check}\"}}"))
}

fn script() -> serde_json::Value {
    json!({ "endpoint": "demo", "metric": "demo_queue_length", "duration": "1d", "model": "naive" })
}

#[test]
fn what_cannot_be_kept_is_told_until_the_folder_takes_it_again() {
    let storage = tempfile::tempdir().unwrap();
    let promcast = Promcast::on_storage(storage.path());
    let folders = ["forecasts", "evaluations"].map(|folder| storage.path().join(folder));
    let not_kept = |what: &str| promcast.metric(&format!("promcast_keep_failures_total{{what=\"{what}\"}}")).unwrap();
    assert_eq!((not_kept("forecasts"), not_kept("evaluations"), not_kept("checkpoint")), (0.0, 0.0, 0.0));
    for folder in &folders {
        std::fs::remove_dir_all(folder).unwrap();
    }
    assert_eq!(promcast.run_script(&script()).status, 500);
    assert_eq!(promcast.run_script(&script()).status, 500);
    assert_eq!(promcast.send("POST /trigger-drift", &[], b"").status, 200);
    let text = promcast.get("/status").visible();
    for words in [
        "Forecasts cannot be kept: cannot write the forecast: No such file or directory",
        "Evaluations cannot be kept: cannot write the evaluation: No such file or directory",
    ] {
        assert!(text.contains(words), "{words} in {text}");
        assert!(!text.contains("All systems OK"), "{text}");
    }
    assert_eq!((not_kept("forecasts"), not_kept("evaluations")), (2.0, 1.0));
    assert_eq!((check(&promcast, "forecasts"), check(&promcast, "evaluations")), (Some(1.0), Some(1.0)));
    let log = promcast.log_with("evaluations cannot be kept");
    assert!(log.contains("level=error") && log.contains("forecasts cannot be kept"), "{log}");
    // Nobody asks for another one.
    for folder in &folders {
        std::fs::create_dir(folder).unwrap();
    }
    wait_for(&promcast, "it stays wrong", || {
        (check(&promcast, "forecasts"), check(&promcast, "evaluations")) == (Some(0.0), Some(0.0))
    });
    assert!(!promcast.get("/status").visible().contains("cannot be kept"));
    assert_eq!(promcast.run_script(&script()).status, 200);
}

#[test]
fn a_full_storage_disk_is_told_until_there_is_room() {
    let Some(disk) = SmallDisk::mount(20) else { return };
    let promcast = Promcast::on_storage(disk.path());
    wait_for(&promcast, "not looked at", || check(&promcast, "storage_disk") == Some(0.0));
    let ballast = disk.fill(30);
    assert_eq!(promcast.run_script(&script()).status, 500);
    assert_eq!(promcast.send("POST /checkpoint", &[], b"").status, 500);
    let text = promcast.get("/status").visible();
    assert!(text.contains("Forecasts cannot be kept") && text.contains("No space left on device"), "{text}");
    assert!(text.contains("Checkpoints of the counter cannot be kept"), "{text}");
    wait_for(&promcast, "not seen", || check(&promcast, "storage_disk") == Some(1.0));
    let text = promcast.get("/status").visible();
    assert!(text.contains("The disk of the storage path") && text.contains("is full, 0 B of 21 MB free"), "{text}");
    assert_eq!(promcast.metric("promcast_disk_free_bytes{disk=\"storage\"}"), Some(0.0));
    assert_eq!(promcast.metric("promcast_disk_size_bytes{disk=\"storage\"}"), Some(f64::from(20 << 20)));
    std::fs::remove_file(ballast).unwrap();
    for part in ["storage_disk", "forecasts", "checkpoint"] {
        wait_for(&promcast, part, || check(&promcast, part) == Some(0.0));
    }
    assert_eq!(promcast.run_script(&script()).status, 200);
}

#[test]
fn an_archive_that_is_full_is_so_no_longer_than_its_disk() {
    let Some(disk) = SmallDisk::mount(260) else { return };
    let ballast = disk.fill(200);
    let empty = r#"{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[0,"1"]}]}}"#;
    let fake = Fake::sending(json_answer(empty));
    let promcast = Promcast::with_config(&format!(
        "apiProxies: [p1]\nprometheus: {{url: '{}', metrics: [{{name: a, query: 'a{{x=\"%s\"}}'}}]}}\nstorage: {{outputDir: '{}'}}\n",
        fake.url(),
        disk.path().join("archive").display(),
    ));
    let full = || promcast.metric("promcast_archive_disk_full");
    wait_for(&promcast, "not seen", || full() == Some(1.0) && check(&promcast, "archive_disk") == Some(1.0));
    let text = promcast.get("/status").visible();
    assert!(text.contains("The archive's disk is full: ") && text.contains("and 100 MB must stay free"), "{text}");
    std::fs::remove_file(ballast).unwrap();
    wait_for(&promcast, "it stays full", || full() == Some(0.0) && check(&promcast, "archive_disk") == Some(0.0));
    assert!(!promcast.get("/status").visible().contains("disk is full"));
}
