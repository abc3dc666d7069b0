//! The power fails after any call: what was not flushed may be gone, files may be torn, and the archive holds the old day or the new.
//!
//! The calls of a real run are recorded by strace and played into a model of a disk, which keeps of everything that was not flushed as
//! much as a seed says: each file's bytes to some length, each change of a folder or not. `PROMCAST_SOAK=1` takes more seeds.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use service::fakes::{Dice, soak};

use super::crash::held;
use super::traced::{change, change_archive, strace_works};

/// A call that changes the disk; paths are below the archive's folder.
#[derive(Clone, Debug)]
enum Call {
    Open { path: String, is_new: bool },
    Write { path: String, bytes: Vec<u8> },
    Flush { path: String },
    Rename { from: String, to: String },
    Unlink { path: String },
    MakeFolder { path: String },
}

/// Bytes of a file: those there are, and how many of them are flushed.
#[derive(Clone, Default)]
struct Node {
    bytes: Vec<u8>,
    flushed: usize,
}

/// A name that a folder gets (with the file behind it) or loses.
#[derive(Clone)]
struct Change {
    name: String,
    node: Option<usize>,
}

#[derive(Clone, Default)]
struct Disk {
    nodes: Vec<Node>,
    /// As a program sees it.
    names: BTreeMap<String, usize>,
    /// As the disk has it for certain.
    flushed: BTreeMap<String, usize>,
    changes: Vec<Change>,
    /// Names of folders; those of an archive lie at its top.
    folders: BTreeSet<String>,
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

impl Disk {
    /// Reads a folder, all of it flushed.
    fn of(root: &Path) -> Self {
        let mut disk = Self::default();
        for folder in fs::read_dir(root).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_dir()) {
            let name = folder.file_name().into_string().unwrap();
            for file in fs::read_dir(folder.path()).unwrap().map(Result::unwrap) {
                let bytes = fs::read(file.path()).unwrap();
                disk.nodes.push(Node { flushed: bytes.len(), bytes });
                disk.names.insert(format!("{name}/{}", file.file_name().into_string().unwrap()), disk.nodes.len() - 1);
            }
            disk.make_folder(&name);
        }
        disk.flushed = disk.names.clone();
        disk.changes.clear();
        disk
    }

    fn change(&mut self, name: &str, node: Option<usize>) {
        match node {
            Some(node) => drop(self.names.insert(name.to_owned(), node)),
            None => drop(self.names.remove(name)),
        }
        self.changes.push(Change { name: name.to_owned(), node });
    }

    fn make_folder(&mut self, path: &str) {
        self.folders.insert(path.to_owned());
        self.nodes.push(Node::default());
        self.change(path, Some(self.nodes.len() - 1));
    }

    fn play(&mut self, call: &Call) {
        match call {
            Call::Open { path, is_new } => {
                if *is_new && !self.names.contains_key(path) {
                    self.nodes.push(Node::default());
                    self.change(path, Some(self.nodes.len() - 1));
                }
            }
            Call::Write { path, bytes } => {
                if let Some(node) = self.names.get(path) {
                    self.nodes[*node].bytes.extend(bytes);
                }
            }
            Call::Flush { path } if path.is_empty() || self.folders.contains(path) => self.flush_folder(path),
            Call::Flush { path } => {
                if let Some(node) = self.names.get(path) {
                    self.nodes[*node].flushed = self.nodes[*node].bytes.len();
                }
            }
            Call::Rename { from, to } => {
                if let Some(node) = self.names.get(from).copied() {
                    self.change(to, Some(node));
                    self.change(from, None);
                }
            }
            Call::Unlink { path } => self.change(path, None),
            Call::MakeFolder { path } => self.make_folder(path),
        }
    }

    fn flush_folder(&mut self, path: &str) {
        let (of_folder, rest): (Vec<_>, Vec<_>) =
            self.changes.drain(..).partition(|change| folder_of(&change.name) == path);
        self.changes = rest;
        of_folder.into_iter().for_each(|change| apply(&mut self.flushed, change));
    }

