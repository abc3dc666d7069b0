//! A parameter of the archive's page that makes no sense.

use api::{ArchiveParam, ArchiveProblem, Problem, ProblemKind};

pub(super) use crate::words::shown;

/// An invalid parameter: its name, the reason, and what to type instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) field: ArchiveParam,
    why: String,
    next: String,
}

impl Fault {
    pub(super) fn new(field: ArchiveParam, why: impl Into<String>, next: impl Into<String>) -> Self {
        Self { field, why: why.into(), next: next.into() }
    }

    /// The fault in words.
    pub(super) fn into_problem(self) -> ArchiveProblem {
        let problem = Problem::new(ProblemKind::BadRequest, self.why, self.next);
        ArchiveProblem { problem, field: Some(self.field) }
    }
}
