//! Contents and faults of the archive on the status page.

use std::collections::BTreeSet;
use std::sync::Arc;

use api::FactView;
use archive::Inventory;
use timeseries::Timestamp;
use timeseries::text::{grouped, moment};

use super::fact;
use crate::ArchiveError;
use crate::words::bytes;

type Read = Result<Arc<Inventory>, ArchiveError>;

/// That it cannot be read, or files that are left out.
pub(super) fn findings(read: &Read) -> impl Iterator<Item = String> {
    let finding = match read {
        Err(error) => Some(format!("The archive cannot be read: {error}.")),
        Ok(inventory) => match inventory.left_out.as_slice() {
            [] => None,
            [file] => Some(format!("A file of the archive is left out: `{}`, {}.", file.path, file.reason)),
            [file, ..] => Some(format!(
                "{} files of the archive are left out, such as `{}`: {}.",
                inventory.left_out.len(),
                file.path,
                file.reason
            )),
        },
    };
    finding.into_iter()
}

/// Days, files, rows and bytes.
pub(super) fn facts(read: &Read, now: Timestamp) -> Vec<FactView> {
    let Ok(inventory) = read else { return Vec::new() };
    let days: BTreeSet<_> = inventory.files.iter().map(|file| file.place.day).collect();
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return vec![fact("Files", "none yet")];
    };
    let sum = |of: fn(&archive::ArchivedFile) -> u64| inventory.files.iter().map(of).sum::<u64>();
    let newest = inventory.files.iter().filter_map(|file| file.span).map(|(_, newest)| newest).max();
    [
        ("Days", format!("{}, from {first} to {last}", days.len())),
        ("Files", grouped(inventory.files.len() as u64)),
        ("Rows", grouped(sum(|file| file.rows))),
        ("Size", bytes(sum(|file| file.bytes))),
        ("Newest row", newest.map_or_else(|| "–".to_owned(), |newest| moment(newest, now))),
    ]
    .map(|(name, text)| fact(name, text))
    .into()
}
