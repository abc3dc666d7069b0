//! Locks on what a server or a collector writes to: two of them on one path would undo what the other did.

use std::fs;
use std::path::Path;

use anyhow::{Context, anyhow};
use kept_files::{PathLock, PathLockError};

use crate::config::Config;

const STORAGE: &str = ".promcast.lock";
const COLLECTING: &str = ".collect.lock";

/// Locks that are held until the process ends.
#[derive(Debug, Default)]
pub(crate) struct Locks {
    held: Vec<PathLock>,
}

impl Locks {
    /// Takes those of a server: its storage path, its checkpoint where that is elsewhere, and its archive where it collects.
    pub(crate) fn of_server(config: &Config) -> anyhow::Result<Self> {
        let mut locks = Self::default();
        let storage = &config.storage_path;
        let advice = "end that one, or give this one a folder of its own with --storage.path";
        locks.add(storage, PathLock::of_folder(made(storage), STORAGE, "serve"), "the storage path", advice)?;
        if !lies_in(&config.checkpoint_path, storage) {
            let advice = "end that one, or give this one a file of its own with --checkpoint.path";
            let lock = PathLock::of_file(&config.checkpoint_path, "serve");
            locks.add(&config.checkpoint_path, lock, "the checkpoint", advice)?;
        }
        if config.collector.is_some() {
            let advice = "end that one, or give this one a folder of its own as storage.outputDir";
            locks.add_archive(config, "serve", advice)?;
        }
        Ok(locks)
    }

    /// Takes that of a collector: its archive.
    pub(crate) fn of_collector(config: &Config) -> anyhow::Result<Self> {
        let mut locks = Self::default();
        let advice = "end that one first; a server collects by itself what is due, and other days on its page /archive, tab Days";
        locks.add_archive(config, "collect", advice)?;
        Ok(locks)
    }

    fn add_archive(&mut self, config: &Config, command: &str, advice: &str) -> anyhow::Result<()> {
        let folder = &config.archive.folder;
        self.add(folder, PathLock::of_folder(made(folder), COLLECTING, command), "the archive in", advice)
    }

    fn add(
        &mut self,
        path: &Path,
        lock: Result<Option<PathLock>, PathLockError>,
        what: &str,
        advice: &str,
    ) -> anyhow::Result<()> {
        match lock {
            Ok(Some(lock)) => self.held.push(lock),
            Ok(None) => tracing::warn!(path = %path.display(), "{what} is not locked: nothing can be written there"),
            Err(PathLockError::Held { path, holder }) => {
                return Err(anyhow!("{what} {path} is in use by {holder}: {advice}"));
            }
            Err(error @ PathLockError::Io { .. }) => {
                return Err(error).with_context(|| format!("{what} {} cannot be used", path.display()));
            }
        }
        Ok(())
    }
}

/// The folder, made where it is missing. Where that fails, whoever opens it next says so.
fn made(folder: &Path) -> &Path {
    let _made = fs::create_dir_all(folder);
    folder
}

fn lies_in(file: &Path, folder: &Path) -> bool {
    let above = file.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    above == folder
        || above.canonicalize().ok().zip(folder.canonicalize().ok()).is_some_and(|(above, folder)| above == folder)
}
