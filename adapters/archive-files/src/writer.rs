//! One day of one proxy, put in place: written beside, read back, noted, renamed, noted again. A crash between any two steps
//! leaves the old file or the new one, and a manifest that knows which.

use std::fs;
use std::io::{self, ErrorKind};

use archive::parquet::Examined;
use archive::{ArchivedFile, Kept, ManifestLine, Place, State, Verdict};
use service::ArchiveError;
use timeseries::Timestamp;

use crate::check::{examine_now, hash_now};
use crate::failure::{failed, writing};
use crate::options::Options;
use crate::root::Root;
use crate::temporary::Temporary;
use crate::{lock, manifest_file};

/// A file that was written beside its place and flushed to the disk.
pub(crate) struct Written {
    pub(crate) temporary: Temporary,
    pub(crate) sha256: String,
    pub(crate) bytes: u64,
    pub(crate) rows: u64,
    pub(crate) collected: Timestamp,
    pub(crate) whole_day: bool,
}

/// Gives a file its place.
pub(crate) fn put_in_place(
    root: &Root,
    options: &Options,
    place: Place,
    written: Written,
) -> Result<ArchivedFile, ArchiveError> {
    let _lock = lock::hold(root).map_err(|error| writing(root, options.room, "lock", "", error))?;
    let step = |action, below: &str, error| writing(root, options.room, action, below, error);
    let (folder, file) = place.in_folder();
    let examined = read_back(root, &written).map_err(|error| step("read back", &written.temporary.below, error))?;
    let line = line(root, &place, &written, &examined)?;
    let note = |line: &ManifestLine| manifest_file::append(root, folder, line);
    note(&line).map_err(|error| step("write", &manifest_file::path(folder), error))?;
    let to = root.path(&place.path).map_err(|error| failed(root, "rename", file, error))?;
    written.temporary.rename(&to).map_err(|error| step("rename", &place.path, error))?;
    root.sync_folder(folder).map_err(|error| step("flush", folder, error))?;
    if let Err(error) = note(&ManifestLine { state: State::Kept, ..line.clone() }) {
        // The file is in place, and the line before says whose bytes they are.
        tracing::warn!(%error, path = place.path, "cannot note that a file is in place");
    }
    Ok(archived(place, &line, &examined))
}

/// Makes the day's folder. It is flushed into the archive's before the day's first file is noted.
pub(crate) fn make_folder(root: &Root, folder: &str) -> io::Result<()> {
    match fs::create_dir(root.path(folder)?) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
        Err(_) if !fs::symlink_metadata(root.path(folder)?)?.is_dir() => {
            return Err(io::Error::new(ErrorKind::NotADirectory, "it is not a folder"));
        }
        _ => {}
    }
    // One that is there may come from an attempt that failed before this.
    if root.path(&manifest_file::path(folder))?.try_exists()? { Ok(()) } else { root.sync_folder("") }
}

/// Reads the temporary file back from the disk; fails if its rows or its hash differ from those written.
fn read_back(root: &Root, written: &Written) -> io::Result<Examined> {
    let file = root.open(&written.temporary.below)?;
    let examined = examine_now(&file).map_err(io::Error::other)?;
    match examined.rows == written.rows && hash_now(&file)? == written.sha256 {
        true => Ok(examined),
        false => Err(io::Error::other("the disk gives back other bytes than were written")),
    }
}

fn line(root: &Root, place: &Place, written: &Written, examined: &Examined) -> Result<ManifestLine, ArchiveError> {
    let (folder, file) = place.in_folder();
    let cannot_read = |error| failed(root, "read", &manifest_file::path(folder), error);
    let manifest = manifest_file::read(root, folder).map_err(cannot_read)?;
    // Another program's file in this place stays valid until it is replaced.
    let earlier = hash_of_present(root, &place.path).map_err(|error| failed(root, "read", &place.path, error))?;
    let replaces =
        earlier.filter(|earlier| matches!(manifest.verdict(file, earlier), Verdict::Unlisted | Verdict::Earlier));
    Ok(ManifestLine {
        file: file.to_owned(),
        sha256: written.sha256.clone(),
        bytes: written.bytes,
        rows: examined.rows,
        first: examined.span.map(|(first, _)| first),
        last: examined.span.map(|(_, last)| last),
        attempt: manifest.next_attempt(file),
        collected: written.collected,
        whole_day: written.whole_day,
        state: State::Writing,
        replaces,
    })
}

fn hash_of_present(root: &Root, below: &str) -> io::Result<Option<String>> {
    match root.open(below) {
        Ok(file) => hash_now(&file).map(Some),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn archived(place: Place, line: &ManifestLine, examined: &Examined) -> ArchivedFile {
    ArchivedFile {
        place,
        sha256: line.sha256.clone(),
        bytes: line.bytes,
        rows: examined.rows,
        span: examined.span,
        kept: Some(Kept { attempt: line.attempt, collected: line.collected, whole_day: line.whole_day }),
        shape: examined.shape.clone(),
    }
}
