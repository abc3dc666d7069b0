//! `Problem`: an error for people, with the query, the reason, and the next step.

use serde::{Deserialize, Serialize};

use crate::{ForecastParams, Param};

/// A failure that a person can act on. Carries no credential and no internal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Kind; determines the HTTP status.
    pub kind: ProblemKind,
    /// The query: `Reading the last 7 days of "up" from demo`.
    pub asked: String,
    /// The reason.
    pub why: String,
    /// The next step.
    pub next: String,
    /// The parameter at fault, where one is.
    pub param: Option<Param>,
    /// Position in the expression, in characters from 0.
    pub position: Option<usize>,
    /// A way on that can be clicked.
    pub suggestion: Option<Box<Suggestion>>,
}

impl Problem {
    /// Creates a problem with a reason and a next step, without a query and a position.
    #[must_use]
    pub fn new(kind: ProblemKind, why: impl Into<String>, next: impl Into<String>) -> Self {
        let (why, next) = (why.into(), next.into());
        Self { kind, asked: String::new(), why, next, param: None, position: None, suggestion: None }
    }
}

/// A link that may solve a problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Text of the link.
    pub label: String,
    /// Parameters of its target.
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
