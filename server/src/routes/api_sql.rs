//! `/api/v1/sql`: the rows of a statement for a program, or as a file to keep; or its chart.

use api::{Problem, ProblemKind, SqlParams};
use app::Visit;
use app::picture::{WIDE, rows_chart};
use archive::export::Format;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use chart::Theme;
use serde::Deserialize;

use super::api_forecast::{query_value, unknown_format};
use super::picture::{PictureFormat, picture};
use super::table_download::{FORMATS, table_download};
use crate::app_state::AppState;
use crate::response::api_error;
use crate::router::MAX_BODY_BYTES;

/// A statement, the format of its answer, and the options of a chart, as on the console's page.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Question {
    q: String,
    format: String,
    x: String,
    y: String,
    zoom: String,
    hide: Vec<String>,
    theme: String,
}

/// `GET ?q=…&format=…`.
pub(crate) async fn get_sql(State(state): State<AppState>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    let question = of_query(&query.unwrap_or_default());
    answer(&state, &headers, question).await.unwrap_or_else(|problem| api_error(&problem))
}

/// `POST {"q": …, "format": …}`, or the same as a form sends it.
pub(crate) async fn post_sql(
    State(state): State<AppState>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let answer = match of_body(&headers, body) {
        Ok(question) => answer(&state, &headers, question).await,
        Err(problem) => Err(problem),
    };
    answer.unwrap_or_else(|problem| api_error(&problem))
}

async fn answer(state: &AppState, headers: &HeaderMap, question: Question) -> Result<Response, Problem> {
    if Visit::of(headers).is_foreign() {
        let why = "A page of another site asked for this.";
        return Err(Problem::new(ProblemKind::Forbidden, why, "Open the link by hand, or ask from a program."));
    }
    if question.q.trim().is_empty() {
        return Err(Problem::new(ProblemKind::BadRequest, "There is no statement.", "Give one as `q`."));
    }
    match (question.format.as_str(), PictureFormat::named(&question.format)) {
        ("", _) => rows(state, &question.q, Format::Json).await,
        (_, Some(format)) => chart(state, question, format).await,
        (name, None) => {
            let format = Format::named(name).ok_or_else(|| unknown_format(name, FORMATS))?;
            rows(state, &question.q, format).await
        }
    }
}

async fn chart(state: &AppState, question: Question, format: PictureFormat) -> Result<Response, Problem> {
    let theme = Theme::named(&question.theme);
    let (lines, window) = state.service.sql_chart(&question.into_params()).await?;
    picture(state, format, "rows", chart::standalone(&rows_chart(&lines, window, WIDE, "rows"), theme)).await
}

async fn rows(state: &AppState, statement: &str, format: Format) -> Result<Response, Problem> {
    let download = state.service.run_sql(statement).await?;
    table_download(download.answer, &download.left_out, format, "rows").await
}

fn of_query(query: &str) -> Question {
    let SqlParams { q, x, y, zoom, hide, .. } = SqlParams::from_query(query);
    let [format, theme] = ["format", "theme"].map(|name| query_value(query, name).unwrap_or_default());
    Question { q, format, x, y, zoom, hide, theme }
}

impl Question {
    fn into_params(self) -> SqlParams {
        let Self { q, x, y, zoom, hide, .. } = self;
        SqlParams { q, x, y, zoom, hide, ..SqlParams::default() }
    }
}

/// A page of another site can send a form anywhere, but no JSON; a form is only taken from a page of this one.
fn of_body(headers: &HeaderMap, body: Result<Bytes, BytesRejection>) -> Result<Question, Problem> {
    let body = body.map_err(|_| {
        let why = format!("The body cannot be read, or has more than {MAX_BODY_BYTES} bytes.");
        Problem::new(ProblemKind::TooLarge, &why, "Send only the statement.")
    })?;
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    match kind.split(';').next().unwrap_or_default().trim() {
        "application/json" => serde_json::from_slice(&body).map_err(|error| {
            Problem::new(
                ProblemKind::BadRequest,
                format!("The body is not what is expected: {error}."),
                r#"Send {"q": "SELECT …"}."#,
            )
        }),
        "application/x-www-form-urlencoded" if Visit::of(headers) == Visit::Ours => {
            Ok(of_query(&String::from_utf8_lossy(&body)))
        }
        _ => Err(Problem::new(
            ProblemKind::BadRequest,
            "The body is not JSON, or does not say that it is.",
            r#"Send {"q": "SELECT …"} with `Content-Type: application/json`."#,
        )),
    }
}
