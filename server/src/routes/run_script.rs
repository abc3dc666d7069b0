//! `POST /run-script`: the old forecast API's door.

use api::Problem;
use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use service::{Credentials, RunScript, ScriptResult, Secret};

use crate::response::{status_of, with_retry};
use crate::router::AppState;

const MISSING: &str = "Missing required parameters (endpoint, metric, duration)";

/// The body; old callers send the first three.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Body {
    endpoint: Option<String>,
    metric: Option<String>,
    duration: Option<String>,
    horizon: Option<String>,
    step: Option<String>,
    model: Option<String>,
    /// A number or a text, as callers have it.
    level: Option<Value>,
    username: Option<String>,
    password: Option<String>,
    bearer_token: Option<String>,
}

/// Forecasts, keeps, and says where.
pub(crate) async fn run_script(State(state): State<AppState>, body: Result<Json<Value>, JsonRejection>) -> Response {
    let body = match body {
        Ok(Json(body)) => body,
        Err(rejection) => return refused(rejection.status(), &rejection.body_text()),
    };
    let script = match serde_json::from_value::<Body>(body) {
        Ok(body) => body.into_script(),
        Err(error) => {
            return refused(
                StatusCode::BAD_REQUEST,
                &format!("The body is not what is expected: {error}"),
            );
        }
    };
    let Some(script) = script else {
        return refused(StatusCode::BAD_REQUEST, MISSING);
    };
    match state.service.run_script(&script).await {
        Ok(result) => {
            state.telemetry.forecast_kept();
            succeeded(&result)
        }
        Err(problem) => failed(&problem),
    }
}

impl Body {
    /// The script, where the three parameters are there.
    fn into_script(self) -> Option<RunScript> {
        let given = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let credentials = match (given(self.username), self.bearer_token) {
            (Some(username), _) => Some(Credentials::Basic {
                username,
                password: Secret::new(self.password.unwrap_or_default()),
            }),
            (None, Some(token)) => Some(Credentials::Bearer(Secret::new(token))),
            (None, None) => None,
        };
        Some(RunScript {
            endpoint: given(self.endpoint)?,
            metric: given(self.metric)?,
            duration: given(self.duration)?,
            horizon: self.horizon.unwrap_or_default(),
            step: self.step.unwrap_or_default(),
            model: self.model.unwrap_or_default(),
            level: self
                .level
                .map(|level| level.as_str().map_or_else(|| percent(&level), str::to_owned))
                .unwrap_or_default(),
            credentials,
        })
    }
}

/// Prophet's users write the width of an interval as a share: 0.8 is 80 %.
fn percent(level: &Value) -> String {
    match level.as_f64() {
        Some(share) if share > 0.0 && share < 1.0 => (share * 100.0).to_string(),
        _ => level.to_string(),
    }
}

fn succeeded(result: &ScriptResult) -> Response {
    let id = &result.forecast.id;
    Json(json!({
        "stdout": result.to_string(),
        "stderr": result.warnings.join("\n"),
        "forecast_id": id,
        "csv_url": format!("/download-csv?id={id}"),
        "rows": result.rows(),
        "warnings": result.warnings,
    }))
    .into_response()
}

fn failed(problem: &Problem) -> Response {
    let message = problem.message();
    with_retry(
        problem.kind,
        (
            status_of(problem.kind),
            Json(json!({ "error": message, "stdout": "", "stderr": message })),
        )
            .into_response(),
    )
}

fn refused(status: StatusCode, why: &str) -> Response {
    (status, Json(json!({ "error": why }))).into_response()
}
