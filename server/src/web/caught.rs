//! A panic in a handler is a fault of that request alone, told in the log, and answered.

use std::panic::AssertUnwindSafe;

use api::{Problem, ProblemKind};
use axum::response::Response;
use futures_util::FutureExt;

use crate::response::api_error;

/// The answer of a route, come what may.
pub(super) async fn caught(answer: impl Future<Output = Response>) -> Response {
    // What a handler shares with others it locks or swaps; a poisoned lock is looked at where it is taken.
    let answer = AssertUnwindSafe(answer).catch_unwind().await;
    answer.unwrap_or_else(|_panic| {
        tracing::error!("a request panicked; the lines of the panic are on standard error");
        api_error(&Problem::new(
            ProblemKind::Internal,
            "Promcast failed to answer this.",
            "Look at its log, and report what you find.",
        ))
    })
}
