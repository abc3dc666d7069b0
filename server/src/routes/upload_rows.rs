//! `POST /models/evaluate` and `POST /models/predict`: a file of rows chosen on the page, by a form that works without JavaScript.

use api::{ModelsParam, ModelsParams, Problem, ProblemKind};
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use service::{BodyFormat, EvaluationRequest, ModelError, PredictionRequest, StoredEvaluation};

use super::evaluation_file::POLICY;
use super::model_body::{self, BodyError};
use super::multipart::{self, Part};
use super::predict::table;
use crate::app_state::AppState;
use crate::response::{status_of, with_retry};

/// The longest name of a batch that a file's name makes.
const MAX_PERIOD_CHARS: usize = 100;

/// What was chosen on the page.
#[derive(Debug)]
struct Upload {
    /// The name of a model; empty for the default.
    model: String,
    /// What the batch is called.
    period: String,
    format: BodyFormat,
    rows: Vec<u8>,
}

/// Evaluates the rows of a file and goes to the report.
pub(crate) async fn evaluate_upload(State(state): State<AppState>, headers: HeaderMap, body: Body) -> Response {
    let Upload { model, period, format, rows } = match read(&headers, body).await {
        Ok(upload) => upload,
        Err(problem) => return refusal(&state, "", "evaluations", &problem),
    };
    let asked = EvaluationRequest { model: named(&model), format, body: rows, period: Some(period) };
    match state.service.evaluate(asked).await {
        Ok(evaluation) => {
            let is_default = state.service.models.is_default(&evaluation.model);
            state.telemetry.models().evaluated(&evaluation, is_default);
            Redirect::to(&state.reached.at(&report(&model, &evaluation))).into_response()
        }
        Err(error) => refusal(&state, &model, "evaluations", &told(&error)),
    }
}

/// Predicts the rows of a file and gives them back with their predictions.
pub(crate) async fn predict_upload(State(state): State<AppState>, headers: HeaderMap, body: Body) -> Response {
    let Upload { model, format, rows, .. } = match read(&headers, body).await {
        Ok(upload) => upload,
        Err(problem) => return refusal(&state, "", "", &problem),
    };
    if format != BodyFormat::Csv {
        let problem = Problem::new(
            ProblemKind::Unprocessable,
            "This file is JSON.",
            "Upload a CSV to get it back with predictions, or send JSON to /predict.",
        );
        return refusal(&state, &model, "", &problem);
    }
    let asked = PredictionRequest { model: named(&model), format, body: rows, explain: false };
    match state.service.predict(asked).await {
        Ok(predictions) => {
            state.telemetry.models().predicted(predictions.model.name(), &predictions.values);
            table(predictions.as_csv().unwrap_or_default(), predictions.left_out())
        }
        Err(error) => refusal(&state, &model, "", &told(&error)),
    }
}

async fn read(headers: &HeaderMap, body: Body) -> Result<Upload, Problem> {
    let bytes = model_body::whole(headers, body).await.map_err(unread)?;
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|said| said.to_str().ok()).unwrap_or_default();
    let parts = multipart::boundary(content_type).and_then(|boundary| multipart::parts(&bytes, &boundary));
    upload(&parts.ok_or_else(no_form)?)
}

fn upload(parts: &[Part<'_>]) -> Result<Upload, Problem> {
    let text = |name: &str| {
        let part = parts.iter().find(|part| part.name == name);
        part.map(|part| String::from_utf8_lossy(part.value).trim().to_owned()).unwrap_or_default()
    };
    let file = parts.iter().find(|part| part.file_name.is_some() && !part.value.is_empty()).ok_or_else(no_file)?;
    let file_name = file.file_name.clone().unwrap_or_default();
    let is_json =
        file.content_type.starts_with("application/json") || file_name.to_ascii_lowercase().ends_with(".json");
    let period = match text(PERIOD) {
        typed if typed.is_empty() => period_of(&file_name),
        typed => typed,
    };
    Ok(Upload {
        model: text(ModelsParam::Model.name()),
        period,
        format: if is_json { BodyFormat::Json } else { BodyFormat::Csv },
        rows: file.value.to_vec(),
    })
}

/// The field with what a batch is called, as in a query.
const PERIOD: &str = "evaluation_period_name";

/// The name of a file without its ending.
fn period_of(file_name: &str) -> String {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    let plain = stem.chars().filter(|letter| !letter.is_control());
    let period: String = plain.take(MAX_PERIOD_CHARS).collect();
    if period.trim().is_empty() { "upload".to_owned() } else { period }
}

fn named(model: &str) -> Option<String> {
    Some(model.to_owned()).filter(|model| !model.is_empty())
}

/// The report; what is not kept has none.
fn report(model: &str, evaluation: &StoredEvaluation) -> String {
    match evaluation.id.as_str() {
        "" => ModelsParams { has_failed: true, ..ModelsParams::of(model, "evaluations") }.link(),
        id => ModelsParams::of(model, "report").with(ModelsParam::Id, id).link(),
    }
}

fn told(error: &ModelError) -> Problem {
    let problem = service::model_problem(error);
    if problem.kind == ProblemKind::Internal {
        tracing::error!(error = %problem, "an upload failed");
    }
    problem
}

fn unread(error: BodyError) -> Problem {
    match error {
        BodyError::TooLarge => Problem::new(
            ProblemKind::TooLarge,
            format!("The file is larger than {} MiB.", model_body::MAX_BODY_BYTES / 1024 / 1024),
            "Upload the rows in several parts.",
        ),
        BodyError::OtherKind | BodyError::BrokenOff => no_form(),
    }
}

fn no_form() -> Problem {
    Problem::new(ProblemKind::BadRequest, "This is not a form with a file, or it broke off.", "Upload the file again.")
}

fn no_file() -> Problem {
    Problem::new(ProblemKind::BadRequest, "No file was chosen, or it is empty.", "Choose a CSV with a header line.")
}

/// Why there is no answer as a page with the way back.
fn refusal(state: &AppState, model: &str, tab: &str, problem: &Problem) -> Response {
    let back = state.reached.at(&ModelsParams::of(model, tab).link());
    // A body that is too large, not an answer.
    let status = match problem.kind {
        ProblemKind::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        kind => status_of(kind),
    };
    let mut response = (status, Html(app::problem_file(problem, &back))).into_response();
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    with_retry(problem.kind, response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_is_called_as_typed_or_as_its_file() {
        let file = |name: &str| Part {
            name: "file".to_owned(),
            file_name: Some(name.to_owned()),
            content_type: String::new(),
            value: b"a,b",
        };
        let period = |parts: &[Part<'_>]| upload(parts).unwrap().period;
        assert_eq!(period(&[file("week.1.csv")]), "week.1");
        assert_eq!((period(&[file(".csv")]), period(&[file("a\r\nb")])), ("upload".to_owned(), "ab".to_owned()));
        assert_eq!(period(&[file(&"x".repeat(500))]).len(), MAX_PERIOD_CHARS);
        let typed = Part { name: PERIOD.to_owned(), file_name: None, content_type: String::new(), value: b" May " };
        assert_eq!(period(&[typed, file("week.csv")]), "May");
        assert_eq!(upload(&[file("rows.JSON")]).unwrap().format, BodyFormat::Json);
        let empty = Part { value: b"", ..file("") };
        assert_eq!(upload(&[empty]).unwrap_err().kind, ProblemKind::BadRequest);
    }
}
