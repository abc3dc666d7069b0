//! Error responses of the model routes, in the old service's form and in plain words.

use api::ProblemKind;
use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use service::{FieldError, ModelError, Place};

use crate::response::{status_of, with_retry};

/// The answer to a question that failed: FastAPI's `detail`, and `error` for people.
pub(super) fn refusal(error: &ModelError) -> Response {
    let (kind, detail) = match error {
        ModelError::Fields(errors) => (ProblemKind::Unprocessable, errors.iter().map(field).collect()),
        ModelError::Csv(error) => (ProblemKind::Unprocessable, json!([detail(&[], "csv_invalid", &error.to_string())])),
        ModelError::NoData => (ProblemKind::BadRequest, json!("No data provided for evaluation.")),
        ModelError::MissingColumns { columns } => (ProblemKind::BadRequest, json!(missing_columns(columns))),
        ModelError::NoSuchModel { .. } | ModelError::NoSuchEvaluation { .. } => {
            (ProblemKind::NotFound, json!(service::model_problem(error).message()))
        }
        other => {
            let problem = service::model_problem(other);
            if problem.kind == ProblemKind::Internal {
                tracing::error!(error = %problem, "a question about a model failed");
            }
            (problem.kind, json!(problem.message()))
        }
    };
    let body = json!({ "detail": detail, "error": service::model_problem(error).message() });
    with_retry(kind, (status_of(kind), Json(body)).into_response())
}

/// A refusal that no use case was asked about.
pub(super) fn refused(status: StatusCode, why: &str) -> Response {
    (status, Json(json!({ "detail": why, "error": why }))).into_response()
}

fn field(error: &FieldError) -> Value {
    detail(&error.loc, error.kind, &error.msg)
}

/// As FastAPI lists one mistake: its place begins with `body`.
fn detail(loc: &[Place], kind: &str, msg: &str) -> Value {
    let place = |place: &Place| match place {
        Place::Key(key) => json!(key),
        Place::Index(index) => json!(index),
    };
    let loc: Vec<Value> = std::iter::once(json!("body")).chain(loc.iter().map(place)).collect();
    json!({ "loc": loc, "msg": msg, "type": kind })
}

/// As the old service printed Python's list.
fn missing_columns(columns: &[String]) -> String {
    let quoted: Vec<String> = columns.iter().map(|column| format!("'{column}'")).collect();
    format!("Missing columns in evaluation data: [{}]", quoted.join(", "))
}