    /// Cuts the power: the files that are left.
    fn cut(&self, dice: &mut Dice) -> BTreeMap<String, Vec<u8>> {
        let mut names = self.flushed.clone();
        for change in self.changes.iter().filter(|_| dice.below(2) == 0) {
            apply(&mut names, change.clone());
        }
        let bytes = |node: usize, dice: &mut Dice| {
            let Node { bytes, flushed } = &self.nodes[node];
            let unflushed = bytes.len() - flushed;
            bytes[..flushed + dice.index(unflushed + 1)].to_vec()
        };
        // What lies in a folder that is gone is gone with it.
        let is_there = |name: &str| folder_of(name).is_empty() || names.contains_key(folder_of(name));
        let files = names.iter().filter(|(name, _)| !self.folders.contains(*name) && is_there(name));
        files.map(|(name, node)| (name.clone(), bytes(*node, dice))).collect()
    }
}

fn apply(names: &mut BTreeMap<String, usize>, change: Change) {
    match change.node {
        Some(node) => drop(names.insert(change.name, node)),
        None => drop(names.remove(&change.name)),
    }
}

/// A text of which every byte is written as `\xNN`.
fn unescaped(text: &str) -> Vec<u8> {
    text.split("\\x").skip(1).map(|byte| u8::from_str_radix(&byte[..2], 16).unwrap()).collect()
}

/// The calls of a run that writes value 2.
fn recorded(dir: &Path) -> Vec<Call> {
    let trace = tempfile::NamedTempFile::new().unwrap();
    let calls = "trace=?openat,?write,?fsync,?fdatasync,?rename,?renameat,?renameat2,?unlink,?mkdir";
    let status = Command::new("strace")
        .args(["-f", "-xx", "-s", "1000000", "-e", calls, "-y", "-o"])
        .arg(trace.path())
        .arg(change_archive())
        .arg(dir)
        .args(["write", "2"])
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    let text = fs::read_to_string(trace.path()).unwrap();
    text.lines().filter_map(|line| call(line, dir)).collect()
}

/// A line of the trace as a call, where it is one on the archive that succeeded.
fn call(line: &str, dir: &Path) -> Option<Call> {
    let (before, result) = line.rsplit_once(" = ")?;
    let (name, arguments) = before.split_once('(')?;
    let name = name.rsplit(' ').next()?;
    if result.starts_with('-') {
        return None;
    }
    let below = |path: &str| {
        let path = PathBuf::from(String::from_utf8(unescaped(path)).unwrap());
        path.strip_prefix(dir).ok().map(|below| below.to_str().unwrap().to_owned())
    };
    let quoted: Vec<&str> = arguments.split('"').skip(1).step_by(2).collect();
    let of_descriptor = || below(arguments.split_once('<')?.1.split_once('>')?.0);
    Some(match name {
        "openat" => Call::Open { path: below(quoted.first()?)?, is_new: arguments.contains("O_CREAT") },
        "write" => Call::Write { path: of_descriptor()?, bytes: unescaped(quoted.first()?) },
        "fsync" | "fdatasync" => Call::Flush { path: of_descriptor()? },
        "rename" | "renameat" | "renameat2" => {
            Call::Rename { from: below(quoted.first()?)?, to: below(quoted.get(1)?)? }
        }
        "unlink" => Call::Unlink { path: below(quoted.first()?)? },
        "mkdir" => Call::MakeFolder { path: below(quoted.first()?)? },
        _ => return None,
    })
}

#[tokio::test]
async fn after_a_power_failure_there_is_the_old_day_or_the_new() {
    if !strace_works() {
        return;
    }
    let seeds = if soak::is_on() { 400 } else { 8 };
    let mut cuts = 0;
    for has_day in [false, true] {
        let dir = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(dir.path()).unwrap();
        if has_day {
            change(&root, &["write", "1"]);
        }
        let mut disk = Disk::of(&root);
        let calls = recorded(&root);
        assert!(calls.len() > 12, "{calls:?}");
        for played in 0..=calls.len() {
            if played > 0 {
                disk.play(&calls[played - 1]);
            }
            for seed in 0..seeds {
                let case = format!("seed {seed}, day before: {has_day}, after call {played} of {}", calls.len());
                let left = tempfile::tempdir().unwrap();
                for (name, bytes) in disk.cut(&mut Dice::new(seed)) {
                    let path = left.path().join(&name);
                    fs::create_dir_all(path.parent().unwrap()).unwrap();
                    fs::write(path, bytes).unwrap();
                }
                let held = held(left.path()).await;
                let old = has_day.then_some(1.0);
                assert!(held == old || held == Some(2.0), "{case}: {held:?}");
                assert!(played < calls.len() || held == Some(2.0), "{case}: it had said that it is kept");
                cuts += 1;
            }
        }
    }
    println!("{cuts} power failures, seeds 0 to {}", seeds - 1);
}
