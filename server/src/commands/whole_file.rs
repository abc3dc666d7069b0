//! A file that a command writes: it appears whole or not at all.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

/// A file on its way; a script that reads it never sees half of it.
pub(super) struct WholeFile<'a> {
    path: &'a Path,
    temporary: PathBuf,
}

impl<'a> WholeFile<'a> {
    pub(super) fn at(path: &'a Path) -> Self {
        let name = path.file_name().unwrap_or_default().display();
        Self { path, temporary: path.with_file_name(format!(".{name}.tmp-{}", std::process::id())) }
    }

    /// Where to write meanwhile.
    pub(super) fn temporary(&self) -> &Path {
        &self.temporary
    }

    /// Puts what was written in its place, or removes what a failure left.
    pub(super) fn finish<T>(self, written: anyhow::Result<T>) -> anyhow::Result<T> {
        let moved = written.and_then(|value| Ok(fs::rename(&self.temporary, self.path).map(|()| value)?));
        if moved.is_err() {
            // The first failure is the one to tell.
            let _not_there = fs::remove_file(&self.temporary);
        }
        moved.with_context(|| format!("cannot write {}", self.path.display()))
    }
}
