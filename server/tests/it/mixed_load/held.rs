//! The memory, files, threads and series that a server holds.

use std::fs;

use crate::support::Promcast;

/// Counts of one moment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held {
    memory_mib: u64,
    files: usize,
    threads: usize,
    series: usize,
}

impl Held {
    /// Reads what a server holds now.
    pub(super) fn by(promcast: &Promcast) -> Self {
        let process = format!("/proc/{}", promcast.id());
        let status = fs::read_to_string(format!("{process}/status")).unwrap();
        let memory = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        let kib: u64 = memory.trim().trim_end_matches(" kB").parse().unwrap();
        let entries = |folder: &str| fs::read_dir(format!("{process}/{folder}")).unwrap().count();
        let metrics = promcast.get("/metrics").text();
        Self {
            memory_mib: kib / 1024,
            files: entries("fd"),
            threads: entries("task"),
            series: metrics.lines().filter(|line| !line.starts_with('#')).count(),
        }
    }
}

/// Fails where the end holds more than there was when every fault had been there once. Threads that may block end by themselves ten
/// seconds after their work, so that their number goes up and down within its bound; of memory the halves of the run are compared.
pub(super) fn assert_flat(held: &[Held], end: &Held) {
    let Some(first) = held.first() else { panic!("it was too short for every fault") };
    assert!(end.files <= first.files + 40, "files: {first:?}, then {end:?}");
    assert!(end.threads <= first.threads + 40, "threads: {first:?}, then {end:?}");
    // An answer of a status that was not there before is a series more, and nothing else is.
    assert!(end.series <= first.series + 60, "series: {first:?}, then {end:?}");
    let most = |part: &[Held]| part.iter().map(|held| held.memory_mib).max().unwrap_or(0);
    let (before, after) = held.split_at(held.len() / 2);
    if before.len() > 4 {
        assert!(most(after) <= most(before) + most(before) / 10 + 16, "memory: {before:?}, then {after:?}");
    }
    assert!(end.memory_mib < 1024, "{end:?}");
}
