//! One writer at a time, be they threads or processes.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::root::Root;

const NAME: &str = ".lock";
const PATIENCE: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(5);

/// The archive's lock where nobody has it.
pub(crate) fn hold_if_free(root: &Root) -> io::Result<Option<File>> {
    let file = open(root)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

fn open(root: &Root) -> io::Result<File> {
    OpenOptions::new().write(true).create(true).truncate(false).open(root.path(NAME)?)
}

/// Waits for the archive's lock; it is given back when the file is dropped, also by a crash.
///
/// # Errors
/// `TimedOut` where another writer does not end.
pub(crate) fn hold(root: &Root) -> io::Result<File> {
    let file = open(root)?;
    let begun = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if begun.elapsed() < PATIENCE => sleep(PAUSE),
            Err(TryLockError::WouldBlock) => {
                return Err(io::Error::new(
                    ErrorKind::TimedOut,
                    "another process writes to the archive and does not end",
                ));
            }
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
}
