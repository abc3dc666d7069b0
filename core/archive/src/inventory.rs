//! `Inventory`: content of an archive at a moment, with the readable files, and those left out with the reason.

use timeseries::{Day, Timestamp};

use crate::{FileShape, Place};

/// Everything in an archive's folder.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inventory {
    /// Files that can be read, by day and proxy.
    pub files: Vec<ArchivedFile>,
    /// Files that are damaged or foreign, by path.
    pub left_out: Vec<LeftOut>,
}

/// A file that can be read.
#[derive(Clone, Debug, PartialEq)]
pub struct ArchivedFile {
    /// Its place in the archive.
    pub place: Place,
    /// SHA-256 of the whole file, in hexadecimal; empty where nobody read it.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
    /// Its rows, by its footer.
    pub rows: u64,
    /// The earliest and the latest timestamp, where the footer says.
    pub span: Option<(Timestamp, Timestamp)>,
    /// Its entry in the day's manifest; `None` for a file that another program wrote.
    pub kept: Option<Kept>,
    /// Reading of its columns.
    pub shape: FileShape,
}

/// Manifest entry of a file that Promcast wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// 1 for the first time the day was collected, then one more each time.
    pub attempt: u32,
    /// Time of the collection.
    pub collected: Timestamp,
    /// True if the day is complete: nothing failed, and where metrics are read on a grid the day was over.
    pub whole_day: bool,
}

/// A file that is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its path below the archive's folder.
    pub path: String,
    /// Its day, where the path says.
    pub day: Option<Day>,
    /// Reason, for people: `its bytes are not those that were written`.
    pub reason: String,
}
