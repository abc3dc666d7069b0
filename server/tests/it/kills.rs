//! Every command that writes, and the server, killed at each call that changes the disk: what was acknowledged is there, the rest is there
//! whole or not at all, and the next run finds nothing in its way.

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use serde_json::json;
use service::fakes::soak;

use super::collect::vector;
use super::train::hours;
use crate::support::{Fake, Promcast, run};

const CALLS: [&str; 11] = [
    "write",
    "pwrite64",
    "fsync",
    "fdatasync",
    "ftruncate",
    "rename",
    "renameat2",
    "unlink",
    "unlinkat",
    "mkdir",
    "mkdirat",
];
/// The calls of a server that serves: what it writes to its log and to connections is no change of a disk.
const CALLS_OF_SERVER: [&str; 7] = ["fsync", "fdatasync", "rename", "unlink", "unlinkat", "mkdir", "openat"];
/// The server opens hundreds of files in its life; in the short form it is killed at each seventh.
const EACH_OPENED: usize = 7;

fn strace_works() -> bool {
    let ran = Command::new("strace").args(["-f", "-o", "/dev/null", "true"]).stderr(Stdio::null()).status();
    let works = ran.is_ok_and(|status| status.success());
    if !works {
        println!("ignored: strace is missing or may not trace");
    }
    works
}

/// A program that runs another one, and kills it at the `nth` call of that name of any of its threads.
fn killer(call: &str, nth: usize) -> Command {
    let mut strace = Command::new("strace");
    // Traced from beside, so that the process that is started is the program itself.
    strace.args(["-D", "-f", "-o", "/dev/null", "-e", &format!("trace=?{call}")]);
    strace.args(["-e", &format!("inject=?{call}:signal=KILL:when={nth}")]);
    // The loader's search through cargo's folders would be a hundred calls more.
    strace.env("LD_LIBRARY_PATH", std::env::var("DUCKDB_LIB_DIR").unwrap_or_default());
    strace
}

fn was_killed(status: ExitStatus) -> bool {
    status.signal() == Some(9)
}

/// Runs a command again and again, killed at one call later each time, until it ends by itself; counts the kills. `check` looks at the
/// folder after each, once as it was left and once after a run that nothing disturbed.
fn kill_at_every(call: &str, prepare: impl Fn(&Path) -> Vec<String>, check: impl Fn(&Path, &str)) -> usize {
    for nth in 1.. {
        let folder = tempfile::tempdir().unwrap();
        let args = prepare(folder.path());
        let mut command = killer(call, nth);
        command.arg(env!("CARGO_BIN_EXE_promcast")).args(&args).current_dir(folder.path());
        let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
        let case = format!("{call} {nth}");
        assert!(status.success() || was_killed(status), "{case}: {status}");
        check(folder.path(), &case);
        if status.success() {
            return nth - 1;
        }
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let again = run(&args);
        assert_eq!(again.code, Some(0), "after {case}: {}", again.stderr);
        check(folder.path(), &format!("again after {case}"));
    }
    0
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = entries.collect();
    names.sort_unstable();
    names
}

#[test]
fn train_leaves_the_old_model_or_the_new_one() {
    if !strace_works() {
        return;
    }
    let text = |path: &Path| path.display().to_string();
    let args = |folder: &Path, seed: &str| {
        let (data, output) = (text(&folder.join("hour.csv")), text(&folder.join("a.model")));
        ["train", "--data", &data, "--trees", "2", "--seed", seed, "--output", &output].map(str::to_owned).to_vec()
    };
    let trained = |seed| {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("hour.csv"), hours()).unwrap();
        let args = args(folder.path(), seed);
        assert_eq!(run(&args.iter().map(String::as_str).collect::<Vec<_>>()).code, Some(0));
        fs::read(folder.path().join("a.model")).unwrap()
    };
    let (old, new) = (trained("1"), trained("2"));
    let prepare = |folder: &Path| {
        fs::write(folder.join("hour.csv"), hours()).unwrap();
        fs::write(folder.join("a.model"), &old).unwrap();
        args(folder, "2")
    };
    let check = |folder: &Path, case: &str| {
        let kept = fs::read(folder.join("a.model")).unwrap();
        assert!(kept == new || kept == old && !case.starts_with("again"), "{case}: {} bytes", kept.len());
        assert!(!case.starts_with("again") || names(folder) == ["a.model", "hour.csv"], "{case}: {:?}", names(folder));
    };
    let kills: usize = CALLS.iter().map(|call| kill_at_every(call, prepare, check)).sum();
    assert!(kills > 5, "only {kills} calls were met");
    println!("train: {kills} kills");
}

