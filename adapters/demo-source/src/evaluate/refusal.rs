//! The words in which an expression is refused: Prometheus' own where Prometheus would refuse too, else plain ones.

use promql::ExpressionError;
use service::SourceError;

/// What the samples understand, as a sentence goes on.
const UNDERSTOOD: &str = "selectors with `offset`, `rate`, `increase`, `irate`, `delta`, `avg_over_time` and its likes \
    for `min`, `max`, `sum` and `count`, the aggregations `sum`, `avg`, `min`, `max` and `count` with `by` or \
    `without`, `+ - * /`, comparisons as filters, `abs`, `clamp_min`, `clamp_max` and `timestamp`";

/// A text that is not PromQL, or is over a cap.
pub(super) fn unreadable(error: &ExpressionError) -> SourceError {
    SourceError::Answered { error_type: "bad_data".to_owned(), message: error.to_string(), position: error.position() }
}

/// PromQL that is beyond the samples. `what` is a noun of ours or a name of PromQL's, never a text of a stranger.
pub(super) fn unsupported(what: &str) -> SourceError {
    SourceError::Unsupported {
        why: format!("the sample metrics do not know {what}; they know {UNDERSTOOD}; a Prometheus knows the rest"),
    }
}

/// An expression of a type that cannot be drawn.
pub(super) fn not_a_vector(found: &str) -> SourceError {
    let message = format!("invalid expression type \"{found}\" for range query, must be Scalar or instant Vector");
    SourceError::Answered { error_type: "bad_data".to_owned(), message, position: None }
}

/// An expression that reads well and cannot be evaluated.
pub(super) fn execution(message: &str) -> SourceError {
    SourceError::Answered { error_type: "execution".to_owned(), message: message.to_owned(), position: None }
}
