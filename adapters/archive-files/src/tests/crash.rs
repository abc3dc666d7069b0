//! Killed, and failed, at every call that changes the disk: afterwards there is the old day or the new one, and nothing else.

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use archive::Manifest;
use service::Archive;

use super::support::{day, options};
use crate::ArchiveFiles;

const CALLS: [&str; 14] = [
    "openat",
    "write",
    "pwrite64",
    "fsync",
    "fdatasync",
    "ftruncate",
    "rename",
    "renameat",
    "renameat2",
    "unlink",
    "unlinkat",
    "mkdir",
    "mkdirat",
    "flock",
];

/// What was there before.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Before {
    Nothing,
    Collected,
    /// So often that the manifest is shortened.
    CollectedOften,
    AnotherProgram,
    /// By an older version, whose manifest has another name.
    OlderVersion,
    /// By this version, and then by an older one.
    Both,
}

const SCENES: [Before; 6] = [
    Before::Nothing,
    Before::Collected,
    Before::CollectedOften,
    Before::AnotherProgram,
    Before::OlderVersion,
    Before::Both,
];

/// The program that writes a day; `cargo test` builds it beside the tests.
pub(super) fn write_day() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let path = tests.parent().unwrap().parent().unwrap().join("examples/write_day");
    assert!(path.exists(), "{} is missing: run `cargo test` without `--lib`", path.display());
    path
}

pub(super) fn strace_works() -> bool {
    let ran = Command::new("strace").args(["-f", "-o", "/dev/null", "true"]).stderr(Stdio::null()).status();
    ran.is_ok_and(|status| status.success())
}

/// An archive as it was before.
struct Scene {
    before: Before,
    template: tempfile::TempDir,
}

impl Scene {
    fn new(before: Before) -> Self {
        let template = tempfile::tempdir().unwrap();
        if before != Before::Nothing {
            assert!(Command::new(write_day()).arg(template.path()).arg("1").status().unwrap().success());
        }
        let manifest = template.path().join("2026-11-18").join(Manifest::NAME);
        match before {
            Before::AnotherProgram => fs::remove_file(manifest).unwrap(),
            Before::OlderVersion => fs::rename(&manifest, manifest.with_file_name(Manifest::OLD_NAME)).unwrap(),
            Before::Both => {
                fs::copy(&manifest, manifest.with_file_name(Manifest::OLD_NAME)).unwrap();
            }
            Before::CollectedOften => fs::write(&manifest, fs::read(&manifest).unwrap().repeat(600)).unwrap(),
            Before::Nothing | Before::Collected => {}
        }
        Self { before, template }
    }

    /// A copy to spoil.
    fn copy(&self) -> tempfile::TempDir {
        let copy = tempfile::tempdir().unwrap();
        if self.before != Before::Nothing {
            let (from, to) = (self.template.path().join("2026-11-18"), copy.path().join("2026-11-18"));
            fs::create_dir(&to).unwrap();
            for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
                fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
            }
        }
        copy
    }
}

/// How the program ended, and whether the fault came to pass.
struct Ended {
    succeeded: bool,
    faulted: bool,
}

/// Writes value 2 while the `nth` call of that name goes wrong.
fn write_with(dir: &Path, call: &str, fault: &str, nth: usize) -> Ended {
    let trace = tempfile::NamedTempFile::new().unwrap();
    let status = Command::new("strace")
        .args(["-f", "-e", &format!("trace=?{call}"), "-e", &format!("inject=?{call}:{fault}:when={nth}"), "-o"])
        .arg(trace.path())
        .arg(write_day())
        .arg(dir)
        .arg("2")
        // Cargo's search path for libraries would be a hundred calls more.
        .env_remove("LD_LIBRARY_PATH")
        .stderr(Stdio::null())
        .status()
        .unwrap();
    let injected = fs::read_to_string(trace.path()).unwrap().contains("(INJECTED)");
    Ended { succeeded: status.success(), faulted: injected || status.signal().is_some() || status.code() == Some(137) }
}

