//! Walks over the archive's folder: days in both layouts, and the files in them. Nothing else is read.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;

use archive::{LeftOut, Place};
use service::Wanted;
use timeseries::Day;

use crate::identity::Identity;
use crate::root::{Entry, Kind, Root};

/// A file by its path; whether it can be read is not known yet.
#[derive(Clone, Debug)]
pub(crate) struct FoundFile {
    pub(crate) place: Place,
    pub(crate) identity: Identity,
}

/// The folder of a day.
#[derive(Clone, Debug)]
pub(crate) struct DayFolder {
    pub(crate) day: Day,
    pub(crate) files: Vec<FoundFile>,
}

/// Result of a walk over the archive's folder.
#[derive(Debug, Default)]
pub(crate) struct Walked {
    /// The folders of days, by path.
    pub(crate) folders: BTreeMap<String, DayFolder>,
    /// Entries that look like a part of the archive but cannot be used, with the reason.
    pub(crate) left_out: Vec<LeftOut>,
}

const HIVE_LEVELS: [&str; 4] = ["year=", "month=", "day=", "app="];
const STRANGER: &str =
    "it is no part of the archive's layouts: DAY/PROXY.parquet, or year=/month=/day=/app=/FILE.parquet";
const LINK: &str = "it is a link; links inside an archive are not followed";

impl Walked {
    /// The whole archive.
    pub(crate) fn of_all(root: &Root) -> io::Result<Self> {
        let mut walked = Self::default();
        for entry in root.entries("")? {
            match day_named(&entry.name) {
                Some(day) => walked.flat_day(root, day, &entry),
                None if entry.name.starts_with(HIVE_LEVELS[0]) => walked.hive(root, "", &entry, 0),
                None => walked.stranger("", None, &entry),
            }
        }
        Ok(walked)
    }

    /// One day, in both layouts.
    pub(crate) fn of_day(root: &Root, day: Day) -> Self {
        let mut walked = Self::default();
        let is_folder =
            |below: &str| root.path(below).and_then(fs::symlink_metadata).is_ok_and(|metadata| metadata.is_dir());
        let flat = day.to_string();
        if is_folder(&flat) {
            walked.flat_day(root, day, &Entry { name: flat, kind: Kind::Folder });
        }
        let (year, month, of_month) = day.ymd();
        let year = format!("year={year:04}");
        for month in spelled("month=", month) {
            let above = format!("{year}/{month}");
            for name in spelled("day=", of_month) {
                if is_folder(&year) && is_folder(&above) && is_folder(&format!("{above}/{name}")) {
                    walked.hive(root, &above, &Entry { name, kind: Kind::Folder }, 2);
                }
            }
        }
        walked
    }

    /// Keeps what is wanted. Entries that were left out without a day stay, because they may belong to any.
    pub(crate) fn only(mut self, wanted: &Wanted) -> Self {
        self.folders.retain(|_, folder| wanted.has_day(Some(folder.day)));
        for folder in self.folders.values_mut() {
            folder.files.retain(|file| wanted.has(&file.place));
        }
        self.left_out.retain(|file| wanted.has_day(file.day));
        self
    }

    /// An entry that is no part of either layout: data in it are named, anything else is passed over.
    fn stranger(&mut self, above: &str, day: Option<Day>, entry: &Entry) {
        let is_hidden = entry.name.starts_with(['.', '_']);
        let is_data = match entry.kind {
            Kind::File => entry.name.ends_with(".parquet"),
            Kind::Folder => !above.is_empty() || entry.name.contains('='),
            Kind::Link | Kind::Other => false,
        };
        if is_data && !is_hidden {
            let path = if above.is_empty() { entry.name.clone() } else { format!("{above}/{}", entry.name) };
            self.leave_out(&path, day, STRANGER);
        }
    }

