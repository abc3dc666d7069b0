//! A file that appears whole or not at all: written under another name, flushed to the disk, then renamed.

use std::fs::{self, DirEntry, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Part of the name of a file that is still being written.
const TEMPORARY: &str = ".tmp-";

/// A file still under its temporary name after this long was left by a process that died.
const LEFTOVER_AGE: Duration = Duration::from_secs(3600);

/// Creates the folder `name` in `dir` where it is missing, and removes what a crash left in it.
///
/// # Errors
/// The operating system's error.
pub(crate) fn open_folder(dir: &Path, name: &str) -> io::Result<PathBuf> {
    let folder = dir.join(name);
    fs::create_dir_all(&folder)?;
    sync_folder(dir)?;
    for entry in fs::read_dir(&folder)? {
        let entry = entry?;
        if is_leftover(&entry) {
            remove(&entry.path())?;
        }
    }
    Ok(folder)
}

/// Writes the file `name` in `folder`. When this returns, a crash does not lose it; when it fails, nothing stays behind.
///
/// # Errors
/// The operating system's error.
pub(crate) fn write(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let temporary = Temporary::create(folder, name, bytes)?;
    fs::rename(&temporary.0, folder.join(name))?;
    sync_folder(folder)
}

/// Writes a file in `folder` as [`write`] does, but for the rename, and removes it.
///
/// # Errors
/// The operating system's error.
pub(crate) fn try_writing(folder: &Path, bytes: &[u8]) -> io::Result<()> {
    Temporary::create(folder, "probe", bytes)?;
    sync_folder(folder)
}

/// Removes a file that somebody else may just have removed.
///
/// # Errors
/// The operating system's error.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Flushes a folder's entries to the disk: only then is a rename in it safe from a crash.
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Old enough, that is: a young one belongs to a writer at work. One whose age cannot be told is left alone.
fn is_leftover(entry: &DirEntry) -> bool {
    let age = || entry.metadata().ok()?.modified().ok()?.elapsed().ok();
    entry.file_name().to_str().is_some_and(is_temporary) && age().is_some_and(|age| age > LEFTOVER_AGE)
}

/// Returns true if the name is that of a temporary file, of this process or of one that died.
fn is_temporary(file_name: &str) -> bool {
    file_name.starts_with('.') && file_name.contains(TEMPORARY)
}

/// A file on its way; once renamed there is nothing left to remove.
struct Temporary(PathBuf);

impl Temporary {
    fn create(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<Self> {
        let path = folder.join(unique_name(name));
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

/// Two writers of one file must not share a temporary file, be they threads or processes.
fn unique_name(name: &str) -> String {
    static WRITTEN: AtomicU64 = AtomicU64::new(0);
    let count = WRITTEN.fetch_add(1, Ordering::Relaxed);
    format!(".{name}{TEMPORARY}{}-{count}", process::id())
}
