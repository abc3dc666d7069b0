//! An evaluation to take away: its report as a document of its own, or its rows as CSV.

use api::ModelsProblem;
use axum::http::{HeaderValue, header};
use axum::response::Response;

use super::api_forecast::unknown_format;
use super::attachment::attachment;
use crate::app_state::AppState;
use crate::response::api_error;

/// A document that may use its own style, and nothing else: whatever came with the rows finds nothing to run.
pub(super) const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The evaluation as `html` or `csv`.
pub(super) async fn evaluation_file(state: &AppState, model: &str, id: &str, format: &str) -> Response {
    match format {
        "html" => html(state, model, id).await.unwrap_or_else(|problem| api_error(&problem.problem)),
        "csv" => csv(state, model, id).await.unwrap_or_else(|problem| api_error(&problem.problem)),
        other => api_error(&unknown_format(other, "Give one of json, html, csv.")),
    }
}

async fn html(state: &AppState, model: &str, id: &str) -> Result<Response, ModelsProblem> {
    let document = app::report_file(state.service.report_file(Some(model), id).await?);
    let mut response = attachment("text/html; charset=utf-8", "report", "html", document);
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    Ok(response)
}

async fn csv(state: &AppState, model: &str, id: &str) -> Result<Response, ModelsProblem> {
    let rows = state.service.evaluation_csv(Some(model), id).await?;
    Ok(attachment("text/csv; charset=utf-8", "evaluation", "csv", rows))
}
