//! Middleware of every request before its route, in its order. It is one layer: a router copies its layers for each request, and with
//! each layer all that are inside it.

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use super::caught::caught;
use super::counted::counted;
use super::cross_site::ours_only;
use super::guard::guarded;
use super::host::Hosts;
use super::request_id::named;
use crate::app_state::AppState;

/// On every answer that does not say otherwise.
const HEADERS: [(&str, &str); 3] =
    [("x-content-type-options", "nosniff"), ("referrer-policy", "same-origin"), ("x-frame-options", "DENY")];

/// Answers a request under its name, counted, if it may come in.
pub(crate) async fn met(
    State(state): State<AppState>,
    matched: Option<MatchedPath>,
    request: Request,
    next: Next,
) -> Response {
    let inside =
        async |request| guarded(&state.guard, request, async |request| routed(&state.hosts, request, next).await).await;
    let http = state.telemetry.http();
    named(&state.request_ids, request, async |request| counted(http, matched, request, inside).await).await
}

async fn routed(hosts: &Hosts, request: Request, next: Next) -> Response {
    let mut response = match hosts.refuse(&request) {
        Some(refusal) => refusal,
        None => caught(ours_only(request, next)).await,
    };
    fix(response.headers_mut());
    response
}

fn fix(headers: &mut HeaderMap) {
    for (name, value) in HEADERS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
}
