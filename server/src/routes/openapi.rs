//! `GET /api/v1/openapi.yaml`: what Promcast answers, for programs.

use axum::http::header;
use axum::response::IntoResponse;

/// Part of the binary, so that it is that of this version.
const DOCUMENT: &str = include_str!("../../../docs/openapi.yaml");

/// The document.
pub(crate) async fn openapi() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/yaml")], DOCUMENT)
}
