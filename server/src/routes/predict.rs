//! `POST /predict` and `POST /predict/{model}`: one number for one record, a list for many, a CSV for a CSV.

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use regression::{Contributions, Schema};
use serde_json::{Map, Value, json};
use service::{PredictionRequest, Predictions};

use super::api_forecast::query_value;
use super::attachment::attachment;
use super::model_body;
use super::model_refusal::refusal;
use crate::app_state::AppState;

/// Predicts with a model, or the default; `?explain=1` says what each feature had to do with it.
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
    let explain = query_value(query.as_deref().unwrap_or_default(), "explain").is_some_and(|value| value != "0");
    let model = model.map(|Path(name)| name);
    match state.service.predict(PredictionRequest { model, format, body, explain }).await {
        Ok(predictions) => {
            state.telemetry.models().predicted(predictions.model.name(), &predictions.values);
            answer(&predictions, &headers)
        }
        Err(error) => refusal(&error),
    }
}

fn answer(predictions: &Predictions, headers: &HeaderMap) -> Response {
    let accepts = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    match predictions.as_csv() {
        Some(csv) if !accepts.contains("application/json") => {
            attachment("text/csv; charset=utf-8", "predictions", "csv", csv)
        }
        _ => Json(as_json(predictions)).into_response(),
    }
}

fn as_json(predictions: &Predictions) -> Value {
    let schema = &predictions.model.model.schema;
    let explained = predictions.explained.as_deref();
    let mut body = Map::new();
    if predictions.is_one {
        body.insert(answer_key(schema), json!(predictions.values.first()));
        if let Some(one) = explained.and_then(<[_]>::first) {
            body.insert("explanation".to_owned(), explanation(schema, one));
        }
    } else {
        body.insert("predictions".to_owned(), json!(predictions.values));
        if let Some(all) = explained {
            body.insert("explanations".to_owned(), all.iter().map(|one| explanation(schema, one)).collect());
        }
    }
    Value::Object(body)
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
