//! `EvaluateError`: errors of an evaluation, in Prometheus' own words where Prometheus would refuse too.

use crate::ExpressionError;

/// An expression that was not evaluated.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EvaluateError {
    /// Prometheus would refuse it too, in these words.
    #[error("{message}")]
    Refused {
        /// Prometheus' `errorType`: `bad_data` or `execution`.
        error_type: &'static str,
        /// Prometheus' `error`.
        message: String,
        /// Position in the expression, in characters from 0, if it is known.
        position: Option<usize>,
    },
    /// PromQL that only Prometheus knows.
    #[error("{what} is not known here; {UNDERSTOOD} are")]
    Unsupported {
        /// A noun of ours or a name of PromQL's in backticks, never a text of a stranger.
        what: String,
    },
    /// More than one query may compute or hold.
    #[error("{what}, at most {limit}")]
    TooLarge {
        /// Exceeded amount, with its unit.
        what: String,
        /// The cap, with its unit.
        limit: String,
    },
}

/// The supported subset, in the middle of a sentence.
pub const UNDERSTOOD: &str = "selectors with `offset`, `rate`, `increase`, `irate`, `delta`, `avg_over_time` and its likes \
    for `min`, `max`, `sum` and `count`, the aggregations `sum`, `avg`, `min`, `max` and `count` with `by` or \
    `without`, `+ - * /`, comparisons as filters, `abs`, `clamp_min`, `clamp_max` and `timestamp`";

/// A text that is not PromQL, or is over a cap.
pub(super) fn unreadable(error: &ExpressionError) -> EvaluateError {
    EvaluateError::Refused { error_type: "bad_data", message: error.to_string(), position: error.position() }
}

/// PromQL that only Prometheus knows.
pub(super) fn unsupported(what: &str) -> EvaluateError {
    EvaluateError::Unsupported { what: what.to_owned() }
}

/// An expression of a type that cannot be drawn.
pub(super) fn not_a_vector(found: &str) -> EvaluateError {
    let message = format!("invalid expression type \"{found}\" for range query, must be Scalar or instant Vector");
    EvaluateError::Refused { error_type: "bad_data", message, position: None }
}

/// An expression that reads well and cannot be evaluated.
pub(super) fn execution(message: &str) -> EvaluateError {
    EvaluateError::Refused { error_type: "execution", message: message.to_owned(), position: None }
}
