//! The requests that are answered at once; who comes beyond that, or finds no turn soon, is told to come back.

use std::sync::Arc;

use api::{Problem, ProblemKind};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http_body::Body as _;
use tokio::sync::Semaphore;

use super::crowd::{Crowd, watch};
use super::held::Held;
use crate::app_state::AppState;
use crate::response::api_error;
use crate::telemetry::WebTelemetry;

/// The most requests under way, and the turns of those that are worked on.
#[derive(Clone, Debug)]
pub(crate) struct Capacity {
    free: Arc<Semaphore>,
    crowd: Arc<Crowd>,
    telemetry: WebTelemetry,
}

impl Capacity {
    /// Room for `max_requests`, and turns by the work of the use cases in `state`. Must be called within a Tokio runtime.
    pub(crate) fn new(max_requests: usize, state: &AppState) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let crowd = Crowd::new(cores, max_requests);
        tokio::spawn(watch(Arc::downgrade(&crowd), state.workers.clone(), state.service.pool.clone()));
        Self { free: Arc::new(Semaphore::new(max_requests)), crowd, telemetry: state.telemetry.web().clone() }
    }

    fn refused(&self) -> Response {
        self.telemetry.shed();
        api_error(&Problem::new(
            ProblemKind::Overloaded,
            "Too many requests are being answered just now.",
            "Ask again in a few seconds.",
        ))
    }
}

/// Answers a request where there is room. An answer that is streamed takes room until its end.
pub(crate) async fn within_capacity(State(capacity): State<Capacity>, request: Request, next: Next) -> Response {
    let Ok(room) = Arc::clone(&capacity.free).try_acquire_owned() else {
        return capacity.refused();
    };
    let response = next.run(request).await;
    response.map(|body| if is_whole(&body) { body } else { Body::new(Held::new(body, room)) })
}

/// Answers a request where its turn comes soon. The turn ends where an answer that is streamed begins: how fast it is read says nothing
/// about the work.
pub(crate) async fn in_turn(State(capacity): State<Capacity>, request: Request, next: Next) -> Response {
    match capacity.crowd.turn().await {
        Some(_turn) => next.run(request).await,
        None => capacity.refused(),
    }
}

fn is_whole(body: &Body) -> bool {
    body.size_hint().exact().is_some()
}
