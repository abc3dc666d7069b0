//! `GET /api/v1/archive`: the rows behind a view of the archive's page, or one of its charts, as a file to keep.

use api::{ArchiveParams, Problem};
use app::picture::archive_picture;
use archive::export::Format;
use axum::extract::{RawQuery, State};
use axum::response::Response;

use super::api_forecast::{query_value, unknown_format};
use super::picture::{PictureFormat, picture, theme_of};
use super::table_download::{FORMATS, table_download};
use crate::app_state::AppState;
use crate::response::api_error;

/// Parameters as the page has them, and `format`: `csv`, `json`, `parquet` for rows, of the raw data all and not one page; `svg`,
/// `png` for the chart of the metric that `chart` names, in the colours of `theme` (`light`, `dark`).
pub(crate) async fn archive_download(State(state): State<AppState>, RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    download(&state, &query).await.unwrap_or_else(|problem| api_error(&problem))
}

async fn download(state: &AppState, query: &str) -> Result<Response, Problem> {
    let format = query_value(query, "format").unwrap_or_else(|| Format::Json.name().to_owned());
    let params = ArchiveParams::from_query(query);
    if let Some(format) = PictureFormat::named(&format) {
        let metric = query_value(query, "chart").unwrap_or_default();
        let chart = state.service.archive_chart(&params, &metric).await?;
        return picture(state, format, &chart.name, archive_picture(&chart.drawn, theme_of(query))).await;
    }
    let format = Format::named(&format).ok_or_else(|| unknown_format(&format, FORMATS))?;
    let download = state.service.archive_download(&params).await?;
    table_download(download.answer, &download.left_out, format, &download.name).await
}
