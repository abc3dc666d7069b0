//! `/-/reload` and `/-/quit`, as Prometheus has them: for an operator, and only where the server was started with them.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::app_state::AppState;

const OFF: &str = "Lifecycle API is not enabled: start Promcast with --web.enable-lifecycle.\n";

/// Reads the config again.
pub(crate) async fn reload(State(state): State<AppState>) -> Response {
    if !state.lifecycle.is_enabled() {
        return (StatusCode::FORBIDDEN, OFF).into_response();
    }
    match state.lifecycle.reload().await {
        Ok(()) => StatusCode::OK.into_response(),
        Err(why) => (StatusCode::INTERNAL_SERVER_ERROR, format!("failed to reload config: {why}\n")).into_response(),
    }
}

/// Ends the server.
pub(crate) async fn quit(State(state): State<AppState>) -> Response {
    if !state.lifecycle.is_enabled() {
        return (StatusCode::FORBIDDEN, OFF).into_response();
    }
    state.lifecycle.quit();
    "Requesting termination... Goodbye!\n".into_response()
}
