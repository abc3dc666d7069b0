//! The manifest of a day in its folder: read whole, written a line at a time, and shortened where it grew long.

use std::fs::OpenOptions;
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

/// The manifest of a day's folder; an empty one where there is none.
pub(crate) fn read(root: &Root, folder: &str) -> io::Result<Manifest> {
    let file = match root.open(&path(folder)) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Manifest::default()),
        Err(error) => return Err(error),
    };
    let mut bytes = Vec::new();
    file.take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(Manifest::parse(&bytes))
}

/// Adds a line. When this returns, a crash does not lose it. Whoever calls holds the archive's lock.
pub(crate) fn append(root: &Root, folder: &str, line: &ManifestLine) -> io::Result<()> {
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
