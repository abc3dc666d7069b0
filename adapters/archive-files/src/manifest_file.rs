//! The manifest of a day in its folder: read whole, written a line at a time, and shortened where it grew long. One that has its old
//! name goes on being read, and gets the new one before anything is added.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};

use archive::{Manifest, ManifestLine};

use crate::root::Root;
use crate::temporary::Temporary;

/// More lines than anyone collects; a file beyond that is none of ours.
const MOST_BYTES: u64 = 256 * 1024 * 1024;
/// So many lines that nothing needs any more may lie in a manifest: the attempts of a day that is collected every minute would
/// fill it without end.
const MOST_SPENT: usize = 1_000;

/// Its path below the archive's folder.
pub(crate) fn path(folder: &str) -> String {
    format!("{folder}/{}", Manifest::NAME)
}

/// The same for the name it had before.
pub(crate) fn old_path(folder: &str) -> String {
    format!("{folder}/{}", Manifest::OLD_NAME)
}

/// The path of the one that is there.
pub(crate) fn path_there(root: &Root, folder: &str) -> String {
    if is_there(root, &path(folder)) { path(folder) } else { old_path(folder) }
}

/// The manifest of a day's folder; an empty one where there is none.
pub(crate) fn read(root: &Root, folder: &str) -> io::Result<Manifest> {
    match both(root, folder)? {
        // A writer may have given the old one its new name in between.
        (None, None) => Ok(Manifest::parse(&bytes(root, &path(folder))?.unwrap_or_default())),
        (new, old) => Ok(Manifest::parse(&joined(new, old))),
    }
}

/// Gives an old manifest its new name. Whoever calls holds the archive's lock.
pub(crate) fn rename_old(root: &Root, folder: &str) -> io::Result<()> {
    if !is_there(root, &old_path(folder)) {
        return Ok(());
    }
    let (old, new) = (root.path(&old_path(folder))?, root.path(&path(folder))?);
    if !is_there(root, &path(folder)) {
        fs::rename(old, new)?;
        return root.sync_folder(folder);
    }
    // An older version has written since. A crash before the old one is gone leaves its lines twice, which says the same; nothing is
    // added until then.
    let (newer, older) = both(root, folder)?;
    Temporary::write(root, folder, Manifest::NAME, &joined(newer, older))?.rename(&new)?;
    root.sync_folder(folder)?;
    fs::remove_file(old)?;
    root.sync_folder(folder)
}

/// The bytes under the new name and under the old one.
type Both = (Option<Vec<u8>>, Option<Vec<u8>>);

fn both(root: &Root, folder: &str) -> io::Result<Both> {
    Ok((bytes(root, &path(folder))?, bytes(root, &old_path(folder))?))
}

/// One after the other: where there are both, an older version wrote its own last.
fn joined(new: Option<Vec<u8>>, old: Option<Vec<u8>>) -> Vec<u8> {
    let (mut all, old) = (new.unwrap_or_default(), old.unwrap_or_default());
    if !all.is_empty() && !old.is_empty() && !all.ends_with(b"\n") {
        all.push(b'\n');
    }
    all.extend(old);
    all
}

fn bytes(root: &Root, below: &str) -> io::Result<Option<Vec<u8>>> {
    let file = match root.open(below) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut bytes = Vec::new();
    file.take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}

fn is_there(root: &Root, below: &str) -> bool {
    root.path(below).and_then(fs::symlink_metadata).is_ok()
}

/// Adds a line. When this returns, a crash does not lose it. Whoever calls holds the archive's lock.
pub(crate) fn append(root: &Root, folder: &str, line: &ManifestLine) -> io::Result<()> {
    rename_old(root, folder)?;
    // Read again: only its own end tells whether a line before this one was cut off.
    let manifest = read(root, folder)?;
    let needed = manifest.needed();
    // A line that was changed is evidence: a manifest with one is left as it is.
    if manifest.len() - needed.len() > MOST_SPENT && manifest.damaged_lines().is_empty() {
        return replace(root, folder, needed.into_iter().chain([line]));
    }
    let text = format!("{}{}", if manifest.ends_torn() { "\n" } else { "" }, line.to_text()?);
    let path = root.path(&path(folder))?;
    let is_new = !path.try_exists()?;
    let mut file = OpenOptions::new().append(true).create(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    if is_new { root.sync_folder(folder) } else { Ok(()) }
}

/// Puts a manifest of these lines in the place of the one there is.
fn replace<'a>(root: &Root, folder: &str, lines: impl Iterator<Item = &'a ManifestLine>) -> io::Result<()> {
    let text = lines.map(ManifestLine::to_text).collect::<Result<String, _>>()?;
    let temporary = Temporary::write(root, folder, Manifest::NAME, text.as_bytes())?;
    temporary.rename(&root.path(&path(folder))?)?;
    root.sync_folder(folder)
}
