//! `GET /api/v1/forecast`: every series' forecast for a program, or the picture of one.

use std::sync::Arc;

use api::{ForecastParams, Problem, ProblemKind};
use app::picture::forecast_picture;
use axum::Json;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Response};
use chart::Theme;
use forecast::VERSION;
use serde_json::json;
use service::SeriesForecast;
use timeseries::{Day, Timestamp};

use super::attachment::attachment;
use super::picture::{PictureFormat, picture, theme_of};
use crate::app_state::AppState;
use crate::response::api_error;

/// Parameters as the page has them, and `format` (`json`, `csv`, `svg`, `png`) and `theme` (`light`, `dark`) for pictures.
pub(crate) async fn api_forecast(State(state): State<AppState>, RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    let params = ForecastParams::from_query(&query);
    let answer = match query_value(&query, "format").as_deref().unwrap_or("json") {
        "json" => as_json(&state, &params, &query).await,
        "csv" => as_csv(&state, &params).await,
        other => match PictureFormat::named(other) {
            Some(format) => as_picture(&state, &params, format, theme_of(&query)).await,
            None => Err(unknown_format(other, "Give one of json, csv, svg, png.")),
        },
    };
    answer.unwrap_or_else(|problem| api_error(&problem))
}

async fn as_json(state: &AppState, params: &ForecastParams, query: &str) -> Result<Response, Problem> {
    let (table, said) = state.service.forecast_table_view(params).await?;
    let warnings = [api::unknown_parameters(query, &["format", "theme"]), said.notes, said.warnings].concat();
    let answer = json!({ "status": "success", "data": table, "warnings": warnings, "infos": said.infos });
    Ok(Json(answer).into_response())
}

async fn as_csv(state: &AppState, params: &ForecastParams) -> Result<Response, Problem> {
    let table = state.service.forecast_table(params, Arc::new(|| ())).await?;
    let mut csv = Vec::new();
    service::forecast_csv(&table.series, &mut csv).map_err(|_| fault("The CSV cannot be written."))?;
    let name = file_name(&table.request.expr, table.request.origin());
    let response = attachment("text/csv; charset=utf-8", &name, "csv", csv);
    Ok((made_of(&table.series), response).into_response())
}

/// By what whoever keeps the CSV can tell what it was made of; of several series the hash is that of theirs, a line each.
fn made_of(series: &[SeriesForecast]) -> [(&'static str, String); 3] {
    let forecasts = series.iter().filter_map(|one| one.forecast.as_ref().ok());
    let seed = forecasts.map(|forecast| forecast.seed.to_string()).next().unwrap_or_default();
    [
        ("x-promcast-version", VERSION.to_owned()),
        ("x-promcast-data-sha256", service::data_sha256(series)),
        ("x-promcast-seed", seed),
    ]
}

async fn as_picture(
    state: &AppState,
    params: &ForecastParams,
    format: PictureFormat,
    theme: Theme,
) -> Result<Response, Problem> {
    let view = state.service.forecast_metric(params).await?;
    let name = file_name(&view.question.expr, view.question.origin);
    picture(state, format, &name, forecast_picture(&view, theme)).await
}

/// The metric and the day a forecast starts from, so that files kept side by side are told apart: `up-2026-12-01`.
fn file_name(expr: &str, origin: Timestamp) -> String {
    let metric =
        promql::inspect(expr).ok().and_then(|inspection| Some((*inspection.metric_names().first()?).to_owned()));
    format!("{}-{}", metric.as_deref().unwrap_or("forecast"), Day::of(origin))
}

/// A fault of ours.
pub(super) fn fault(why: &str) -> Problem {
    Problem::new(ProblemKind::Internal, why, "The log says more.")
}

/// A format that is none; `next` says which there are.
pub(super) fn unknown_format(format: &str, next: &str) -> Problem {
    let shown: String = format.chars().take(20).collect();
    Problem::new(ProblemKind::BadRequest, format!("`{shown}` is not a format."), next)
}

/// The last value of a name in a query; for parameters that are not the forecast's.
pub(super) fn query_value(query: &str, name: &str) -> Option<String> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.filter(|(key, _)| *key == name).map(|(_, value)| api::decode(value)).next_back()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_apart_by_metric_and_day() {
        let origin = Timestamp::from_seconds(1_796_083_200);
        let cases = [
            ("disk_used_ratio{host=\"a\"}", "disk_used_ratio-2026-12-01"),
            ("sum(rate(http_requests_total[5m]))", "http_requests_total-2026-12-01"),
            ("1 + 1", "forecast-2026-12-01"),
            ("sum(", "forecast-2026-12-01"),
        ];
        for (expr, name) in cases {
            assert_eq!(file_name(expr, origin), name, "{expr}");
        }
    }
}
