//! Files of another program, taken in: from now on their hash is known.

use archive::{ArchivedFile, ManifestLine, State};
use service::ArchiveError;
use timeseries::Timestamp;

use crate::check::{Memory, examine_now, hash_now};
use crate::failure::failed;
use crate::identity::Identity;
use crate::root::Root;
use crate::{inventory, lock, manifest_file};

/// Notes every file that can be read and has no line in a manifest; says how many.
pub(crate) fn run(root: &Root, memory: &Memory) -> Result<usize, ArchiveError> {
    let _lock = lock::hold(root).map_err(|error| failed(root, "lock", "", error))?;
    let inventory = inventory::take(root, memory).map_err(|error| failed(root, "read", "", error))?;
    let unlisted: Vec<&ArchivedFile> = inventory.files.iter().filter(|file| file.kept.is_none()).collect();
    for file in &unlisted {
        adopt(root, file).map_err(|error| failed(root, "adopt", &file.place.path, error))?;
    }
    Ok(unlisted.len())
}

fn adopt(root: &Root, of: &ArchivedFile) -> std::io::Result<()> {
    let (folder, name) = of.place.in_folder();
    let file = root.open(&of.place.path)?;
    let examined = examine_now(&file).map_err(std::io::Error::other)?;
    let identity = Identity::of(&file.metadata()?);
    // Nobody noted when it was collected; the file was last written then at the latest.
    let collected = Timestamp::from_ms(identity.modified_ms());
    let line = ManifestLine {
        file: name.to_owned(),
        sha256: hash_now(&file)?,
        bytes: identity.bytes,
        rows: examined.rows,
        first: examined.span.map(|(first, _)| first),
        last: examined.span.map(|(_, last)| last),
        attempt: 1,
        collected,
        whole_day: collected >= of.place.day.range().end,
        state: State::Kept,
        replaces: None,
    };
    manifest_file::append(root, folder, &line)
}
