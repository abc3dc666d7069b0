//! How many requests are answered at once; who comes beyond that is told at once to come back.

use std::sync::Arc;

use api::{Problem, ProblemKind};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http_body::Body as _;
use tokio::sync::Semaphore;

use super::held::Held;
use crate::response::api_error;
use crate::telemetry::WebTelemetry;

/// So many requests may be under way.
#[derive(Clone, Debug)]
pub(crate) struct Capacity {
    free: Arc<Semaphore>,
    telemetry: WebTelemetry,
}

impl Capacity {
    pub(crate) fn new(max_requests: usize, telemetry: &WebTelemetry) -> Self {
        Self { free: Arc::new(Semaphore::new(max_requests)), telemetry: telemetry.clone() }
    }
}

/// Answers a request where there is room. An answer that is streamed takes room until its end.
pub(crate) async fn within_capacity(State(capacity): State<Capacity>, request: Request, next: Next) -> Response {
    let Ok(room) = Arc::clone(&capacity.free).try_acquire_owned() else {
        capacity.telemetry.shed();
        return api_error(&Problem::new(
            ProblemKind::Overloaded,
            "Too many requests are being answered just now.",
            "Ask again in a few seconds.",
        ));
    };
    let response = next.run(request).await;
    response.map(|body| if is_whole(&body) { body } else { Body::new(Held::new(body, room)) })
}

fn is_whole(body: &Body) -> bool {
    body.size_hint().exact().is_some()
}
