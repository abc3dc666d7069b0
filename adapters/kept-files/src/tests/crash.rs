//! Killed, and failed, at every call that changes the disk: what was kept before is still there, and the new one is there whole or not
//! at all.

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use service::fakes::{evaluation_of, forecast_of};
use service::{CheckpointStore, EvaluationStore, ForecastStore, ModelStore};

use crate::{CheckpointFile, EvaluationFiles, ForecastFiles, ModelFiles};

const KINDS: [&str; 4] = ["forecast", "evaluation", "checkpoint", "model"];
const CALLS: [&str; 11] = [
    "openat",
    "write",
    "fsync",
    "fdatasync",
    "ftruncate",
    "rename",
    "renameat",
    "unlink",
    "unlinkat",
    "mkdir",
    "mkdirat",
];

/// The program that keeps; `cargo test` builds it beside the tests.
fn keep_one() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let path = tests.parent().unwrap().parent().unwrap().join("examples/keep_one");
    assert!(path.exists(), "{} is missing: run `cargo test` without `--lib`", path.display());
    path
}

fn strace_works() -> bool {
    let ran = Command::new("strace").args(["-f", "-o", "/dev/null", "true"]).stderr(Stdio::null()).status();
    ran.is_ok_and(|status| status.success())
}

fn keep(dir: &Path, kind: &str, number: u8) {
    assert!(Command::new(keep_one()).arg(dir).args([kind, &number.to_string()]).status().unwrap().success());
}

/// Keeps number 3 while the `nth` call of that name goes wrong: whether it said that it did, and whether the fault came to pass.
fn keep_with(dir: &Path, kind: &str, call: &str, fault: &str, nth: usize) -> (bool, bool) {
    let trace = tempfile::NamedTempFile::new().unwrap();
    let status = Command::new("strace")
        .args(["-f", "-e", &format!("trace=?{call}"), "-e", &format!("inject=?{call}:{fault}:when={nth}"), "-o"])
        .arg(trace.path())
        .arg(keep_one())
        .arg(dir)
        .args([kind, "3"])
        // Cargo's search path for libraries would be a hundred calls more.
        .env_remove("LD_LIBRARY_PATH")
        .stderr(Stdio::null())
        .status()
        .unwrap();
    let injected = fs::read_to_string(trace.path()).unwrap().contains("(INJECTED)");
    (status.success(), injected || status.signal().is_some() || status.code() == Some(137))
}

/// The numbers that are kept; panics where anything is damaged.
async fn held(dir: &Path, kind: &str) -> Vec<u8> {
    let seconds = |number: &u8| 1_700_000_000 + 60 * i64::from(*number);
    let mut numbers = Vec::new();
    for number in 1..=4_u8 {
        let is_there = match kind {
            "forecast" => {
                let id = forecast_of(seconds(&number), "up").id;
                ForecastFiles::open(dir, 2).unwrap().get(&id).await.unwrap().is_some()
            }
            "evaluation" => {
                let files = EvaluationFiles::open(dir, 2).unwrap();
                assert_eq!(files.list().await.unwrap().damaged, Vec::<String>::new());
                files.get(&evaluation_of(seconds(&number), "week1").id).await.unwrap().is_some()
            }
            "checkpoint" => CheckpointFile::at(&dir.join("checkpoint.json")).load().await.unwrap() == u64::from(number),
            _ => {
                let file = ModelFiles::open(dir).unwrap().get("rent").await.unwrap().unwrap();
                assert_eq!(file.len(), 100_000);
                file.iter().all(|byte| *byte == number)
            }
        };
        numbers.extend(is_there.then_some(number));
    }
    numbers
}

/// Every call of that name, one after the other, until none is left; says how many there were.
async fn at_every(kind: &str, call: &str, fault: &str) -> usize {
    // Forecasts and evaluations are lists of the newest two; the others are one thing.
    let is_list = matches!(kind, "forecast" | "evaluation");
    for nth in 1.. {
        let dir = tempfile::tempdir().unwrap();
        (1..=2).for_each(|number| keep(dir.path(), kind, number));
        let (succeeded, faulted) = keep_with(dir.path(), kind, call, fault, nth);
        let case = format!("{kind}, {fault} at {call} {nth}");
        if !faulted {
            assert!(succeeded, "{case}");
            return nth - 1;
        }
        let held = held(dir.path(), kind).await;
        let allowed: &[&[u8]] = if is_list { &[&[1, 2], &[1, 2, 3], &[2, 3]] } else { &[&[2], &[3]] };
        assert!(allowed.contains(&held.as_slice()), "{case}: {held:?}");
        assert!(!succeeded || held.contains(&3), "{case}: success, and it is not there");
        // The next attempt finds nothing in its way.
        keep(dir.path(), kind, 4);
        let after = self::held(dir.path(), kind).await;
        assert!(after.contains(&4) && after.len() <= 2, "after {case}: {after:?}");
    }
    0
}

#[tokio::test]
async fn killed_at_every_call_there_is_the_old_or_the_new() {
    if !strace_works() {
        println!("ignored: strace is missing or may not trace");
        return;
    }
    let mut killed = 0;
    for kind in KINDS {
        for call in CALLS {
            killed += at_every(kind, call, "signal=KILL").await;
        }
    }
    assert!(killed > 30, "only {killed} calls were met");
    println!("killed {killed} times");
}

#[tokio::test]
async fn failed_at_every_call_there_is_an_error_and_the_old_or_the_new() {
    if !strace_works() {
        println!("ignored: strace is missing or may not trace");
        return;
    }
    let faults = [
        ("ENOSPC", "write"),
        ("EIO", "write"),
        ("EIO", "fsync"),
        ("EMFILE", "openat"),
        ("EIO", "rename"),
        ("EIO", "unlink"),
    ];
    let mut failed = 0;
    for kind in KINDS {
        for (error, call) in faults {
            failed += at_every(kind, call, &format!("error={error}")).await;
        }
    }
    assert!(failed > 20, "only {failed} calls were met");
    println!("failed {failed} times");
}
