//! `Operation`: port that reports the running version, its config, and the last events in it.

use std::collections::BTreeMap;

use timeseries::{Duration, Timestamp};

/// Port of the operation report.
pub trait Operation: Send + Sync + std::fmt::Debug {
    /// Returns the current report.
    fn report(&self) -> OperationReport;
}

/// State of the server: version, config, sources, checks and jobs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OperationReport {
    /// The version of this Promcast.
    pub version: &'static str,
    /// The Rust it was built for.
    pub rust_version: &'static str,
    /// Time of the start; `None` before it.
    pub started: Option<Timestamp>,
    /// The config in force as YAML, secrets hidden.
    pub config: String,
    /// The answers of the sources that were asked, by name.
    pub sources: BTreeMap<String, SourceAnswers>,
    /// The checks besides sources, jobs and archive.
    pub checks: Vec<CheckReport>,
    /// Jobs that the server runs by itself.
    pub jobs: Vec<JobReport>,
}

/// Outcome of the requests to a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceAnswers {
    /// Time of the last answer or failure.
    pub at: Timestamp,
    /// Duration of that request.
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
    /// True if the source gives no answer at all.
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
    /// Name of the job on the page.
    pub name: &'static str,
    /// Interval between runs; `None` if it runs along with another job.
    pub every: Option<Duration>,
    /// Start of the last run.
    pub began: Option<Timestamp>,
    /// The time of the next run where it is not one interval after the last one began.
    pub next: Option<Timestamp>,
    /// End of the last run that ended, and its outcome in words, also if it failed.
    pub ended: Option<(Timestamp, Result<String, String>)>,
}
