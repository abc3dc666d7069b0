//! A name for each request, which its answer and its lines in the log have in common; and a line for the request itself.

use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::response::Response;
use tracing::Instrument;

use super::connection::Peer;

const HEADER: HeaderName = HeaderName::from_static("x-request-id");
/// So long may a name be that a proxy before us gave.
const MAX_LENGTH: usize = 64;
/// So much of a path is logged.
const MAX_PATH_BYTES: usize = 200;

/// Gives names: those of another run begin elsewhere.
#[derive(Clone, Debug)]
pub(crate) struct RequestIds {
    run: u32,
    next: Arc<AtomicU64>,
}

impl RequestIds {
    pub(crate) fn new() -> Self {
        // The standard library draws the keys of its hash maps from the system's entropy.
        let drawn = RandomState::new().hash_one(0_u8);
        Self { run: drawn as u32, next: Arc::default() }
    }

    fn next(&self) -> String {
        format!("{:08x}-{:x}", self.run, self.next.fetch_add(1, Ordering::Relaxed))
    }
}

/// Answers a request under its name.
pub(super) async fn named(ids: &RequestIds, request: Request, next: impl AsyncFnOnce(Request) -> Response) -> Response {
    let id = given(request.headers()).unwrap_or_else(|| ids.next());
    let span = tracing::info_span!("request", request_id = %id);
    let mut response = logged(request, next).instrument(span).await;
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HEADER, value);
    }
    response
}

/// Never the query: it may hold what somebody should not have put there.
async fn logged(request: Request, next: impl AsyncFnOnce(Request) -> Response) -> Response {
    let method = request.method().clone();
    let path = request.uri().path().chars().take(MAX_PATH_BYTES).collect::<String>();
    let peer = request.extensions().get::<Peer>().map(|Peer(address)| tracing::field::display(*address));
    let since = Instant::now();
    let response = next(request).await;
    let took_ms = u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::debug!(peer, %method, %path, status = response.status().as_u16(), took_ms, "answered");
    response
}

/// The name that a proxy gave, where it fits on a line.
fn given(headers: &HeaderMap) -> Option<String> {
    let id = headers.get(HEADER)?.to_str().ok()?;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
    (!id.is_empty() && id.len() <= MAX_LENGTH && id.chars().all(is_plain)).then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_a_proxy_is_kept_where_it_is_one() {
        let of = |id: &str| given(&HeaderMap::from_iter([(HEADER, HeaderValue::from_str(id).unwrap())]));
        assert_eq!(of("4bf92f35-77.a:b_c"), Some("4bf92f35-77.a:b_c".to_owned()));
        let long = "a".repeat(65);
        for id in ["", " ", "a b", "a=b", "a\"b", long.as_str()] {
            assert_eq!(of(id), None, "{id}");
        }
        assert_eq!(given(&HeaderMap::new()), None);
    }

    #[test]
    fn no_two_are_the_same() {
        let ids = RequestIds::new();
        let copy = ids.clone();
        assert_ne!(ids.next(), copy.next());
    }
}
