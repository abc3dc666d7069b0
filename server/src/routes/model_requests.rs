//! Counts the questions to models, each with the status that it was answered with: also those that met no handler.

use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;

use crate::app_state::AppState;

/// Answers a request, then counts it.
pub(crate) async fn counted(
    State(state): State<AppState>,
    matched: MatchedPath,
    request: Request,
    next: Next,
) -> Response {
    let method = request.method().clone();
    let since = Instant::now();
    let response = next.run(request).await;
    state.telemetry.models().answered(matched.as_str(), &method, response.status(), since.elapsed());
    response
}
