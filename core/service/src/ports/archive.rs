//! `Archive`: port of the archive that keeps metrics for years, in one file per day and proxy.

use std::sync::Arc;

use archive::{ArchivedFile, Inventory, Place, ProxyName, Rollup};
use async_trait::async_trait;
use timeseries::{Day, Series, Timestamp};

/// An archive of metrics.
#[async_trait]
pub trait Archive: Send + Sync + std::fmt::Debug {
    /// Returns the current inventory. Every file that is new or changed since the last call was checked against its manifest.
    async fn inventory(&self) -> Result<Arc<Inventory>, ArchiveError>;

    /// Returns the inventory of some days and proxies. An adapter looks only at these files; the default filters all.
    async fn inventory_of(&self, wanted: &Wanted) -> Result<Arc<Inventory>, ArchiveError> {
        let all = self.inventory().await?;
        let files = all.files.iter().filter(|file| wanted.has(&file.place)).cloned().collect();
        let left_out = all.left_out.iter().filter(|file| wanted.has_day(file.day)).cloned().collect();
        Ok(Arc::new(Inventory { files, left_out }))
    }

    /// Begins to replace the file of a day and proxy whole, metric by metric. Nothing is replaced before [`DayDraft::keep`], and
    /// nothing stays of a draft that is dropped.
    async fn draft_day(&self, day: Day, proxy: &ProxyName) -> Result<Box<dyn DayDraft + '_>, ArchiveError>;

    /// Begins to read the rows kept for a day and proxy, in both layouts, metric by metric; `None` where no file of it can be read.
    async fn read_in_turn(&self, day: Day, proxy: &ProxyName) -> Result<Option<Box<dyn DayReader>>, ArchiveError>;

    /// Reads every file again and compares it with its manifest. The report also names what could not be compared.
    async fn scrub(&self) -> Result<ScrubReport, ArchiveError>;

    /// Returns the roll-up of each file, in their order; `None` where it is not known and the rows have to be queried. An archive
    /// need not know any.
    async fn rollups(&self, files: &[ArchivedFile]) -> Vec<Option<Arc<Rollup>>> {
        vec![None; files.len()]
    }

    /// Rolls up every file that was not yet, and keeps what comes of it.
    async fn roll_up(&self) -> Result<RolledUp, ArchiveError> {
        Ok(RolledUp::default())
    }

    /// The room on its disk; `None` where it has none of its own.
    async fn room(&self) -> Result<Option<ArchiveRoom>, ArchiveError> {
        Ok(None)
    }

    /// Removes the oldest days beyond what is to be kept, and says which.
    async fn retain(&self, retention: Retention, today: Day) -> Result<Vec<Day>, ArchiveError>;
}

/// The room on an archive's disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArchiveRoom {
    /// Free for its user.
    pub free_bytes: u64,
    /// The room that must stay free: with less nothing is written.
    pub needed_bytes: u64,
    /// All of the disk.
    pub size_bytes: u64,
}

/// A day's file while it is written.
#[async_trait]
pub trait DayDraft: Send {
    /// Adds all rows of a metric, whose name comes after those of all before.
    async fn add(&mut self, metric: &str, series: Vec<Series>) -> Result<(), ArchiveError>;

    /// Puts the file in place: when this returns, a crash does not lose it; before, the old one is still there.
    async fn keep(self: Box<Self>, collected: Timestamp, whole_day: bool) -> Result<ArchivedFile, ArchiveError>;
}

/// A day's file while it is read.
#[async_trait]
pub trait DayReader: Send {
    /// The next metric by name, with its series; nothing at the end.
    async fn next_metric(&mut self) -> Result<Option<(String, Vec<Series>)>, ArchiveError>;
}

/// A choice of files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The first and the last day; every day where there are none.
    pub days: Option<(Day, Day)>,
    /// Only this proxy.
    pub proxy: Option<String>,
}

impl Wanted {
    /// Returns true if a file is wanted.
    #[must_use]
    pub fn has(&self, place: &Place) -> bool {
        self.has_day(Some(place.day)) && self.proxy.as_ref().is_none_or(|proxy| proxy == place.proxy.as_str())
    }

    /// Returns true if any file of a day is wanted; a file without a day may be of any day.
    #[must_use]
    pub fn has_day(&self, day: Option<Day>) -> bool {
        self.days.is_none_or(|(from, to)| day.is_none_or(|day| from <= day && day <= to))
    }
}

/// Limits of how much is kept; `None` is no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Retention {
    /// The newest so many days, today included.
    pub days: Option<u32>,
    /// At most so many bytes.
    pub bytes: Option<u64>,
}

/// Result of a scrub.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScrubReport {
    /// Files that are what was written.
    pub good: usize,
    /// Files without a line in a manifest, whose footer can be read: another program wrote them.
    pub unlisted: Vec<String>,
    /// Files that are not what was written, or that are listed and not there, with the reason.
    pub bad: Vec<archive::LeftOut>,
}

/// Result of a roll-up run: counts of files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RolledUp {
    /// Files that are rolled up.
    pub files: usize,
    /// Files whose rows cannot be.
    pub unfit: usize,
    /// Of the files rolled up, those that were not before.
    pub new: usize,
}

/// Error of the archive.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The folder cannot be used.
    #[error("cannot {action} {path}")]
    Io {
        /// `read`, `write`, `rename`, …
        action: &'static str,
        /// The file or folder, as the operator named it.
        path: String,
        /// Error of the operating system.
        #[source]
        source: std::io::Error,
    },
    /// There is no room; what is there stays and can be read.
    #[error("the disk is full: {free_bytes} bytes are free, and {needed_bytes} must stay free")]
    DiskFull {
        /// Free now.
        free_bytes: u64,
        /// The number of bytes that must stay free.
        needed_bytes: u64,
    },
    /// The data to keep make no valid file.
    #[error("{why}")]
    Refused {
        /// The reason.
        why: String,
    },
}