    fn flat_day(&mut self, root: &Root, day: Day, entry: &Entry) {
        match entry.kind {
            Kind::Folder => {
                self.folders.insert(entry.name.clone(), DayFolder { day, files: Vec::new() });
                self.files(root, &entry.name);
            }
            Kind::Link => self.leave_out(&entry.name, Some(day), LINK),
            Kind::File | Kind::Other => {}
        }
    }

    /// A folder of the hive layout, `level` folders below the archive's.
    fn hive(&mut self, root: &Root, above: &str, entry: &Entry, level: usize) {
        let path = if above.is_empty() { entry.name.clone() } else { format!("{above}/{}", entry.name) };
        if !entry.name.starts_with(HIVE_LEVELS[level]) {
            let day = self.folders.get(above).map(|folder| folder.day);
            return self.stranger(above, day, entry);
        }
        if entry.kind != Kind::Folder {
            if entry.kind == Kind::Link {
                self.leave_out(&path, None, LINK);
            }
            return;
        }
        if level + 1 == HIVE_LEVELS.len() {
            return self.files(root, &path);
        }
        if level == 2 {
            // Any file tells the day of the folder it would lie in.
            let Some(sample) = Place::of_path(&format!("{path}/app=a/a.parquet")) else {
                return self.leave_out(&path, None, "its name is not that of a day");
            };
            self.folders.insert(path.clone(), DayFolder { day: sample.day, files: Vec::new() });
        }
        for entry in self.entries(root, &path) {
            self.hive(root, &path, &entry, level + 1);
        }
    }

    fn files(&mut self, root: &Root, folder: &str) {
        for entry in self.entries(root, folder) {
            if !entry.name.starts_with('.') && entry.name.ends_with(".parquet") {
                let path = format!("{folder}/{}", entry.name);
                if let Err(reason) = self.file(root, &path, entry.kind) {
                    let day = self.folders.iter().find(|(day, _)| folder.starts_with(day.as_str()));
                    let day = day.map(|(_, folder)| folder.day);
                    self.leave_out(&path, day, &reason);
                }
            } else if entry.kind == Kind::Folder {
                let day = self.folders.get(folder).map(|folder| folder.day);
                self.stranger(folder, day, &entry);
            }
        }
    }

    fn file(&mut self, root: &Root, path: &str, kind: Kind) -> Result<(), String> {
        match kind {
            Kind::File => {}
            Kind::Link => return Err(LINK.to_owned()),
            Kind::Folder => return Err("it is a folder".to_owned()),
            Kind::Other => return Err("it is not a file, or its name is not text".to_owned()),
        }
        let place = Place::of_path(path).ok_or("its name is not that of an API proxy")?;
        let metadata = root.path(path).and_then(fs::symlink_metadata);
        let metadata = match metadata {
            Ok(metadata) => metadata,
            // Removed since the folder was listed.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(format!("it cannot be read: {error}")),
        };
        let found = FoundFile { identity: Identity::of(&metadata), place };
        if let Some(folder) = self.folders.get_mut(found.place.in_folder().0) {
            folder.files.push(found);
        }
        Ok(())
    }

    /// Lists the entries of a folder; one that cannot be read is left out.
    fn entries(&mut self, root: &Root, folder: &str) -> Vec<Entry> {
        root.entries(folder).unwrap_or_else(|error| {
            self.leave_out(folder, day_named(folder), &format!("it cannot be read: {error}"));
            Vec::new()
        })
    }

    fn leave_out(&mut self, path: &str, day: Option<Day>, reason: &str) {
        // A name of a stranger is shown, never obeyed.
        let path = path.escape_debug().take(300).collect();
        self.left_out.push(LeftOut { path, day, reason: reason.to_owned() });
    }
}

/// A part of a date in a folder's name, with two digits and with as few as it takes.
fn spelled(name: &str, number: u8) -> BTreeSet<String> {
    [format!("{name}{number:02}"), format!("{name}{number}")].into()
}

/// The day a folder of the flat layout is named for.
pub(crate) fn day_named(name: &str) -> Option<Day> {
    name.parse::<Day>().ok().filter(|day| day.to_string() == name)
}
