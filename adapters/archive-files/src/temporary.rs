//! A file on its way to its name.

use std::fmt::Display;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::root::Root;

const SUFFIX: &str = ".tmp";

/// A file that is removed unless it is given its name.
#[derive(Debug)]
pub(crate) struct Temporary {
    root: Root,
    /// Its path below the archive's folder.
    pub(crate) below: String,
}

impl Temporary {
    /// Creates an empty one for a proxy or a day.
    pub(crate) fn create(root: &Root, folder: &str, of: &(impl Display + ?Sized)) -> io::Result<(Self, File)> {
        let below = format!("{folder}/{}", unique_name(of));
        let file = OpenOptions::new().write(true).create_new(true).open(root.path(&below)?)?;
        Ok((Self { root: root.clone(), below }, file))
    }

    /// Writes the bytes of a proxy or a day and flushes them to the disk. After an error nothing of this file is used again.
    pub(crate) fn write(root: &Root, folder: &str, of: &(impl Display + ?Sized), bytes: &[u8]) -> io::Result<Self> {
        let (temporary, mut file) = Self::create(root, folder, of)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        Ok(temporary)
    }

    /// Gives the file its name, in place of whatever has it.
    pub(crate) fn rename(self, to: &Path) -> io::Result<()> {
        fs::rename(self.root.path(&self.below)?, to)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // After the rename this finds nothing, and after a failure there is nobody left to tell.
        let _ = self.root.path(&self.below).and_then(fs::remove_file);
    }
}

/// Returns true if the name is that of a temporary file, of this process or of one that died.
pub(crate) fn is_temporary(name: &str) -> bool {
    name.starts_with('.') && name.ends_with(SUFFIX)
}

fn unique_name(of: &(impl Display + ?Sized)) -> String {
    static WRITTEN: AtomicU64 = AtomicU64::new(0);
    format!(".{of}.{}-{}{SUFFIX}", process::id(), WRITTEN.fetch_add(1, Ordering::Relaxed))
}
