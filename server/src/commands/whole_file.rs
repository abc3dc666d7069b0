//! A file that a command writes: it appears whole or not at all.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process;

use anyhow::Context;

/// A file on its way; a script that reads it never sees half of it.
pub(super) struct WholeFile<'a> {
    path: &'a Path,
    temporary: PathBuf,
}

impl<'a> WholeFile<'a> {
    pub(super) fn at(path: &'a Path) -> Self {
        let prefix = prefix(path);
        sweep(folder(path), &prefix);
        Self { path, temporary: path.with_file_name(format!("{prefix}{}", process::id())) }
    }

    /// Path to write to meanwhile.
    pub(super) fn temporary(&self) -> &Path {
        &self.temporary
    }

    /// Puts what was written in its place, where a loss of power leaves it, or removes what a failure left.
    pub(super) fn finish<T>(self, written: anyhow::Result<T>) -> anyhow::Result<T> {
        let moved = written.and_then(|value| Ok(self.put().map(|()| value)?));
        if moved.is_err() {
            // The first failure is the one to tell.
            let _not_there = fs::remove_file(&self.temporary);
        }
        moved.with_context(|| format!("cannot write {}", self.path.display()))
    }

    fn put(&self) -> std::io::Result<()> {
        File::open(&self.temporary)?.sync_all()?;
        fs::rename(&self.temporary, self.path)?;
        File::open(folder(self.path))?.sync_all()
    }
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The name of a file on its way, without the process at its end.
fn prefix(path: &Path) -> String {
    format!(".{}.tmp-", path.file_name().unwrap_or_default().display())
}

/// Removes what processes that were killed left on its way. What cannot be listed or removed stays, and harms nobody.
fn sweep(folder: &Path, prefix: &str) {
    let is_left = |name: &str| {
        let process = name.strip_prefix(prefix).and_then(|process| process.parse::<u32>().ok());
        process.is_some_and(|process| !Path::new("/proc").join(process.to_string()).exists())
    };
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_str().is_some_and(is_left) {
            let _stays = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_process_left_goes_and_what_others_write_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        // No process has an id so large.
        let left = ".a.csv.tmp-4294967295";
        let others = [".a.csv.tmp-1", ".b.csv.tmp-4294967295", ".a.csv.tmp-notes", "a.csv"];
        [left].iter().chain(&others).for_each(|name| fs::write(folder.path().join(name), "old").unwrap());
        let file = WholeFile::at(&path);
        assert!(!folder.path().join(left).exists());
        assert!(others.iter().all(|name| folder.path().join(name).exists()));
        fs::write(file.temporary(), "new").unwrap();
        file.finish(Ok(())).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        let failed = WholeFile::at(&path).finish::<()>(Err(anyhow::anyhow!("no room")));
        assert!(format!("{:#}", failed.unwrap_err()).contains("a.csv: no room"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), others.len());
    }
}
