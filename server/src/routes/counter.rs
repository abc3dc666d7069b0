//! The old counter's doors: `GET /` for whoever asks for no page, `POST /checkpoint` and `POST /restore`.

use app::Visit;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use service::Counter;

use crate::app_state::AppState;

/// Adds one and says what that makes; `HEAD` only looks. This `GET` changes something, so it looks itself who sends it.
pub(super) fn count(counter: &Counter, method: &Method, headers: &HeaderMap) -> Response {
    if Visit::of(headers).is_foreign() {
        let why = "This request comes from a page of another site.";
        return (StatusCode::FORBIDDEN, Json(json!({ "error": why }))).into_response();
    }
    let value = if *method == Method::HEAD { counter.value() } else { counter.count() };
    ([(header::CACHE_CONTROL, "no-store")], Json(json!({ "counter": value }))).into_response()
}

/// Writes the checkpoint.
pub(crate) async fn checkpoint(State(state): State<AppState>) -> Response {
    match state.service.counter.save().await {
        Ok(value) => {
            state.telemetry.counter().saved(value);
            Json(json!({ "counter": value, "status": "checkpoint saved" })).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "the checkpoint cannot be written");
            let body = json!({ "message": error.to_string(), "status": "error" });
            (StatusCode::INTERNAL_SERVER_ERROR, Json(body)).into_response()
        }
    }
}

/// Sets the counter back to its checkpoint.
pub(crate) async fn restore(State(state): State<AppState>) -> Response {
    match state.service.counter.restore().await {
        Ok(value) => {
            state.telemetry.counter().restored(value);
            Json(json!({ "counter": value, "status": "restored" })).into_response()
        }
        Err(error) => {
            tracing::warn!(%error, "the counter is not restored");
            let body = json!({ "error": error.to_string(), "status": "restore failed" });
            (StatusCode::INTERNAL_SERVER_ERROR, Json(body)).into_response()
        }
    }
}
