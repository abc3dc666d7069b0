//! What the page of the status shows: whether all is well, what runs with which config, and what happened last.

use crate::FactView;

/// The page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusView {
    /// Whether all is well, in a sentence.
    pub sentence: String,
    /// What needs a look, one a line; empty where all is well.
    pub findings: Vec<String>,
    /// Version, start, and what is at work.
    pub server: Vec<FactView>,
    /// The sources, the default first.
    pub sources: Vec<SourceRow>,
    /// The checks of its disks, and of what else it needs.
    pub checks: Vec<FactView>,
    /// What the server does by itself.
    pub jobs: Vec<JobRow>,
    /// What the archive holds.
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
    /// What it is.
    pub kind: &'static str,
    /// When it was asked last, and how long that took.
    pub asked: String,
    /// What it answered last.
    pub answer: String,
    /// The last error since the start, with its time.
    pub last_error: String,
}

/// A job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobRow {
    /// What it does.
    pub name: &'static str,
    /// How often.
    pub every: String,
    /// When it ran last.
    pub last: String,
    /// What came of it.
    pub outcome: String,
    /// When it runs next.
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
