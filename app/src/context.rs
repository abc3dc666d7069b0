//! Context of a page that is rendered: the use cases, and the HTTP status of the response.

use api::{ProblemKind, SqlParams};
use http::header::CONTENT_SECURITY_POLICY;
use http::request::Parts;
use leptos::nonce::use_nonce;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use service::{Pressed, Service};

use crate::visit::Visit;

/// The use cases; there are none where a page is only listed as a route.
pub(crate) fn service() -> Option<Service> {
    use_context()
}

/// Parameters sent to the SQL console by POST, as statements too long for a link are.
#[derive(Clone, Debug)]
pub struct PostedSql(pub SqlParams);

/// Response to the pressed button of the instruments' page.
#[derive(Clone, Debug)]
pub struct PressedButton(pub Pressed);

/// Returns the origin of the request whose page is being rendered.
pub(crate) fn visit() -> Visit {
    use_context::<Parts>().map_or(Visit::Unknown, |parts| Visit::of(&parts.headers))
}

/// The HTTP status of a problem: the one place that knows.
#[must_use]
pub fn status_of(kind: ProblemKind) -> u16 {
    match kind {
        ProblemKind::BadRequest => 400,
        ProblemKind::Unauthorized => 401,
        ProblemKind::Forbidden => 403,
        ProblemKind::NotFound => 404,
        ProblemKind::Conflict => 409,
        ProblemKind::Unprocessable | ProblemKind::TooLarge => 422,
        ProblemKind::Internal => 500,
        ProblemKind::BadGateway => 502,
        ProblemKind::Overloaded => 503,
        ProblemKind::Timeout => 504,
    }
}

/// Sets the status of the page that is being rendered.
pub(crate) fn answer_with_status(status: u16) {
    if let (Some(response), Ok(status)) = (use_context::<ResponseOptions>(), status.try_into()) {
        response.set_status(status);
    }
}

/// Forbids every script but the page's own and every host but this one: a label value that slipped into the page as markup
/// would find nothing to run.
pub(crate) fn restrict_sources() {
    let (Some(response), Some(nonce)) = (use_context::<ResponseOptions>(), use_nonce()) else { return };
    let policy = format!(
        "default-src 'self'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; object-src 'none'; \
         base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
    );
    if let Ok(policy) = policy.parse() {
        response.insert_header(CONTENT_SECURITY_POLICY, policy);
    }
}
