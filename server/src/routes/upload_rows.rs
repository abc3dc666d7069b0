//! `POST /models/evaluate` and `POST /models/predict`: a file of rows chosen on the page, by a form that works without JavaScript.

use std::convert::Infallible;

use api::{ModelsParam, ModelsParams, Problem, ProblemKind};
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use multer::Multipart;
use service::{BodyFormat, EvaluationRequest, ModelError, PredictionRequest, StoredEvaluation};

use super::evaluation_file::POLICY;
use super::model_body::{self, BodyError};
use super::predict::table;
use crate::app_state::AppState;
use crate::response::{status_of, with_retry};

/// The longest name of a batch that a file's name makes.
const MAX_PERIOD_CHARS: usize = 100;
/// More fields than this no form of ours has.
const MAX_FIELDS: usize = 16;

/// Fields of the upload form.
#[derive(Debug)]
struct Upload {
    /// The name of a model; empty for the default.
    model: String,
    /// Name of the batch.
    period: String,
    format: BodyFormat,
    rows: Vec<u8>,
}

/// One field of a form.
#[derive(Debug)]
struct Field {
    name: String,
    /// Nothing where the field is no file.
    file_name: Option<String>,
    /// The media type that a file was sent as; may be empty.
    content_type: String,
    value: Bytes,
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
    upload(&fields(content_type, bytes).await.ok_or_else(no_form)?)
}

/// All fields of a form; nothing where the body is cut off or no such form.
async fn fields(content_type: &str, bytes: Vec<u8>) -> Option<Vec<Field>> {
    let boundary = multer::parse_boundary(content_type).ok()?;
    let mut form = Multipart::new(futures_util::stream::iter([Ok::<_, Infallible>(bytes)]), boundary);
    let mut fields = Vec::new();
    while let Some(field) = form.next_field().await.ok()? {
        if fields.len() == MAX_FIELDS {
            return None;
        }
        let name = field.name()?.to_owned();
        let file_name = field.file_name().map(str::to_owned);
        let content_type = field.content_type().map(|kind| kind.essence_str().to_owned()).unwrap_or_default();
        fields.push(Field { name, file_name, content_type, value: field.bytes().await.ok()? });
    }
    Some(fields)
}

fn upload(fields: &[Field]) -> Result<Upload, Problem> {
    let text = |name: &str| {
        let field = fields.iter().find(|field| field.name == name);
        field.map(|field| String::from_utf8_lossy(&field.value).trim().to_owned()).unwrap_or_default()
    };
    let file = fields.iter().find(|field| field.file_name.is_some() && !field.value.is_empty()).ok_or_else(no_file)?;
    let file_name = file.file_name.clone().unwrap_or_default();
    let is_json = file.content_type == "application/json" || file_name.to_ascii_lowercase().ends_with(".json");
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

/// Renders a problem as a page with a link back.
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

    const FORM: &str = "--xy\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nbikes\r\n--xy\r\n\
        content-disposition: form-data; name=\"file\"; filename=\"a; b.csv\"\r\nContent-Type: Text/CSV\r\n\r\na,b\r\n--x,2\r\n\r\n--xy--\r\n";
    const KIND: &str = "multipart/form-data; boundary=xy";

    #[tokio::test]
    async fn a_form_gives_its_fields_as_they_were_sent() {
        let fields = fields(KIND, FORM.into()).await.unwrap();
        assert_eq!((fields[0].name.as_str(), fields[0].value.as_ref()), ("model", &b"bikes"[..]));
        assert_eq!(fields[0].file_name, None);
        assert_eq!((fields[1].file_name.as_deref(), fields[1].content_type.as_str()), (Some("a; b.csv"), "text/csv"));
        assert_eq!((fields[1].value.as_ref(), fields.len()), (&b"a,b\r\n--x,2\r\n"[..], 2));
    }

    #[tokio::test]
    async fn a_form_that_is_cut_off_or_another_has_none() {
        for end in 0..FORM.len() - "--\r\n".len() {
            assert!(fields(KIND, FORM[..end].into()).await.is_none(), "{end}");
        }
        for kind in ["", "application/json", "multipart/form-data", "multipart/mixed; boundary=xy"] {
            assert!(fields(kind, FORM.into()).await.is_none(), "{kind}");
        }
        let field = "--xy\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n";
        assert_eq!(fields(KIND, (field.repeat(16) + "--xy--").into()).await.map(|fields| fields.len()), Some(16));
        assert!(fields(KIND, (field.repeat(17) + "--xy--").into()).await.is_none());
    }

    #[test]
    fn a_batch_is_called_as_typed_or_as_its_file() {
        let field = |name: &str, file_name: Option<&str>, value: &[u8]| Field {
            name: name.to_owned(),
            file_name: file_name.map(str::to_owned),
            content_type: String::new(),
            value: Bytes::copy_from_slice(value),
        };
        let file = |name: &str| field("file", Some(name), b"a,b");
        let period = |fields: &[Field]| upload(fields).unwrap().period;
        assert_eq!(period(&[file("week.1.csv")]), "week.1");
        assert_eq!((period(&[file(".csv")]), period(&[file("a\r\nb")])), ("upload".to_owned(), "ab".to_owned()));
        assert_eq!(period(&[file(&"x".repeat(500))]).len(), MAX_PERIOD_CHARS);
        assert_eq!(period(&[field(PERIOD, None, b" May "), file("week.csv")]), "May");
        assert_eq!(upload(&[file("rows.JSON")]).unwrap().format, BodyFormat::Json);
        assert_eq!(upload(&[field("file", Some(""), b"")]).unwrap_err().kind, ProblemKind::BadRequest);
    }
}
