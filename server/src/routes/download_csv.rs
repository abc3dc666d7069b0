//! `GET /download-csv`: a kept forecast as the old forecast API wrote it.

use axum::Json;
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::json;

use crate::response::{api_error, status_of};
use crate::router::AppState;

/// Which forecast; the newest without an id.
#[derive(Deserialize)]
pub(crate) struct Which {
    id: Option<String>,
}

/// The CSV as a file to keep.
pub(crate) async fn download_csv(State(state): State<AppState>, Query(which): Query<Which>) -> Response {
    let found = state.service.kept_forecast(which.id.as_deref()).await;
    let forecast = match (found, which.id) {
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
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=forecasted_data.csv"),
    ];
    (headers, csv).into_response()
}

fn missing(why: &str) -> Response {
    (StatusCode::NOT_FOUND, Json(json!({ "error": why }))).into_response()
}
