//! View of the status page: the overall state, the running version and config, and the last outcomes.

use crate::FactView;

/// The page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusView {
    /// Overall state, in a sentence.
    pub sentence: String,
    /// Problems that need a look, one a line; empty if there are none.
    pub findings: Vec<String>,
    /// Version, start, and what is at work.
    pub server: Vec<FactView>,
    /// The sources, the default first.
    pub sources: Vec<SourceRow>,
    /// The checks of its disks, and of what else it needs.
    pub checks: Vec<FactView>,
    /// Background jobs.
    pub jobs: Vec<JobRow>,
    /// Content of the archive.
    pub archive: Vec<FactView>,
    /// The models, the default first.
    pub models: Vec<ModelRow>,
    /// The config in force as YAML, secrets hidden.
    pub config: String,
}

/// A source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRow {
    /// Its name.
    pub name: String,
    /// Kind of the source.
    pub kind: &'static str,
    /// Time of the last query, and its duration.
    pub asked: String,
    /// Its last answer.
    pub answer: String,
    /// The last error since the start, with its time.
    pub last_error: String,
}

/// A job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobRow {
    /// Name of the job.
    pub name: &'static str,
    /// Interval.
    pub every: String,
    /// Time of the last run.
    pub last: String,
    /// Outcome of the last run.
    pub outcome: String,
    /// Time of the next run.
    pub next: String,
}

/// A model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelRow {
    /// Its name.
    pub name: String,
    /// Its page.
    pub link: String,
    /// `ready`, or why it is not.
    pub state: String,
    /// On how many rows it was trained.
    pub trained: String,
}