/// The value the archive holds; panics where it holds anything but one whole day or nothing.
pub(super) async fn held(dir: &Path) -> Option<f64> {
    let files = ArchiveFiles::open(dir, options()).unwrap();
    let inventory = files.inventory().await.unwrap();
    assert_eq!(inventory.left_out, []);
    let report = files.scrub().await.unwrap();
    assert_eq!(report.bad, []);
    let rows = files.read_day(day(), &"a".parse().unwrap()).await.unwrap();
    assert_eq!(inventory.files.len(), usize::from(rows.is_some()));
    let rows = rows?;
    assert_eq!(rows.len(), 1440);
    assert!(rows.iter().all(|row| row.value == rows[0].value), "a mixture");
    Some(rows[0].value)
}

/// Every call of that name, one after the other, until none is left; says how many there were.
async fn at_every(scene: &Scene, call: &str, fault: &str) -> usize {
    let before = scene.before;
    for nth in 1.. {
        let dir = scene.copy();
        let ended = write_with(dir.path(), call, fault, nth);
        if !ended.faulted {
            assert!(ended.succeeded, "{before:?} {call} {nth}");
            return nth - 1;
        }
        let old = (before != Before::Nothing).then_some(1.0);
        let held = held(dir.path()).await;
        assert!(held == old || held == Some(2.0), "{before:?}, {fault} at {call} {nth}: {held:?}");
        assert!(held == Some(2.0) || !ended.succeeded, "{before:?}, {fault} at {call} {nth}: success without the day");
        // The next attempt finds nothing in its way.
        assert!(Command::new(write_day()).arg(dir.path()).arg("2").status().unwrap().success());
        assert_eq!(self::held(dir.path()).await, Some(2.0), "{before:?}, after {fault} at {call} {nth}");
        if !fault.starts_with("signal") && !call.starts_with("unlink") {
            let left: Vec<_> = fs::read_dir(dir.path().join("2026-11-18")).unwrap().collect();
            assert_eq!(left.len(), 2, "{before:?}, {fault} at {call} {nth}: a temporary file stayed");
        }
    }
    0
}

#[tokio::test]
async fn killed_at_every_call_there_is_the_old_day_or_the_new() {
    if !strace_works() {
        println!("ignored: strace is missing or may not trace");
        return;
    }
    let mut killed = 0;
    for scene in SCENES.map(Scene::new) {
        for call in CALLS {
            killed += at_every(&scene, call, "signal=KILL").await;
        }
    }
    assert!(killed > 60, "only {killed} calls were met");
    println!("killed {killed} times");
}

#[tokio::test]
async fn failed_at_every_call_there_is_an_error_and_the_old_day_or_the_new() {
    if !strace_works() {
        println!("ignored: strace is missing or may not trace");
        return;
    }
    let faults = [
        ("ENOSPC", "write"),
        ("EIO", "fsync"),
        ("EDQUOT", "openat"),
        ("EMFILE", "openat"),
        ("EIO", "rename"),
        ("ENOSPC", "mkdir"),
        ("ENOSPC", "rename"),
        ("EIO", "write"),
        ("EIO", "unlink"),
        ("EDQUOT", "write"),
    ];
    let mut failed = 0;
    for scene in SCENES.map(Scene::new) {
        for (error, call) in faults {
            failed += at_every(&scene, call, &format!("error={error}")).await;
        }
    }
    assert!(failed > 60, "only {failed} calls were met");
    println!("failed {failed} times");
}

#[tokio::test]
async fn a_failed_write_or_flush_of_the_file_leaves_the_old_day() {
    if !strace_works() {
        println!("ignored: strace is missing or may not trace");
        return;
    }
    for (call, error) in [("write", "ENOSPC"), ("fsync", "EIO"), ("rename", "EIO")] {
        let dir = Scene::new(Before::Collected).copy();
        let ended = write_with(dir.path(), call, &format!("error={error}"), 1);
        assert!(ended.faulted && !ended.succeeded, "{call}");
        assert_eq!(held(dir.path()).await, Some(1.0), "{call}");
    }
}
