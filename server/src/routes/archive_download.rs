//! `GET /api/v1/archive`: the rows behind a view of the archive's page, as a file to keep.

use api::{ArchiveParams, Problem, ProblemKind};
use archive::export::Format;
use axum::extract::{RawQuery, State};
use axum::response::Response;

use super::api_forecast::query_value;
use super::table_download::table_download;
use crate::response::api_error;
use crate::router::AppState;

/// Parameters as the page has them, and `format` (`csv`, `json`, `parquet`). Of the raw data all rows are sent, not one page.
pub(crate) async fn archive_download(State(state): State<AppState>, RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    download(&state, &query).await.unwrap_or_else(|problem| api_error(&problem))
}

async fn download(state: &AppState, query: &str) -> Result<Response, Problem> {
    let format = query_value(query, "format").unwrap_or_else(|| Format::Json.name().to_owned());
    let format = Format::named(&format).ok_or_else(|| unknown_format(&format))?;
    let download = state.service.archive_download(&ArchiveParams::from_query(query)).await?;
    table_download(download.answer, format, &download.name).await
}

fn unknown_format(format: &str) -> Problem {
    let shown: String = format.chars().take(20).collect();
    Problem {
        kind: ProblemKind::BadRequest,
        asked: String::new(),
        why: format!("`{shown}` is not a format."),
        next: format!("Give one of {}.", Format::NAMES.map(|(name, _)| name).join(", ")),
        param: None,
        position: None,
        suggestion: None,
    }
}
