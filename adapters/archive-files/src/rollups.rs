//! `Rollups`: summaries of the rows of files, kept in a folder beside the days, one file a day, and in a bounded memory cache. All of
//! it can be lost at any time: it is rebuilt from the files, whose hash says which roll-up is theirs.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, ErrorKind, Read};
use std::sync::{Arc, Mutex, PoisonError};

use archive::parquet::roll_up;
use archive::{ArchivedFile, DayRollups, Inventory, Rollup, sha256};
use moka::sync::Cache;
use service::RolledUp;
use timeseries::Day;

use crate::root::Root;
use crate::temporary::Temporary;

/// The folder of all roll-ups, below the archive's.
pub(crate) const FOLDER: &str = ".rollups";
/// Suffix of the file of a day.
const SUFFIX: &str = ".json";
/// Capacity of the memory cache, in bytes: about 20,000 days of an API proxy with three metrics.
const MOST_KEPT_BYTES: u64 = 64 << 20;
/// Files that are missing are rolled up while somebody waits where they have no more rows than this; it takes some 50 ms.
const ROWS_AT_ONCE: u64 = 300_000;
/// A file that is larger is asked for its rows.
const MOST_FILE_BYTES: u64 = 256 << 20;

/// A file's roll-up; `None` where its rows do not bear one.
type Known = Option<Arc<Rollup>>;

/// The roll-ups of an archive. Clones share them.
#[derive(Clone, Debug)]
pub(crate) struct Rollups {
    /// Those in memory, by [`DayRollups::key`].
    known: Cache<String, Known>,
    /// Held while the whole archive is rolled up: once is enough.
    at_work: Arc<Mutex<()>>,
}

impl Default for Rollups {
    fn default() -> Self {
        let bytes = |key: &String, known: &Known| {
            let size = key.len() + known.as_ref().map_or(0, |rollup| rollup.size() * size_of::<u64>());
            u32::try_from(size).unwrap_or(u32::MAX)
        };
        let known = Cache::builder().max_capacity(MOST_KEPT_BYTES).weigher(bytes).build();
        Self { known, at_work: Arc::default() }
    }
}

impl Rollups {
    /// The roll-ups of these files; those that are missing are made where they are few.
    pub(crate) fn of(&self, root: &Root, files: &[ArchivedFile]) -> Vec<Known> {
        let mut known: Vec<Option<Known>> = files.iter().map(|file| self.known.get(&DayRollups::key(file))).collect();
        let mut kept: BTreeMap<Day, DayRollups> = BTreeMap::new();
        for (file, known) in files.iter().zip(&mut known).filter(|(_, known)| known.is_none()) {
            let of_day = kept.entry(file.place.day).or_insert_with(|| self.read(root, file.place.day));
            *known = of_day.files.remove(&DayRollups::key(file));
        }
        let missing = || files.iter().zip(&known).filter(|(_, known)| known.is_none()).map(|(file, _)| file);
        let are_few = missing().map(|file| file.rows).sum::<u64>() <= ROWS_AT_ONCE;
        let made = |file| if are_few { self.make(root, file).flatten() } else { None };
        files.iter().zip(&known).map(|(file, known)| known.clone().unwrap_or_else(|| made(file))).collect()
    }

    /// Rolls up what is missing of a whole archive and keeps it; what belongs to no file any more goes.
    pub(crate) fn of_all(&self, root: &Root, inventory: &Inventory) -> io::Result<RolledUp> {
        let _at_work = self.at_work.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut done, mut kept) = (RolledUp::default(), Ok(()));
        let days: BTreeSet<Day> = inventory.files.iter().map(|file| file.place.day).collect();
        for of_day in inventory.files.chunk_by(|left, right| left.place.day == right.place.day) {
            let Some(day) = of_day.first().map(|file| file.place.day) else { continue };
            let before = self.read(root, day);
            let rolled = self.of_day(root, of_day, &before);
            done.files += rolled.files.values().flatten().count();
            done.unfit += rolled.files.values().filter(|rollup| rollup.is_none()).count();
            done.new += rolled.files.keys().filter(|key| !before.files.contains_key(*key)).count();
            if rolled != before && kept.is_ok() {
                // Where nothing can be written, memory has them until the end.
                kept = write(root, day, &rolled);
            }
        }
        kept.and_then(|()| remove_others(root, &days)).map(|()| done)
    }

    fn of_day(&self, root: &Root, files: &[ArchivedFile], before: &DayRollups) -> DayRollups {
        let of_file = |file: &ArchivedFile| {
            let key = DayRollups::key(file);
            let rollup = before.files.get(&key).cloned().or_else(|| self.make(root, file))?;
            Some((key, rollup))
        };
        DayRollups { files: files.iter().filter_map(of_file).collect() }
    }

    /// Reads the stored roll-ups of a day into memory; empty if the file is missing or cannot be used.
    fn read(&self, root: &Root, day: Day) -> DayRollups {
        let bytes = root.open(&path(day)).and_then(|mut file| {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).map(|_| bytes)
        });
        let kept = bytes.ok().and_then(|bytes| DayRollups::decode(&bytes)).unwrap_or_default();
        kept.files.iter().for_each(|(key, rollup)| self.known.insert(key.clone(), rollup.clone()));
        kept
    }

    /// The roll-up of a file; nothing where it cannot be read: whoever asks for its rows is told why.
    fn make(&self, root: &Root, file: &ArchivedFile) -> Option<Known> {
        let made = bytes_of(root, file).and_then(|bytes| roll_up(bytes, &file.place).map_err(io::Error::other));
        let told = made.inspect_err(|error| tracing::debug!(%error, path = file.place.path, "not rolled up"));
        let rollup = told.ok()?.map(Arc::new);
        self.known.insert(DayRollups::key(file), rollup.clone());
        Some(rollup)
    }
}

/// The bytes of a file, where they are still those that were looked at.
fn bytes_of(root: &Root, of: &ArchivedFile) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    root.open(&of.place.path)?.take(MOST_FILE_BYTES).read_to_end(&mut bytes)?;
    match sha256::of(&bytes) == of.sha256 {
        true => Ok(bytes),
        false => Err(io::Error::other("it changed since it was looked at, or is too large")),
    }
}

fn path(day: Day) -> String {
    format!("{FOLDER}/{day}{SUFFIX}")
}

fn write(root: &Root, day: Day, rollups: &DayRollups) -> io::Result<()> {
    match fs::create_dir(root.path(FOLDER)?) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    Temporary::write(root, FOLDER, &day, &rollups.encode()?)?.rename(&root.path(&path(day))?)
}

/// Removes the roll-ups of days that are gone.
fn remove_others(root: &Root, days: &BTreeSet<Day>) -> io::Result<()> {
    let entries = match root.entries(FOLDER) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let day = entry.name.strip_suffix(SUFFIX).and_then(|day| day.parse::<Day>().ok());
        if day.is_some_and(|day| !days.contains(&day)) {
            fs::remove_file(root.path(&format!("{FOLDER}/{}", entry.name))?)?;
        }
    }
    Ok(())
}
