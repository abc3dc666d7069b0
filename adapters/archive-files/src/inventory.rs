//! Takes the inventory of the archive: every file that can be read, and the reason for every one that cannot.

use std::collections::BTreeSet;
use std::io;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread::{self, available_parallelism};

use archive::{Inventory, Layout, LeftOut, Manifest, ProxyName};
use timeseries::Day;

use crate::check::{Look, Memory};
use crate::manifest_file;
use crate::root::Root;
use crate::walk::{DayFolder, Walked};

/// Threads that look at files.
const MOST_THREADS: usize = 4;

/// Looks at the whole archive.
pub(crate) fn take(root: &Root, memory: &Memory) -> io::Result<Inventory> {
    let walked = Walked::of_all(root)?;
    let inventory = of(root, memory, &walked);
    let there: BTreeSet<&str> =
        walked.folders.values().flat_map(|folder| &folder.files).map(|file| file.place.path.as_str()).collect();
    memory.keep_only(|path| there.contains(path));
    Ok(inventory)
}

/// Looks at what was walked over.
pub(crate) fn of(root: &Root, memory: &Memory, walked: &Walked) -> Inventory {
    let mut inventory = Inventory { files: Vec::new(), left_out: walked.left_out.clone() };
    let folders: Vec<(&String, &DayFolder)> = walked.folders.iter().collect();
    // Hashes take a processor's time: a command that looks for the first time should not wait for one alone.
    let threads = available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
    let share = folders.len().div_ceil(threads).max(1);
    thread::scope(|scope| {
        let parts = folders.chunks(share).map(|part| scope.spawn(move || of_folders(root, memory, part)));
        for part in parts.collect::<Vec<_>>() {
            // A thread that panicked has seen nothing: the panic goes on.
            let part = part.join().unwrap_or_else(|panic| resume_unwind(panic));
            inventory.files.extend(part.files);
            inventory.left_out.extend(part.left_out);
        }
    });
    nothing_twice(&mut inventory);
    inventory.files.sort_by(|left, right| left.place.cmp(&right.place));
    inventory.left_out.sort_by(|left, right| left.path.cmp(&right.path));
    inventory
}

fn of_folders(root: &Root, memory: &Memory, folders: &[(&String, &DayFolder)]) -> Inventory {
    let mut inventory = Inventory::default();
    for (path, folder) in folders {
        match memory.manifest(root, path) {
            Ok(manifest) => of_folder(root, memory, (path, folder), &manifest, &mut inventory),
            Err(error) => inventory.left_out.extend(without_manifest(folder, &error)),
        }
    }
    inventory
}

fn of_folder(
    root: &Root,
    memory: &Memory,
    (path, folder): (&str, &DayFolder),
    manifest: &Arc<Manifest>,
    inventory: &mut Inventory,
) {
    inventory.left_out.extend(damaged_lines(root, path, folder.day, manifest));
    for found in &folder.files {
        match memory.check(root, found, manifest, Look::Remembering) {
            Ok(file) => inventory.files.push(file),
            Err(reason) => {
                inventory.left_out.push(LeftOut { path: found.place.path.clone(), day: Some(folder.day), reason });
            }
        }
    }
}

/// Reports the first changed line of a manifest; `None` if no line was changed.
pub(crate) fn damaged_lines(root: &Root, folder: &str, day: Day, manifest: &Manifest) -> Option<LeftOut> {
    let first = manifest.damaged_lines().first()?;
    let reason = format!("its line {first} was changed since it was written");
    Some(LeftOut { path: manifest_file::path_there(root, folder), day: Some(day), reason })
}

/// Without its manifest nobody knows what a day's files should be.
pub(crate) fn without_manifest(folder: &DayFolder, error: &io::Error) -> impl Iterator<Item = LeftOut> {
    let reason = format!("the manifest of its day cannot be read: {error}");
    folder.files.iter().map(move |file| LeftOut {
        path: file.place.path.clone(),
        day: Some(folder.day),
        reason: reason.clone(),
    })
}

/// A day and proxy that lies in both layouts is read once, as Promcast wrote it.
fn nothing_twice(inventory: &mut Inventory) {
    let flat: BTreeSet<(Day, ProxyName)> = (inventory.files.iter())
        .filter(|file| file.place.layout == Layout::Flat)
        .map(|file| (file.place.day, file.place.proxy.clone()))
        .collect();
    let files = std::mem::take(&mut inventory.files);
    let (twice, once): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| {
        file.place.layout == Layout::Hive && flat.contains(&(file.place.day, file.place.proxy.clone()))
    });
    inventory.files = once;
    inventory.left_out.extend(twice.into_iter().map(|file| LeftOut {
        path: file.place.path,
        day: Some(file.place.day),
        reason: format!("{}/{}.parquet holds the same day and proxy", file.place.day, file.place.proxy),
    }));
}
