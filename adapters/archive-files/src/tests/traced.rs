//! The program that changes an archive, run under strace, which makes one of its calls go wrong.

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The calls that change a disk.
pub(super) const CALLS: [&str; 14] = [
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

/// Tells whether strace may trace here; says so where it may not.
pub(super) fn strace_works() -> bool {
    let ran = Command::new("strace").args(["-f", "-o", "/dev/null", "true"]).stderr(Stdio::null()).status();
    let works = ran.is_ok_and(|status| status.success());
    if !works {
        println!("ignored: strace is missing or may not trace");
    }
    works
}

/// The example that changes an archive; `cargo test` builds it beside the tests.
pub(super) fn change_archive() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let path = tests.parent().unwrap().parent().unwrap().join("examples/change_archive");
    assert!(path.exists(), "{} is missing: run `cargo test` without `--lib`", path.display());
    path
}

/// Changes an archive, and nothing goes wrong.
pub(super) fn change(dir: &Path, change: &[&str]) {
    assert!(Command::new(change_archive()).arg(dir).args(change).status().unwrap().success(), "{change:?}");
}

/// The end of the program, and whether the fault came to pass.
pub(super) struct Ended {
    pub(super) succeeded: bool,
    pub(super) faulted: bool,
}

/// Changes an archive while the `nth` call of that name goes wrong.
pub(super) fn change_with(dir: &Path, change: &[&str], call: &str, fault: &str, nth: usize) -> Ended {
    let trace = tempfile::NamedTempFile::new().unwrap();
    let status = Command::new("strace")
        .args(["-f", "-e", &format!("trace=?{call}"), "-e", &format!("inject=?{call}:{fault}:when={nth}"), "-o"])
        .arg(trace.path())
        .arg(change_archive())
        .arg(dir)
        .args(change)
        // Cargo's search path for libraries would be a hundred calls more.
        .env_remove("LD_LIBRARY_PATH")
        .stderr(Stdio::null())
        .status()
        .unwrap();
    let injected = fs::read_to_string(trace.path()).unwrap().contains("(INJECTED)");
    Ended { succeeded: status.success(), faulted: injected || status.signal().is_some() || status.code() == Some(137) }
}
