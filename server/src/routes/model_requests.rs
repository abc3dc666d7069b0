//! Counts the questions to models, each with the status that it was answered with: also those that met no handler.

use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;

use crate::router::AppState;

/// Answers a request, then counts it.
pub(crate) async fn counted(
    State(state): State<AppState>,
    matched: MatchedPath,
    request: Request,
    next: Next,
) -> Response {
    let method = known_method(request.method());
    let since = Instant::now();
    let response = next.run(request).await;
    state.telemetry.models().answered(matched.as_str(), method, response.status().as_u16(), since.elapsed());
    response
}

/// A method that nobody knows must not grow the label.
fn known_method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::HEAD => "HEAD",
        Method::OPTIONS => "OPTIONS",
        Method::PATCH => "PATCH",
        _ => "other",
    }
}
