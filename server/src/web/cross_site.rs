//! Nothing is changed, and nothing costly begun, for a page of another site: a browser sends it along without asking its user.

use api::{Problem, ProblemKind};
use app::Visit;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;

use crate::response::api_error;

/// Refuses what does more than read where a page of another site sent it. Programs send no such headers.
pub(super) async fn ours_only(request: Request, next: Next) -> Response {
    if !request.method().is_safe() && Visit::of(request.headers()).is_foreign() {
        return api_error(&Problem::new(
            ProblemKind::Forbidden,
            "This request comes from a page of another site.",
            "Use a page of this Promcast, or a program.",
        ));
    }
    next.run(request).await
}
