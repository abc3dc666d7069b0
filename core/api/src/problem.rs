//! What went wrong, in words: what was asked, why it failed, what to do next.

use serde::{Deserialize, Serialize};

use crate::{ForecastParams, Param};

/// A failure that a person can act on. Carries no credential and no internal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Which kind it is; decides the HTTP status.
    pub kind: ProblemKind,
    /// What was asked: `Reading the last 7 days of "up" from demo`.
    pub asked: String,
    /// Why it failed.
    pub why: String,
    /// What to do next.
    pub next: String,
    /// The parameter at fault, where one is.
    pub param: Option<Param>,
    /// Where in the expression, in characters from 0.
    pub position: Option<usize>,
    /// A way on that can be clicked.
    pub suggestion: Option<Box<Suggestion>>,
}

impl Problem {
    /// Why and what next; nothing about what was asked or where the mistake is.
    #[must_use]
    pub fn new(kind: ProblemKind, why: impl Into<String>, next: impl Into<String>) -> Self {
        let (why, next) = (why.into(), next.into());
        Self { kind, asked: String::new(), why, next, param: None, position: None, suggestion: None }
    }
}

/// A link that may solve a problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// What the link says.
    pub label: String,
    /// Where it goes.
    pub params: ForecastParams,
}

/// The kinds a caller can act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    /// A parameter makes no sense, or the source calls the expression wrong.
    BadRequest,
    /// The source wants other credentials: 401.
    Unauthorized,
    /// The source, or a rule of ours, forbids it: 403.
    Forbidden,
    /// There is no such thing.
    NotFound,
    /// It is there, and cannot be used as it is.
    Conflict,
    /// The data are there, and cannot be forecast.
    Unprocessable,
    /// More than the caps allow.
    TooLarge,
    /// The source cannot be reached, or its answer makes no sense.
    BadGateway,
    /// The source, or the forecast, took too long.
    Timeout,
    /// Too much work is waiting.
    Overloaded,
    /// A fault of ours.
    Internal,
}

impl Problem {
    /// One line of plain text.
    #[must_use]
    pub fn message(&self) -> String {
        [&self.asked, &self.why, &self.next]
            .into_iter()
            .filter(|part| !part.is_empty())
            .map(|part| part.trim_end_matches('.'))
            .collect::<Vec<_>>()
            .join(". ")
            + "."
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message())
    }
}

impl std::error::Error for Problem {}
