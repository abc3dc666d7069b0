//! `GET /download-csv`: a kept forecast as the old forecast API wrote it.

use axum::Json;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::api_forecast::query_value;
use super::attachment::attachment;
use crate::app_state::AppState;
use crate::response::{api_error, status_of};

/// The CSV as a file to keep: of the forecast with this `id`, or the newest one.
pub(crate) async fn download_csv(State(state): State<AppState>, RawQuery(query): RawQuery) -> Response {
    let id = query_value(query.as_deref().unwrap_or_default(), "id");
    let forecast = match (state.service.kept_forecast(id.as_deref()).await, id) {
        (Err(problem), _) => return api_error(&problem),
        (Ok(Some(forecast)), _) => forecast,
        (Ok(None), None) => return missing("CSV file not found. Please run the script first."),
        (Ok(None), Some(_)) => {
            return missing("There is no forecast with this id. See `forecast_id` in the answer of /run-script.");
        }
    };
    let mut csv = Vec::new();
    if let Err(error) = service::stored_csv(&forecast, &mut csv) {
        tracing::error!(%error, "a forecast cannot be written as CSV");
        return status_of(api::ProblemKind::Internal).into_response();
    }
    attachment("text/csv; charset=utf-8", "forecasted_data", "csv", csv)
}

fn missing(why: &str) -> Response {
    (StatusCode::NOT_FOUND, Json(json!({ "error": why }))).into_response()
}
