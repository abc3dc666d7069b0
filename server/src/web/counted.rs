//! Counts every request with the route it met and the status it was answered with.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::response::Response;

use crate::telemetry::HttpTelemetry;

/// The route of what has none: a stranger who tries paths must not grow the label.
const OTHER: &str = "other";

/// Answers a request, then counts it.
pub(super) async fn counted(
    telemetry: &HttpTelemetry,
    matched: Option<MatchedPath>,
    request: Request,
    next: impl AsyncFnOnce(Request) -> Response,
) -> Response {
    let method = request.method().clone();
    let since = Instant::now();
    let response = next(request).await;
    let endpoint = matched.as_ref().map_or(OTHER, MatchedPath::as_str);
    telemetry.answered(&method, endpoint, response.status(), since.elapsed());
    response
}