#[test]
fn collect_leaves_whole_days_and_goes_on() {
    if !strace_works() {
        return;
    }
    let fake = Fake::answering(|request| Some(vector(request, "7")));
    let url = fake.url();
    let prepare = |folder: &Path| {
        let yaml = format!(
            "apiProxies: [p1]\nprometheus:\n  url: {url}\n  metrics: [{{name: a, query: 'a{{apiproxy=\"%s\"}}'}}]\n\
             storage: {{outputDir: {}}}\n",
            folder.join("archive").display()
        );
        fs::write(folder.join("config.yaml"), yaml).unwrap();
        let config = folder.join("config.yaml").display().to_string();
        ["collect", "--config", &config, "--from", "2026-01-30", "--to", "2026-01-31"].map(str::to_owned).to_vec()
    };
    let check = |folder: &Path, case: &str| {
        let archive = folder.join("archive");
        if archive.exists() {
            let verified = run(&["archive", "verify", "--data-dir", archive.to_str().unwrap()]);
            assert_eq!(verified.code, Some(0), "{case}: {}{}", verified.stdout, verified.stderr);
        }
        if case.starts_with("again") {
            for day in ["2026-01-30", "2026-01-31"] {
                assert!(archive.join(day).join("p1.parquet").exists(), "{case}");
                // One on its way stays for an hour: it may be of another process.
                let names: Vec<String> =
                    names(&archive.join(day)).into_iter().filter(|name| !name.starts_with('.')).collect();
                assert_eq!(names, ["_manifest.jsonl", "p1.parquet"], "{case}");
            }
        }
    };
    let kills: usize = CALLS.iter().map(|call| kill_at_every(call, prepare, check)).sum();
    assert!(kills > 10, "only {kills} calls were met");
    println!("collect: {kills} kills");
}

/// Answers of a server in its life; nothing where it was gone.
#[derive(Debug, Default)]
struct Acknowledged {
    /// The counter when a checkpoint was said to be saved.
    counter: Option<u64>,
    /// Path of a forecast's CSV on the server.
    csv: Option<String>,
    /// Path of an evaluation's report on the server.
    report: Option<String>,
}

const CONFIG: &str = "log: {level: debug}\n";

/// Starts a server that is killed at some call: counts, keeps a checkpoint, a forecast, an evaluation, reloads, and ends. Gives the
/// status it ended with, or nothing where it never listened.
fn live(storage: &Path, call: &str, nth: usize) -> (Acknowledged, Option<ExitStatus>) {
    let mut said = Acknowledged::default();
    let Some(mut promcast) = Promcast::under(killer(call, nth), CONFIG, storage) else { return (said, None) };
    let json = ("content-type", "application/json");
    for _ in 0..3 {
        let _gone = promcast.try_send("GET /", &[("Accept", "*/*")], b"");
    }
    let saved = promcast.try_send("POST /checkpoint", &[], b"").filter(|answer| answer.status == 200);
    said.counter = saved.and_then(|answer| answer.json()["counter"].as_u64());
    let body = json!({ "endpoint": "demo", "metric": "demo_queue_length", "duration": "1d", "model": "naive" });
    let run = promcast.try_send("POST /run-script", &[json], body.to_string().as_bytes());
    said.csv =
        run.filter(|answer| answer.status == 200).map(|answer| answer.json()["csv_url"].as_str().unwrap().to_owned());
    let form = ("content-type", "application/x-www-form-urlencoded");
    let drift = promcast.try_send("POST /models/simulate-drift", &[form], b"model=");
    said.report = drift.filter(|answer| answer.status == 303).map(|answer| answer.header("location").to_owned());
    promcast.rewrite_config("log: {level: info}\n");
    let _gone = promcast.try_send("POST /-/reload", &[], b"");
    (said, Some(promcast.terminate()))
}

#[test]
fn a_server_keeps_what_it_acknowledged() {
    if !strace_works() {
        return;
    }
    let mut kills = 0;
    for call in CALLS_OF_SERVER {
        let each = if call == "openat" && !soak::is_on() { EACH_OPENED } else { 1 };
        for nth in (1..).step_by(each) {
            let storage = tempfile::tempdir().unwrap();
            let (said, status) = live(storage.path(), call, nth);
            let case = format!("{call} {nth}: {said:?}");
            let next = Promcast::on_storage(storage.path());
            let counted = next.get_with("/", &[("Accept", "*/*")]).json()["counter"].as_u64().unwrap();
            assert!(said.counter.is_none_or(|counter| counted > counter), "{case}: counted {counted}");
            for path in said.csv.iter().chain(&said.report) {
                assert_eq!(next.get(path).status, 200, "{case}: {path}");
            }
            let status_page = next.get("/status").visible();
            assert!(!status_page.contains("damaged"), "{case}: {status_page}");
            match status {
                Some(status) if !was_killed(status) => {
                    assert!(status.success(), "{case}: {status}");
                    break;
                }
                _ => kills += 1,
            }
        }
    }
    assert!(kills > 20, "only {kills} calls were met");
    println!("server: {kills} kills");
}
