//! Parses the traces of strace, and finds calls that must not be there once a process is confined.

use std::collections::BTreeMap;
use std::path::Path;

/// Files by which DuckDB learns about the machine.
const MACHINE: [&str; 5] =
    ["/proc/self/cgroup", "/proc/stat", "/proc/meminfo", "/sys/devices/system/cpu/online", "/sys/fs/cgroup"];

/// The pipe to whoever asks: a process may have what is its own.
const OWN_PIPE: [&str; 2] = ["/dev/stdin", "/proc/self/fd/0"];

/// Calls that never succeed.
const NEVER: [&str; 25] = [
    "socket(",
    "socketpair(",
    "connect(",
    "bind(",
    "listen(",
    "execve(",
    "execveat(",
    "fork(",
    "vfork(",
    "creat(",
    "unlink",
    "rename",
    "mkdir",
    "rmdir(",
    "link(",
    "linkat(",
    "symlink",
    "mknod",
    "chmod",
    "fchmod",
    "chown",
    "truncate(",
    "ftruncate(",
    "utime",
    "mount(",
];

/// Lines of the traces that are breaches: of processes over the archive `base/data`.
pub(super) fn breaches(traces: &[String], base: &Path) -> Vec<String> {
    assert!(traces.len() > 100, "{} processes were traced", traces.len());
    traces.iter().flat_map(|trace| confined(trace).into_iter().filter(|call| is_breach(call, base))).collect()
}

/// The calls after the process gave everything up.
fn confined(trace: &str) -> Vec<String> {
    let calls = whole_calls(trace);
    let gave_up = |call: &String| call.starts_with("prctl(PR_SET_SECCOMP") || call.starts_with("seccomp(");
    let Some(last) = calls.iter().rposition(gave_up) else {
        // One that was not needed any more when it had hardly begun. The first thread starts when it is confined.
        assert!(!calls.iter().any(|call| call.starts_with("clone")), "a process was never confined: {calls:#?}");
        return Vec::new();
    };
    calls[last + 1..].to_vec()
}

/// Calls with their results, also those that another thread's interrupted.
fn whole_calls(trace: &str) -> Vec<String> {
    let mut begun: BTreeMap<&str, &str> = BTreeMap::new();
    let mut calls = Vec::new();
    for line in trace.lines() {
        let Some((thread, call)) = line.trim_start().split_once(' ') else { continue };
        let call = call.trim_start();
        if let Some(begin) = call.strip_suffix("<unfinished ...>") {
            begun.insert(thread, begin);
        } else if let Some((_, end)) = call.split_once("resumed>").filter(|_| call.starts_with("<...")) {
            calls.push(format!("{}{end}", begun.remove(thread).unwrap_or_default()));
        } else {
            calls.push(call.to_owned());
        }
    }
    // What was never answered ended with its process.
    calls
}

fn is_breach(call: &str, base: &Path) -> bool {
    if call.contains(") = -1 ") || call.contains(") = ?") || !call.contains('(') {
        return false;
    }
    if NEVER.iter().any(|never| call.starts_with(never)) {
        return true;
    }
    if call.starts_with("clone") {
        return !call.contains("CLONE_THREAD");
    }
    call.starts_with("open") && !is_reading(call, base)
}

/// Returns true if a call opens a file of the archive, of the machine, or the process's own pipe, to read it.
fn is_reading(call: &str, base: &Path) -> bool {
    let path = call.split('"').nth(1).unwrap_or_default();
    let (root, relative) = (format!("{}/data", base.display()), "data");
    let is_below = |folder: &str| path == folder || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    let is_ours = is_below(&root) || is_below(relative) || MACHINE.iter().chain(&OWN_PIPE).any(|known| is_below(known));
    let writes = ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC"].iter().any(|flag| call.contains(flag));
    is_ours && !path.contains("..") && !writes
}

#[test]
fn breaches_are_seen() {
    let trace = |call: &str| {
        format!("7 openat(AT_FDCWD, \"/etc/x\", O_RDONLY) = 3\n7 prctl(PR_SET_SECCOMP, 2, 0x1) = 0\n7 {call}\n")
    };
    let seen = |call: &str| confined(&trace(call)).iter().any(|call| is_breach(call, Path::new("/b")));
    for call in [
        "openat(AT_FDCWD, \"/etc/passwd\", O_RDONLY) = 3",
        "openat(AT_FDCWD, \"/b/data/x\", O_RDWR|O_CREAT) = 3",
        "openat(AT_FDCWD, \"/b/data/../x\", O_RDONLY) = 3",
        "openat(AT_FDCWD, \"/b/data-sibling/x\", O_RDONLY) = 3",
        "openat(AT_FDCWD, \"/etc/x\", O_RDONLY <unfinished ...>\n8 close(1) = 0\n7 <... openat resumed>) = 4",
        "socket(AF_INET, SOCK_STREAM, 0) = 3",
        "execve(\"/bin/sh\", [], 0x1) = 0",
        "clone(child_stack=NULL, flags=CLONE_CHILD_SETTID) = 9",
        "unlink(\"/b/data/x\") = 0",
    ] {
        assert!(seen(call), "{call}");
    }
    for call in [
        "openat(AT_FDCWD, \"/etc/passwd\", O_RDONLY) = -1 EACCES (Permission denied)",
        "openat(AT_FDCWD, \"data/2023-04-01/a.parquet\", O_RDONLY) = 3",
        "socket(AF_INET, SOCK_STREAM, 0) = -1 EPERM (Operation not permitted)",
        "newfstatat(AT_FDCWD, \"/etc/passwd\", {}, 0) = 0",
    ] {
        assert!(!seen(call), "{call}");
    }
}
