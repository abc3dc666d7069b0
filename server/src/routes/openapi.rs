//! `GET /api/v1/openapi.yaml`: what Promcast answers, for programs.

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;

use crate::app_state::AppState;

/// Part of the binary, so that it is that of this version.
const DOCUMENT: &str = include_str!("../../../docs/openapi.yaml");

/// The document, with where this Promcast is.
pub(crate) async fn openapi(State(state): State<AppState>) -> impl IntoResponse {
    let url = Some(state.reached.external_url()).filter(|url| !url.is_empty()).unwrap_or_else(|| "/".to_owned());
    ([(header::CONTENT_TYPE, "application/yaml")], format!("{DOCUMENT}servers:\n  - {{url: {url:?}}}\n"))
}
