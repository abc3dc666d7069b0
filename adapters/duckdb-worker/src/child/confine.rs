//! Confines the child before DuckDB opens: no files but the archive, no network, no other programs, bounded memory.
//! The order matters: a thread that is started later inherits the limits, one that was started before would not.

use std::fs;
use std::path::Path;

use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, CompatLevel, Compatible, PathBeneath, PathFd, RestrictionStatus,
    Ruleset, RulesetAttr, RulesetCreated, RulesetCreatedAttr, RulesetError, RulesetStatus, Scope,
};
use nix::sys::resource::{Resource, setrlimit};

use super::{ChildError, syscalls};
use crate::protocol::SetUp;

/// Files by which DuckDB learns how many processors and how much memory it may use. It aborts without the number of processors.
const MACHINE: [&str; 5] =
    ["/proc/self/cgroup", "/proc/stat", "/proc/meminfo", "/sys/devices/system/cpu/online", "/sys/fs/cgroup"];

/// Files that are open at once: one a thread and Parquet file.
const OPEN_FILES: u64 = 4096;

/// The newest rules that were thought through. An older kernel holds those it knows.
const NEWEST: ABI = ABI::V7;

/// Confines this process for good. It has one thread still.
pub(super) fn confine(set_up: &SetUp) -> Result<(), ChildError> {
    close_inherited();
    nix::sys::prctl::set_no_new_privs().map_err(|error| refused("no new privileges", error))?;
    // A session leader already has one of its own.
    let _ = nix::unistd::setsid();
    go_to(&set_up.root)?;
    limit_resources(set_up.memory_mib)?;
    match (restrict_files(&set_up.root), set_up.may_be_weak) {
        (Ok(status), _) if status.ruleset != RulesetStatus::NotEnforced => {}
        (Ok(_) | Err(_), true) => {}
        (Ok(_), false) => return Err(ChildError::Confine("the kernel has no Landlock".to_owned())),
        (Err(error), false) => return Err(ChildError::Confine(error.to_string())),
    }
    match (syscalls::restrict(), set_up.may_be_weak) {
        (Err(error), false) => Err(ChildError::Confine(error)),
        _ => Ok(()),
    }
}

/// Checks that the kernel has Landlock; restricts nothing.
pub(crate) fn probe() -> Result<(), String> {
    ruleset().map(drop).map_err(|error| error.to_string())
}

/// Bounds the CPU time of a process that answers only once: it ends even if whoever should kill it cannot.
pub(super) fn limit_cpu(seconds: Option<u64>) -> Result<(), ChildError> {
    let Some(seconds) = seconds else { return Ok(()) };
    setrlimit(Resource::RLIMIT_CPU, seconds, seconds).map_err(|error| refused("a limit of CPU time", error))
}

fn refused(what: &str, error: nix::Error) -> ChildError {
    ChildError::Confine(format!("{what}: {error}"))
}

/// Closes what the server may have had open when it was started itself.
fn close_inherited() {
    let Ok(entries) = fs::read_dir("/proc/self/fd") else { return };
    let open: Vec<i32> = entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok()).collect();
    for number in open.into_iter().filter(|number| *number > 2) {
        // One of them was the list itself, which is closed by now.
        let _ = nix::unistd::close(number);
    }
}

/// To the folder the archive lies in, so that `FROM 'data/…'` finds it.
fn go_to(root: &Path) -> Result<(), ChildError> {
    let folder = root.parent().unwrap_or(root);
    std::env::set_current_dir(folder).map_err(|error| ChildError::Confine(format!("{}: {error}", folder.display())))
}

fn limit_resources(memory_mib: u64) -> Result<(), ChildError> {
    let most = own_size().saturating_add(memory_mib << 20);
    let limits = [
        (Resource::RLIMIT_AS, most),
        (Resource::RLIMIT_FSIZE, 0),
        (Resource::RLIMIT_CORE, 0),
        (Resource::RLIMIT_NOFILE, OPEN_FILES),
    ];
    for (resource, limit) in limits {
        let (_, hard) = nix::sys::resource::getrlimit(resource).map_err(|error| refused("limits", error))?;
        let limit = limit.min(hard);
        setrlimit(resource, limit, limit).map_err(|error| refused("limits", error))?;
    }
    Ok(())
}

/// The address space the program and its libraries take, in bytes.
fn own_size() -> u64 {
    let pages =
        fs::read_to_string("/proc/self/statm").ok().and_then(|text| text.split(' ').next()?.parse::<u64>().ok());
    pages.unwrap_or(0).saturating_mul(4096)
}

fn ruleset() -> Result<RulesetCreated, RulesetError> {
    Ruleset::default()
        .set_compatibility(CompatLevel::HardRequirement)
        .handle_access(AccessFs::from_all(ABI::V1))?
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(NEWEST))?
        .handle_access(AccessNet::from_all(NEWEST))?
        .scope(Scope::from_all(NEWEST))?
        .create()
}

fn restrict_files(root: &Path) -> Result<RestrictionStatus, RulesetError> {
    let read: BitFlags<AccessFs> = AccessFs::ReadFile | AccessFs::ReadDir;
    let root = PathFd::new(root).map(|root| PathBeneath::new(root, read));
    let mut rules = ruleset()?;
    if let Ok(root) = root {
        rules = rules.add_rule(root)?;
    }
    for path in MACHINE {
        let Ok(opened) = PathFd::new(path) else { continue };
        let access = if Path::new(path).is_dir() { read } else { AccessFs::ReadFile.into() };
        rules = rules.add_rule(PathBeneath::new(opened, access))?;
    }
    rules.restrict_self()
}
