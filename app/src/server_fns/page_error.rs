//! A failure on its way from the server to the page.

use api::{Problem, ProblemKind};
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

use super::page_json::PageJson;

/// A problem, whether a use case named it or the way to the server broke.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct PageError(pub(crate) Problem);

impl FromServerFnError for PageError {
    type Encoder = PageJson;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        let (why, next) = match error {
            ServerFnErrorErr::Request(_) => (
                "The server cannot be reached.",
                "See that Promcast is running, and ask again.",
            ),
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => {
                ("The question was not understood.", "Load the page anew.")
            }
            _ => (
                "The server's answer was not understood.",
                "Load the page anew: Promcast may have been updated.",
            ),
        };
        Self(Problem {
            kind: ProblemKind::Internal,
            asked: String::new(),
            why: why.to_owned(),
            next: next.to_owned(),
            param: None,
            position: None,
            suggestion: None,
        })
    }
}

impl std::fmt::Display for PageError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// The use cases, which the server put into the context.
#[cfg(feature = "ssr")]
pub(crate) fn service() -> Result<service::Service, PageError> {
    leptos::prelude::use_context()
        .ok_or_else(|| PageError::from_server_fn_error(ServerFnErrorErr::ServerError("no service".to_owned())))
}

/// The HTTP status of a problem: the one place that knows.
#[cfg(feature = "ssr")]
#[must_use]
pub fn status_of(kind: ProblemKind) -> u16 {
    match kind {
        ProblemKind::BadRequest => 400,
        ProblemKind::Unauthorized => 401,
        ProblemKind::Forbidden => 403,
        ProblemKind::NotFound => 404,
        ProblemKind::Unprocessable | ProblemKind::TooLarge => 422,
        ProblemKind::Internal => 500,
        ProblemKind::BadGateway => 502,
        ProblemKind::Overloaded => 503,
        ProblemKind::Timeout => 504,
    }
}

/// Sets the status of the page that is being rendered.
#[cfg(feature = "ssr")]
pub(crate) fn answer_with_status(status: u16) {
    let response = leptos::prelude::use_context::<leptos_axum::ResponseOptions>();
    if let (Some(response), Ok(status)) = (response, status.try_into()) {
        response.set_status(status);
    }
}
