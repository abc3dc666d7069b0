//! A file that appears whole or not at all: written under another name, flushed to the disk, then renamed.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

/// What stands in the name of a file that is still being written.
const TEMPORARY: &str = ".tmp-";

/// Writes `{stem}.json` in `folder`. When this returns, a crash does not lose it; when it fails, nothing stays behind.
///
/// # Errors
/// What the operating system says.
pub(crate) fn write(folder: &Path, stem: &str, bytes: &[u8]) -> io::Result<()> {
    let temporary = Temporary::create(folder, stem, bytes)?;
    fs::rename(&temporary.0, folder.join(format!("{stem}.json")))?;
    sync_folder(folder)
}

/// Flushes a folder's entries to the disk: only then is a rename in it safe from a crash.
///
/// # Errors
/// What the operating system says.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Whether a file of that name was being written, by this process or by one that died.
pub(crate) fn is_temporary(file_name: &str) -> bool {
    file_name.starts_with('.') && file_name.contains(TEMPORARY)
}

/// A file on its way; once renamed there is nothing left to remove.
struct Temporary(PathBuf);

impl Temporary {
    fn create(folder: &Path, stem: &str, bytes: &[u8]) -> io::Result<Self> {
        let path = folder.join(unique_name(stem));
        let mut file = OpenOptions::new().write(true).create_new(true).open(&path)?;
        let temporary = Self(path);
        file.write_all(bytes)?;
        file.sync_all()?;
        Ok(temporary)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // After the rename this finds nothing, and after a failure there is nobody left to tell.
        let _ = fs::remove_file(&self.0);
    }
}

/// Two writers of one forecast must not share a temporary file, be they threads or processes.
fn unique_name(stem: &str) -> String {
    static WRITTEN: AtomicU64 = AtomicU64::new(0);
    let count = WRITTEN.fetch_add(1, Ordering::Relaxed);
    format!(".{stem}{TEMPORARY}{}-{count}", process::id())
}
