//! A panic in a handler is a fault of that request alone, told in the log, and answered.

use std::panic::AssertUnwindSafe;

use api::{Problem, ProblemKind};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use futures_util::FutureExt;

use crate::response::api_error;

/// Answers a request, come what may.
pub(crate) async fn caught(request: Request, next: Next) -> Response {
    // What a handler shares with others it locks or swaps; a poisoned lock is looked at where it is taken.
    let answer = AssertUnwindSafe(next.run(request)).catch_unwind().await;
    answer.unwrap_or_else(|_panic| {
        tracing::error!("a request panicked; the lines of the panic are on standard error");
        api_error(&Problem::new(
            ProblemKind::Internal,
            "Promcast failed to answer this.",
            "Look at its log, and report what you find.",
        ))
    })
}
