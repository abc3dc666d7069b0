//! `CollectReport`: result of a run, with the files written and the metrics that failed.

use archive::{ArchivedFile, ProxyName};
use timeseries::Day;

use super::{ClockBehind, Gaps};
use crate::{ArchiveError, SourceError};

/// A run.
#[derive(Debug)]
pub struct CollectReport {
    /// Its days, the oldest first.
    pub days: Vec<DayReport>,
    /// Set where the clock was behind an earlier run.
    pub clock_behind: Option<ClockBehind>,
    /// The gaps of the archive after the run; nothing where it could not be looked at.
    pub gaps: Option<Gaps>,
}

/// A day of a run.
#[derive(Debug)]
pub struct DayReport {
    /// The day.
    pub day: Day,
    /// Its proxies, in the order of the config.
    pub proxies: Vec<ProxyReport>,
}

/// A proxy of a day.
#[derive(Debug)]
pub struct ProxyReport {
    /// The proxy.
    pub proxy: ProxyName,
    /// Its metrics, in the order of the config; none where none was asked for.
    pub metrics: Vec<MetricReport>,
    /// Outcome of its file.
    pub file: FileOutcome,
}

/// A metric of a proxy of a day.
#[derive(Debug)]
pub struct MetricReport {
    /// Its name.
    pub name: String,
    /// Outcome of the metric.
    pub outcome: MetricOutcome,
    /// Warnings of the source.
    pub warnings: Vec<String>,
    /// Set where a part of the source did not answer: the day is collected again.
    pub is_partial: bool,
    /// Rows of an earlier run that stay, because no new ones take their place.
    pub kept: usize,
}

/// Outcome of a metric.
#[derive(Debug)]
pub enum MetricOutcome {
    /// So many rows.
    Rows(usize),
    /// The source answered, and has nothing.
    Empty,
    /// The source did not answer.
    Failed(SourceError),
}

/// Outcome of a file.
#[derive(Debug)]
pub enum FileOutcome {
    /// It was written whole.
    Written(ArchivedFile),
    /// There was nothing to write; what was there before stays.
    Untouched,
    /// The run ended before.
    Stopped,
    /// Another file has this day and proxy already, in the hive layout.
    KeptElsewhere {
        /// Its path below the archive's folder.
        path: String,
    },
    /// It could not be written; what was there before stays.
    Failed(ArchiveError),
}

impl CollectReport {
    /// Every proxy with its day.
    pub fn proxies(&self) -> impl Iterator<Item = (Day, &ProxyReport)> {
        self.days.iter().flat_map(|day| day.proxies.iter().map(|proxy| (day.day, proxy)))
    }

    /// Rows in the files that were written.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.files().map(|file| file.rows).sum()
    }

    /// The files that were written.
    pub fn files(&self) -> impl Iterator<Item = &ArchivedFile> {
        self.proxies().filter_map(|(_, proxy)| match &proxy.file {
            FileOutcome::Written(file) => Some(file),
            _ => None,
        })
    }

    /// Returns true if everything that was asked for is there.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.proxies().all(|(_, proxy)| proxy.is_good())
    }

    /// Returns true if a file was not written for lack of disk space.
    #[must_use]
    pub fn is_disk_full(&self) -> bool {
        self.too_little_room().is_some()
    }

    /// The most bytes that were free when a file was not written for lack of room; nothing where each had room.
    #[must_use]
    pub fn too_little_room(&self) -> Option<u64> {
        let free = |proxy: &ProxyReport| match proxy.file {
            FileOutcome::Failed(ArchiveError::DiskFull { free_bytes, .. }) => Some(free_bytes),
            _ => None,
        };
        self.proxies().filter_map(|(_, proxy)| free(proxy)).max()
    }
}

impl ProxyReport {
    /// Returns true if everything that was asked for is there.
    #[must_use]
    pub fn is_good(&self) -> bool {
        let answered = self.metrics.iter().all(|metric| !matches!(metric.outcome, MetricOutcome::Failed(_)));
        answered && matches!(self.file, FileOutcome::Written(_) | FileOutcome::Untouched)
    }

    /// Tells whether a part of the source did not answer.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.metrics.iter().any(|metric| metric.is_partial)
    }

    /// New rows.
    #[must_use]
    pub fn new_rows(&self) -> usize {
        let rows = |metric: &MetricReport| match metric.outcome {
            MetricOutcome::Rows(rows) => rows,
            _ => 0,
        };
        self.metrics.iter().map(rows).sum()
    }
}
