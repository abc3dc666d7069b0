//! A lock on a folder, or on a file, that one process at a time writes to. The operating system gives it back when the process
//! ends, however it ends.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::Path;
use std::process;

/// A note of who holds it is no longer.
const MOST_NOTE_BYTES: u64 = 200;

/// A lock that is held until it is dropped.
#[derive(Debug)]
pub struct PathLock {
    _file: File,
}

/// A lock that was not taken.
#[derive(Debug, thiserror::Error)]
pub enum PathLockError {
    /// Another process has it.
    #[error("{path} is in use by {holder}")]
    Held {
        /// The folder or file that is locked.
        path: String,
        /// The process that has it: `promcast serve, process 4711`.
        holder: String,
    },
    /// The lock's file cannot be used.
    #[error("cannot lock {path} by the file {file}")]
    Io {
        /// The folder or file to lock.
        path: String,
        /// The lock's file.
        file: String,
        /// The operating system's error.
        #[source]
        source: io::Error,
    },
}

impl PathLock {
    /// Locks a folder by the file `name` in it, for a command such as `serve`. `None` where the folder is missing, nobody can write
    /// to it, or its file system knows no locks. Blocks.
    ///
    /// # Errors
    /// Another process has it, or something that is no file is in the lock's place.
    pub fn of_folder(folder: &Path, name: &str, command: &str) -> Result<Option<Self>, PathLockError> {
        Self::take(folder, &folder.join(name), command)
    }

    /// Locks a file, which may be missing, by another one beside it. `None` as above.
    ///
    /// # Errors
    /// As above.
    pub fn of_file(file: &Path, command: &str) -> Result<Option<Self>, PathLockError> {
        let Some(name) = file.file_name() else { return Ok(None) };
        Self::take(file, &file.with_file_name(format!(".{}.lock", name.to_string_lossy())), command)
    }

    fn take(path: &Path, lock: &Path, command: &str) -> Result<Option<Self>, PathLockError> {
        let failed =
            |source| PathLockError::Io { path: path.display().to_string(), file: lock.display().to_string(), source };
        let Some(mut file) = open(lock).map_err(failed)? else { return Ok(None) };
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(PathLockError::Held { path: path.display().to_string(), holder: holder(file) });
            }
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
        // On a full disk nobody is named, and the lock holds all the same.
        let _named = name_holder(&mut file, command);
        Ok(Some(Self { _file: file }))
    }
}

/// The lock's file; `None` where it is not there and cannot be.
fn open(lock: &Path) -> io::Result<Option<File>> {
    match fs::symlink_metadata(lock) {
        Ok(there) if !there.is_file() => return Err(io::Error::new(ErrorKind::InvalidInput, "it is not a file")),
        _ => {}
    }
    match OpenOptions::new().read(true).write(true).create(true).truncate(false).open(lock) {
        Ok(file) => Ok(Some(file)),
        // Who holds a lock on what can only be read is found all the same.
        Err(error) if is_read_only(&error) => Ok(File::open(lock).ok()),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(error),
    }
}

fn is_read_only(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem)
}

fn name_holder(file: &mut File, command: &str) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(format!("promcast {command}, process {}\n", process::id()).as_bytes())
}

/// Reads from a lock's file which process has it.
fn holder(file: File) -> String {
    let mut note = String::new();
    let read = file.take(MOST_NOTE_BYTES).read_to_string(&mut note);
    let note: String = note.lines().next().unwrap_or_default().chars().filter(|c| !c.is_control()).collect();
    match read.is_ok() && !note.is_empty() {
        true => note,
        false => "another process".to_owned(),
    }
}
