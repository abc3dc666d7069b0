//! `AnswerError`: errors of an answer of Prometheus.

use serde_json::error::Category;

/// Error of an answer without series. No variant but `Answered` carries a word of the answer, which may come from anywhere.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// The bytes are not an answer of this API.
    #[error("{part} {fault}")]
    Malformed {
        /// Part of the answer.
        part: &'static str,
        /// Fault of the part.
        fault: &'static str,
    },
    /// Prometheus says no, in its own words, shortened and without control characters.
    #[error("{message}")]
    Answered {
        /// Prometheus' `errorType`.
        error_type: String,
        /// Prometheus' `error`.
        message: String,
        /// Position in the expression, in characters from 0, if the message has one.
        position: Option<usize>,
    },
    /// More series than are read.
    #[error("more than {limit} series")]
    TooManySeries {
        /// The most that are read.
        limit: usize,
    },
    /// More samples of one series than were asked for.
    #[error("a series has more than {limit} samples, and fewer were asked for")]
    TooManySamples {
        /// The most that are read.
        limit: usize,
    },
    /// No sample is at a time that was asked for.
    #[error("none of its samples is at a time that was asked for")]
    OffTheGrid,
    /// A series is of another metric than the one that was asked for.
    #[error("its series are of another metric")]
    OtherMetric,
    /// The labels of one series are longer than any that are read.
    #[error("more than {} KiB of labels of one series", limit >> 10)]
    LongLabels {
        /// The most bytes that are read.
        limit: usize,
    },
}

impl AnswerError {
    /// The fault that serde found. Its own text quotes the answer, which may be anybody's, and is not kept.
    pub(super) fn malformed(part: &'static str, error: &serde_json::Error) -> Self {
        let category = error.classify();
        let fault = match category {
            Category::Eof => "ends in the middle",
            Category::Syntax | Category::Io => "is not JSON",
            Category::Data => "has another shape",
        };
        // A place in bytes that are no JSON is in no part of an answer.
        let part = if category == Category::Data { part } else { "the answer" };
        Self::Malformed { part, fault }
    }
}
