//! Killed, and failed, at every call that changes the disk: afterwards there is the old day or the new one, and nothing else.

use std::fs;
use std::path::Path;

use archive::Manifest;
use service::Archive;
use service::fakes::WholeDays;

use super::support::{day, options};
use super::traced::{CALLS, change, change_with, strace_works};
use crate::ArchiveFiles;

/// The change that goes wrong.
const SECOND: [&str; 2] = ["write", "2"];

/// State of the archive before the change.
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

/// An archive as it was before.
struct Scene {
    before: Before,
    template: tempfile::TempDir,
}

impl Scene {
    fn new(before: Before) -> Self {
        let template = tempfile::tempdir().unwrap();
        if before != Before::Nothing {
            change(template.path(), &["write", "1"]);
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
        let ended = change_with(dir.path(), &SECOND, call, fault, nth);
        if !ended.faulted {
            assert!(ended.succeeded, "{before:?} {call} {nth}");
            return nth - 1;
        }
        let old = (before != Before::Nothing).then_some(1.0);
        let held = held(dir.path()).await;
        assert!(held == old || held == Some(2.0), "{before:?}, {fault} at {call} {nth}: {held:?}");
        assert!(held == Some(2.0) || !ended.succeeded, "{before:?}, {fault} at {call} {nth}: success without the day");
        // The next attempt finds nothing in its way.
        change(dir.path(), &SECOND);
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
        return;
    }
    for (call, error) in [("write", "ENOSPC"), ("fsync", "EIO"), ("rename", "EIO")] {
        let dir = Scene::new(Before::Collected).copy();
        let ended = change_with(dir.path(), &SECOND, call, &format!("error={error}"), 1);
        assert!(ended.faulted && !ended.succeeded, "{call}");
        assert_eq!(held(dir.path()).await, Some(1.0), "{call}");
    }
}
