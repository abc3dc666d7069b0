//! `POST /run-script`: the old forecast API's door.

mod body;

use api::{Problem, ProblemKind};
use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use service::ScriptResult;

use crate::app_state::AppState;
use crate::response::{status_of, with_retry};
use crate::router::MAX_BODY_BYTES;
use body::script_of;

/// Forecasts, keeps, and says where.
pub(crate) async fn run_script(State(state): State<AppState>, body: Result<Json<Value>, JsonRejection>) -> Response {
    let body = match body {
        Ok(Json(body)) => body,
        Err(rejection) => return not_read(&rejection),
    };
    let script = match script_of(&body) {
        Ok(script) => script,
        Err(why) => return refused(status_of(ProblemKind::BadRequest), &why),
    };
    match state.service.run_script(&script).await {
        Ok(result) => {
            state.telemetry.forecast_kept();
            let csv = state.reached.at(&format!("/download-csv?id={}", result.forecast.id));
            succeeded(&result, &csv)
        }
        Err(problem) => failed(&problem),
    }
}

fn succeeded(result: &ScriptResult, csv: &str) -> Response {
    Json(json!({
        "stdout": result.to_string(),
        "stderr": result.warnings.join("\n"),
        "forecast_id": result.forecast.id,
        "csv_url": csv,
        "rows": result.rows(),
        "warnings": result.warnings,
    }))
    .into_response()
}

fn failed(problem: &Problem) -> Response {
    let message = problem.message();
    let body = json!({ "error": message, "stdout": "", "stderr": message });
    with_retry(problem.kind, (status_of(problem.kind), Json(body)).into_response())
}

/// A body that is no JSON, or does not say that it is, or never ends.
fn not_read(rejection: &JsonRejection) -> Response {
    let why = match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => {
            format!("The body is larger than {MAX_BODY_BYTES} bytes: send only the parameters.")
        }
        _ => rejection.body_text(),
    };
    refused(rejection.status(), &why)
}

fn refused(status: StatusCode, why: &str) -> Response {
    (status, Json(json!({ "error": why }))).into_response()
}
