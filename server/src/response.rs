//! A problem as an HTTP response: the one place where kinds become statuses.

use api::{Problem, ProblemKind};
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// The status of a problem.
pub(crate) fn status_of(kind: ProblemKind) -> StatusCode {
    StatusCode::from_u16(app::status_of(kind)).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// The problem in the envelope of Prometheus' API, with our words beside its two.
pub(crate) fn api_error(problem: &Problem) -> Response {
    let body = json!({
        "status": "error",
        "errorType": error_type(problem.kind),
        "error": problem.message(),
        "problem": problem,
    });
    with_retry(problem.kind, (status_of(problem.kind), Json(body)).into_response())
}

/// Adds `Retry-After` to the response to an overload.
pub(crate) fn with_retry(kind: ProblemKind, mut response: Response) -> Response {
    if kind == ProblemKind::Overloaded {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
    response
}

/// Prometheus' word for a kind.
fn error_type(kind: ProblemKind) -> &'static str {
    match kind {
        ProblemKind::BadRequest => "bad_data",
        ProblemKind::Conflict | ProblemKind::Unprocessable | ProblemKind::TooLarge => "execution",
        ProblemKind::NotFound => "not_found",
        ProblemKind::Unauthorized | ProblemKind::Forbidden => "forbidden",
        ProblemKind::BadGateway | ProblemKind::Overloaded => "unavailable",
        ProblemKind::Timeout => "timeout",
        ProblemKind::Internal => "internal",
    }
}
