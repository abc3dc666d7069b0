//! `POST /file-upload`: the old upload demo, which reads no file and takes a while.

use std::hash::{BuildHasher, RandomState};

use api::ProblemKind;
use axum::body::{Body, HttpBody};
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse, Response};
use futures_util::StreamExt;
use service::UploadError;

use super::api_forecast::query_value;
use crate::app_state::AppState;
use crate::response::{status_of, with_retry};

/// Waits, and says how long it took. What is sent meanwhile is thrown away.
pub(crate) async fn file_upload(State(state): State<AppState>, RawQuery(query): RawQuery, body: Body) -> Response {
    let seconds = query_value(query.as_deref().unwrap_or_default(), "seconds");
    let simulated = state.service.uploads.simulate(seconds.as_deref(), chance());
    tokio::pin!(simulated);
    let took = tokio::select! {
        biased;
        took = &mut simulated => took,
        () = thrown_away(body) => simulated.await,
    };
    match took {
        Ok(took) => {
            state.telemetry.upload().took(took);
            Html(format!("File upload took {:.2} seconds!", took.as_secs_f64())).into_response()
        }
        Err(error) => refused(error),
    }
}

/// Reads to the end and keeps nothing: a client that sends a file hears the answer only when it was read.
async fn thrown_away(body: Body) {
    if body.is_end_stream() {
        return;
    }
    let mut pieces = body.into_data_stream();
    while let Some(Ok(_)) = pieces.next().await {}
}

fn refused(error: UploadError) -> Response {
    let kind = match error {
        UploadError::Seconds => ProblemKind::BadRequest,
        UploadError::Overloaded => ProblemKind::Overloaded,
    };
    with_retry(kind, (status_of(kind), format!("{error}.\n")).into_response())
}

/// From 0 to 1. The hasher's keys differ each time; nothing hangs on how well.
fn chance() -> f64 {
    (RandomState::new().hash_one(0) >> 11) as f64 / (1_u64 << 53) as f64
}
