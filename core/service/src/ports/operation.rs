//! What runs, with which config, and what happened in it last.

use std::collections::BTreeMap;

use timeseries::{Duration, Timestamp};

/// Whoever remembers it.
pub trait Operation: Send + Sync + std::fmt::Debug {
    /// What is known now.
    fn report(&self) -> OperationReport;
}

/// What is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OperationReport {
    /// The version of this Promcast.
    pub version: &'static str,
    /// The Rust it was built for.
    pub rust_version: &'static str,
    /// When it started; nothing before it did.
    pub started: Option<Timestamp>,
    /// The config in force as YAML, secrets hidden.
    pub config: String,
    /// The answers of the sources that were asked, by name.
    pub sources: BTreeMap<String, SourceAnswers>,
    /// The checks besides sources, jobs and archive.
    pub checks: Vec<CheckReport>,
    /// What the server does by itself.
    pub jobs: Vec<JobReport>,
}

/// What a source answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceAnswers {
    /// When it answered last, or did not.
    pub at: Timestamp,
    /// How long that took.
    pub took: Duration,
    /// Since when it is at fault, and how; nothing where its last answer was one.
    pub trouble: Option<SourceTrouble>,
    /// The last error, with its time.
    pub last_error: Option<(Timestamp, String)>,
}

/// A source that is at fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceTrouble {
    /// The first failure since the last answer.
    pub since: Timestamp,
    /// Whether nothing answers at all.
    pub is_silent: bool,
    /// The last failure in words.
    pub why: String,
}

/// A part of the server that is looked at: a disk, the files of the pages, what is kept on request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckReport {
    /// Its name on the page.
    pub name: &'static str,
    /// The time of the last look; nothing before the first one.
    pub at: Option<Timestamp>,
    /// The outcome in words: a remark, or a fault.
    pub outcome: Result<String, CheckFault>,
}

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckFault {
    /// The time at which it was first seen.
    pub since: Timestamp,
    /// The fault and what to do, in whole sentences.
    pub words: String,
}

/// A job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobReport {
    /// What it does.
    pub name: &'static str,
    /// How often; nothing where it goes along with another.
    pub every: Option<Duration>,
    /// When it began last.
    pub began: Option<Timestamp>,
    /// The time of the next run where it is not one interval after the last one began.
    pub next: Option<Timestamp>,
    /// When it ended last, and what came of it: words, also where it failed.
    pub ended: Option<(Timestamp, Result<String, String>)>,
}
