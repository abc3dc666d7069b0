//! Counts every request with the route it met and the status it was answered with.

use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;

use crate::router::AppState;

/// The route of what has none: a stranger who tries paths must not grow the label.
const OTHER: &str = "other";

/// Answers a request, then counts it.
pub(crate) async fn counted(
    State(state): State<AppState>,
    matched: Option<MatchedPath>,
    request: Request,
    next: Next,
) -> Response {
    let method = request.method().clone();
    let since = Instant::now();
    let response = next.run(request).await;
    let endpoint = matched.as_ref().map_or(OTHER, MatchedPath::as_str);
    state.telemetry.http().answered(&method, endpoint, response.status(), since.elapsed());
    response
}
