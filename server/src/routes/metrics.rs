//! Promcast's own metrics.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::app_state::AppState;

/// Prometheus' text format.
pub(crate) async fn metrics(State(state): State<AppState>) -> Response {
    match state.telemetry.exposition(state.service.pool.queue_length(), state.service.counter.value()) {
        Ok(text) => ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response(),
        Err(error) => {
            tracing::error!(%error, "metrics cannot be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
