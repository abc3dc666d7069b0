//! Cleans up after a process that died (removed days, temporary files) and after an older version (names of manifests).

use std::fs;
use std::io;
use std::time::Duration;

use crate::root::{Kind, Root};
use crate::temporary::is_temporary;
use crate::walk::{Walked, day_named};
use crate::{lock, manifest_file, rollups};

/// Prefix of the folder of a removed day, until it is deleted.
pub(crate) const REMOVED: &str = ".removed-";

/// A younger file belongs to a writer at work.
const LEFTOVER_AGE: Duration = Duration::from_secs(3600);

/// Removes folders of days that were already given up, and temporary files older than an hour.
pub(crate) fn sweep(root: &Root) -> io::Result<()> {
    for entry in root.entries("")?.into_iter().filter(|entry| entry.kind == Kind::Folder) {
        if entry.name.starts_with(REMOVED) {
            gone(fs::remove_dir_all(root.path(&entry.name)?))?;
        } else if day_named(&entry.name).is_some() || entry.name == rollups::FOLDER {
            sweep_folder(root, &entry.name)?;
        }
    }
    Ok(())
}

fn sweep_folder(root: &Root, folder: &str) -> io::Result<()> {
    let entries = root.entries(folder)?.into_iter();
    for entry in entries.filter(|entry| entry.kind == Kind::File && is_temporary(&entry.name)) {
        let path = root.path(&format!("{folder}/{}", entry.name))?;
        let age = fs::symlink_metadata(&path).ok().and_then(|metadata| metadata.modified().ok()?.elapsed().ok());
        if age.is_some_and(|age| age > LEFTOVER_AGE) {
            gone(fs::remove_file(path))?;
        }
    }
    Ok(())
}

/// Gives the manifests of an older version the name that readers of a whole folder pass over. Where another process writes, it does
/// so by itself, or the next start does.
pub(crate) fn rename_manifests(root: &Root) -> io::Result<()> {
    let walked = Walked::of_all(root)?;
    let is_old = |folder: &&String| root.path(&manifest_file::old_path(folder)).is_ok_and(|path| path.exists());
    let old: Vec<&String> = walked.folders.keys().filter(is_old).collect();
    if old.is_empty() {
        return Ok(());
    }
    let Some(_lock) = lock::hold_if_free(root)? else { return Ok(()) };
    old.into_iter().try_for_each(|folder| manifest_file::rename_old(root, folder))
}

/// Somebody else may just have removed it.
fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
