//! The words for a source that gave no answer.

use api::{Param, ProblemKind};

use super::{Words, located};
use crate::SourceError;

/// What happened and what to do about it.
pub(super) fn words(error: &SourceError) -> Words {
    let why = error.to_string();
    match error {
        SourceError::Unreachable { why } => {
            let next = "See that the source is running and that its URL, as configured, can be reached from where Promcast runs";
            let why = format!("The source cannot be reached: {why}");
            Words::new(ProblemKind::BadGateway, why, next).at(Param::Source)
        }
        SourceError::Denied { status: 401 } => {
            let next = "Give or configure a user name and a password, or a bearer token, or correct them";
            Words::new(ProblemKind::Unauthorized, format!("The source {why}"), next).at(Param::Source)
        }
        SourceError::Denied { .. } => {
            let next = "Ask who runs the source to let these credentials query it";
            Words::new(ProblemKind::Forbidden, format!("The source {why}"), next).at(Param::Source)
        }
        SourceError::Timeout { .. } => {
            let next = "Ask for a shorter range or a longer step, or raise the source's timeout in the config";
            Words::new(ProblemKind::Timeout, format!("The source gave {why}"), next).at(Param::Range)
        }
        SourceError::NotPrometheus { .. } => {
            let next = "Give the base URL of a Prometheus, without `/graph` or `/api/v1`, as in http://127.0.0.1:9090";
            Words::new(ProblemKind::BadGateway, why, next).at(Param::Source)
        }
        SourceError::Answered { error_type, position, .. } => answered(error_type, why, *position),
        SourceError::TooLarge { .. } => {
            let next = "Ask for fewer series, for example with `topk(10, …)` or more labels, for a shorter range, or a longer step";
            Words::new(ProblemKind::TooLarge, why, next).at(Param::Expr)
        }
        SourceError::NotAllowed { .. } => {
            let next = "Choose a configured source, or give the URL of a Prometheus that may be asked";
            Words::new(ProblemKind::Forbidden, why, next).at(Param::Source)
        }
        SourceError::ForNow { error, .. } => words(error),
        SourceError::Archive { .. } => {
            let next = "Ask again; if that does not help, see the log, and `promcast archive verify`, which looks at every file";
            Words::new(ProblemKind::BadGateway, format!("The archive cannot be read: {why}"), next).at(Param::Source)
        }
        SourceError::Unsupported { .. } => {
            Words::new(ProblemKind::BadRequest, why, "Ask a simpler question, or choose a Prometheus").at(Param::Expr)
        }
    }
}

/// Prometheus' own words, by its error type.
fn answered(error_type: &str, why: String, position: Option<usize>) -> Words {
    let (kind, next) = match error_type {
        "bad_data" => (ProblemKind::BadRequest, "Correct the expression"),
        "execution" => (ProblemKind::Unprocessable, "Change the expression so that Prometheus can evaluate it"),
        "timeout" | "canceled" => (ProblemKind::Timeout, "Ask for a shorter range or a longer step"),
        _ => (ProblemKind::BadGateway, "Look at the log of the source"),
    };
    // Prometheus writes line and column before its message.
    let place = position.filter(|_| !why.contains("parse error"));
    let words = Words::new(kind, format!("The source answered: {}", located(why, place)), next).at(Param::Expr);
    Words { position, ..words }
}
