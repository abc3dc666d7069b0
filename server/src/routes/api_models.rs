//! `GET /api/v1/models` and what is below: which models there are, and what was evaluated, for programs.

use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Response};
use regression::{Feature, Kind};
use serde_json::{Value, json};
use service::{EvaluationSummary, LoadedModel, ModelEntry, ModelError, ModelState};

use super::api_forecast::query_value;
use super::evaluation_file::evaluation_file;
use crate::app_state::AppState;
use crate::response::api_error;

/// All models, the default first.
pub(crate) async fn models(State(state): State<AppState>) -> Response {
    state.service.models.read_missed().await;
    let models: Vec<Value> = state.service.models.entries().iter().map(|entry| described(entry)).collect();
    success(&json!(models))
}

/// One model with its features.
pub(crate) async fn model(State(state): State<AppState>, Path(name): Path<String>) -> Response {
    state.service.models.read_missed().await;
    match state.service.models.entry(Some(&name)) {
        Ok(entry) => {
            let mut body = described(&entry);
            body["features"] = entry.schema.features.iter().map(feature).collect();
            success(&body)
        }
        Err(error) => refused(&error),
    }
}

/// Lists the evaluations of a model, the newest first.
pub(crate) async fn evaluations(State(state): State<AppState>, Path(name): Path<String>) -> Response {
    match state.service.list_evaluations(Some(&name)).await {
        Ok(list) => {
            let evaluations: Vec<Value> = list.evaluations.iter().map(summary).collect();
            success(&json!({ "evaluations": evaluations, "damaged": list.damaged }))
        }
        Err(error) => refused(&error),
    }
}

/// One evaluation with its rows and every verdict; as a report or a table where `format` is `html` or `csv`.
pub(crate) async fn evaluation(
    State(state): State<AppState>,
    Path((name, id)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Response {
    let format = query_value(&query.unwrap_or_default(), "format");
    match format.as_deref() {
        None | Some("" | "json") => match state.service.evaluation(Some(&name), &id).await {
            Ok(evaluation) => success(&json!(*evaluation)),
            Err(error) => refused(&error),
        },
        Some(format) => evaluation_file(&state, &name, &id, format).await,
    }
}

fn success(data: &Value) -> Response {
    Json(json!({ "status": "success", "data": data })).into_response()
}

fn refused(error: &ModelError) -> Response {
    api_error(&service::model_problem(error))
}

fn described(entry: &ModelEntry) -> Value {
    let schema = &entry.schema;
    let mut body = json!({
        "name": schema.model,
        "target": schema.target,
        "target_unit": schema.target_unit,
        "time": schema.time,
        "state": state_name(&entry.state),
        "problem": entry.why_not(),
    });
    if let ModelState::Ready(loaded) = &entry.state {
        body["trained"] = trained(loaded);
    }
    body
}

fn state_name(state: &ModelState) -> &'static str {
    match state {
        ModelState::Ready(_) => "ready",
        ModelState::Untrained => "untrained",
        ModelState::Unusable(_) | ModelState::Unread(_) => "unusable",
    }
}

fn trained(loaded: &LoadedModel) -> Value {
    let model = &loaded.model;
    let period = model.reference.period().map(|(first, last)| [first.to_string(), last.to_string()]);
    json!({
        "sha256": loaded.sha256,
        "data_sha256": model.origin.sha256,
        "data_note": model.origin.note,
        "trees": model.settings.trees,
        "seed": model.settings.seed,
        "rows": model.reference.len(),
        "left_out_rows": model.left_out,
        "interval": loaded.intervals.as_ref().map(|of| json!({ "share": of.share(), "coverage": of.coverage() })),
        "period": period,
        "out_of_bag": model.out_of_bag_scores,
        "training": model.training_scores,
    })
}

fn feature(feature: &Feature) -> Value {
    let kind = match feature.kind {
        Kind::Number => "number",
        Kind::Integer => "integer",
        Kind::Category => "category",
    };
    let values: Vec<Value> =
        feature.values.iter().map(|(code, meaning)| json!({ "code": code, "meaning": meaning })).collect();
    json!({
        "name": feature.name,
        "label": feature.label,
        "kind": kind,
        "unit": feature.unit,
        "min": feature.min,
        "max": feature.max,
        "values": values,
        "example": feature.example,
    })
}

fn summary(of: &EvaluationSummary) -> Value {
    json!({
        "id": of.id,
        "created": of.created.to_string(),
        "model": of.model,
        "model_sha256": of.model_sha256,
        "evaluation_period_name": of.period,
        "simulated": of.simulated,
        "from": of.span.map(|(first, _)| first.to_string()),
        "to": of.span.map(|(_, last)| last.to_string()),
        "evaluated_items": of.rows,
        "training_rows": of.training_rows,
        "scores": of.scores,
        "baseline_rmse": of.baseline_rmse,
        "drift_detected": of.drifted,
        "drifted_columns_share": of.drifted_share,
        "drift_severity": of.severity,
        "drift_flagged": of.flagged,
    })
}
