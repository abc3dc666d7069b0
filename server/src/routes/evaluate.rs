//! `POST /evaluate` and `POST /trigger-drift`, of the default model or of one by its name: scores and drift of a batch.

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use service::{EvaluationRequest, ModelError, StoredEvaluation};

use super::api_forecast::query_value;
use super::model_body;
use super::model_refusal::refusal;
use crate::app_state::AppState;

/// Evaluates rows whose outcome is known, and keeps the evaluation.
pub(crate) async fn evaluate(
    State(state): State<AppState>,
    model: Option<Path<String>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let (format, body) = match model_body::read(&headers, body).await {
        Ok(read) => read,
        Err(error) => return error.into_response(),
    };
    let period = query_value(query.as_deref().unwrap_or_default(), "evaluation_period_name");
    let asked = EvaluationRequest { model: model.map(|Path(name)| name), format, body, period };
    answered(&state, state.service.evaluate(asked).await)
}

/// Makes up a drift and evaluates it.
pub(crate) async fn trigger_drift(State(state): State<AppState>, model: Option<Path<String>>) -> Response {
    let model = model.map(|Path(name)| name);
    answered(&state, state.service.trigger_drift(model.as_deref()).await)
}

fn answered(state: &AppState, evaluated: Result<StoredEvaluation, ModelError>) -> Response {
    match evaluated {
        Ok(evaluation) => {
            let is_default = state.service.models.is_default(&evaluation.model);
            state.telemetry.models().evaluated(&evaluation, is_default);
            Json(Answer::of(&evaluation, |link| state.reached.at(link))).into_response()
        }
        Err(error) => refusal(&error),
    }
}

/// The old service's keys first, in its order, then what it did not say.
#[derive(Serialize)]
struct Answer<'a> {
    message: String,
    rmse: f64,
    mape: Option<f64>,
    mae: f64,
    r2score: Option<f64>,
    drift_detected: u8,
    evaluated_items: usize,
    model: &'a str,
    evaluation_id: Option<&'a str>,
    report_url: Option<String>,
    scored_rows: usize,
    training_rows: usize,
    mean_error: f64,
    baseline_rmse: f64,
    drifted_columns_share: f64,
    drift_severity: f64,
    drift_flagged: bool,
    warnings: &'a [String],
}

impl<'a> Answer<'a> {
    /// The answer; `at` makes a link one that a visitor follows.
    fn of(evaluation: &'a StoredEvaluation, at: impl Fn(&str) -> String) -> Self {
        let scores = &evaluation.scores;
        // One that could not be kept has no id.
        let id = Some(evaluation.id.as_str()).filter(|id| !id.is_empty());
        Self {
            message: format!("Evaluation for {} completed.", evaluation.period),
            rmse: scores.rmse,
            mape: scores.mape,
            mae: scores.mae,
            r2score: scores.r2,
            drift_detected: u8::from(evaluation.compatible.drifted),
            evaluated_items: evaluation.row_count(),
            model: &evaluation.model,
            evaluation_id: id,
            report_url: id.map(|id| at(&format!("/models?model={}&tab=report&id={id}", evaluation.model))),
            scored_rows: scores.rows,
            training_rows: evaluation.training_rows,
            mean_error: scores.mean_error,
            baseline_rmse: evaluation.baseline.rmse,
            drifted_columns_share: evaluation.compatible.share,
            drift_severity: evaluation.honest.expected.severity,
            drift_flagged: evaluation.honest.flagged,
            warnings: &evaluation.warnings,
        }
    }
}
