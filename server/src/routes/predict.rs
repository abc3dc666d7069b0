//! `POST /predict` and `POST /predict/{model}`: one number for one record, a list for many, a CSV for a CSV.

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use regression::{Contributions, Interval, Schema};
use serde_json::{Map, Value, json};
use service::{PredictionRequest, Predictions};

use super::api_forecast::query_value;
use super::attachment::attachment;
use super::model_body;
use super::model_refusal::refusal;
use crate::app_state::AppState;

/// The header that names a column of a table which is not given back.
const LEFT_OUT: &str = "x-promcast-left-out";

/// Predicts with a model, or the default; `?explain=1` says what each feature had to do with it, `?interval=1` how wide the
/// likely range is.
pub(crate) async fn predict(
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
    let query = query.unwrap_or_default();
    let asks_for = |name: &str| query_value(&query, name).is_some_and(|value| value != "0");
    let explain = asks_for("explain");
    let model = model.map(|Path(name)| name);
    match state.service.predict(PredictionRequest { model, format, body, explain }).await {
        Ok(predictions) => {
            state.telemetry.models().predicted(predictions.model.name(), &predictions.values);
            answer(&predictions, &headers, asks_for("interval"))
        }
        Err(error) => refusal(&error),
    }
}

fn answer(predictions: &Predictions, headers: &HeaderMap, with_intervals: bool) -> Response {
    let accepts = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    match predictions.as_csv() {
        Some(csv) if !accepts.contains("application/json") => table(csv, predictions.left_out()),
        _ => Json(as_json(predictions, with_intervals)).into_response(),
    }
}

/// The table that was sent with its predictions; a header names the column that is not given back.
pub(super) fn table(csv: Vec<u8>, left_out: Option<&'static str>) -> Response {
    let mut response = attachment("text/csv; charset=utf-8", "predictions", "csv", csv);
    if let Some(column) = left_out {
        response.headers_mut().insert(LEFT_OUT, HeaderValue::from_static(column));
    }
    response
}

fn as_json(predictions: &Predictions, with_intervals: bool) -> Value {
    let schema = &predictions.model.model.schema;
    let explained = predictions.explained.as_deref();
    let share = predictions.model.intervals.as_ref().map(regression::Intervals::share);
    let intervals = share.zip(predictions.intervals().filter(|_| with_intervals));
    let intervals = intervals.map(|(share, all)| all.iter().map(|of| interval(share, of)).collect::<Vec<_>>());
    let mut body = Map::new();
    if predictions.is_one {
        body.insert(answer_key(schema), json!(predictions.values.first()));
        if let Some(one) = explained.and_then(<[_]>::first) {
            body.insert("explanation".to_owned(), explanation(schema, one));
        }
        if let Some(one) = intervals.and_then(|all| all.into_iter().next()) {
            body.insert("interval".to_owned(), one);
        }
    } else {
        body.insert("predictions".to_owned(), json!(predictions.values));
        if let Some(all) = explained {
            body.insert("explanations".to_owned(), all.iter().map(|one| explanation(schema, one)).collect());
        }
        if let Some(all) = intervals {
            body.insert("intervals".to_owned(), json!(all));
        }
    }
    if !predictions.warnings.is_empty() {
        body.insert("warnings".to_owned(), json!(predictions.warnings));
    }
    Value::Object(body)
}

/// The range that a share of outcomes lies in.
fn interval(share: f64, of: &Interval) -> Value {
    json!({ "share": share, "lower": of.lower, "upper": of.upper })
}

/// The old service called it so, though its column is `cnt`.
fn answer_key(schema: &Schema) -> String {
    match schema.model == regression::bike_sharing().model {
        true => "predicted_count".to_owned(),
        false => format!("predicted_{}", schema.target),
    }
}

/// `base` and all contributions sum to the prediction.
fn explanation(schema: &Schema, of: &Contributions) -> Value {
    let by_feature = schema.features.iter().zip(&of.by_feature);
    let by_feature: Map<String, Value> =
        by_feature.map(|(feature, contribution)| (feature.name.clone(), json!(contribution))).collect();
    json!({ "base": of.base, "contributions": by_feature })
}
