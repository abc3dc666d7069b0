//! A parameter of the archive's page that makes no sense.

use api::{ArchiveParam, ArchiveProblem, Problem, ProblemKind};

/// Which one, why, and what to type instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) field: ArchiveParam,
    why: String,
    next: String,
}

/// As much of a text as a sentence bears.
const SHOWN_CHARS: usize = 80;

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

/// What was typed, as a sentence can show it.
pub(super) fn shown(text: &str) -> String {
    let text: String = text.trim().chars().filter(|c| !c.is_control() && *c != '`').collect();
    match text.char_indices().nth(SHOWN_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
