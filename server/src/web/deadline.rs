//! Deadline for the beginning of a response: a backstop behind the limits of what it waits for.

use std::time::Duration;

use api::{Problem, ProblemKind};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;

use crate::config::Config;
use crate::response::api_error;

/// For what only looks something up.
const SHORT: Duration = Duration::from_secs(30);
/// The longest that clients of the old model service wait.
const MODELS: Duration = Duration::from_secs(300);
/// So often may a source be waited for as long as it may take.
const READINGS: u32 = 4;

/// The deadlines of the kinds of routes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deadlines {
    pub(crate) short: Duration,
    pub(crate) forecasts: Duration,
    pub(crate) statements: Duration,
    pub(crate) models: Duration,
    /// Pages show all of it.
    pub(crate) pages: Duration,
}

impl Deadlines {
    /// Those that the limits of a config leave time for.
    pub(crate) fn of(config: &Config) -> Self {
        let forecasts =
            Duration::from_secs(config.limits.forecast_timeout_seconds) + config.longest_source_timeout() * READINGS;
        let statements = Duration::from_secs(config.sql.download_timeout_seconds) + SHORT;
        Self { short: SHORT, forecasts, statements, models: MODELS, pages: forecasts.max(statements).max(MODELS) }
    }
}

/// Answers a request, or says that it took too long.
pub(crate) async fn in_time(State(deadline): State<Duration>, request: Request, next: Next) -> Response {
    match tokio::time::timeout(deadline, next.run(request)).await {
        Ok(response) => response,
        Err(_elapsed) => {
            let why = format!("This took longer than {} seconds.", deadline.as_secs());
            api_error(&Problem::new(ProblemKind::Timeout, why, "Ask for less, or later."))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use axum::body::Body;
    use axum::http::StatusCode;
    use axum::middleware::from_fn_with_state;
    use axum::routing::get;
    use hyper::service::Service;
    use hyper_util::service::TowerToHyperService;

    async fn status_of(path: &str) -> StatusCode {
        let slow = || tokio::time::sleep(Duration::from_secs(11));
        let router = Router::new().route("/slow", get(slow)).route("/quick", get(async || "here"));
        let router = router.layer(from_fn_with_state(Duration::from_secs(10), in_time));
        let request = Request::builder().uri(path).body(Body::empty()).unwrap();
        TowerToHyperService::new(router).call(request).await.unwrap().status()
    }

    #[tokio::test(start_paused = true)]
    async fn what_takes_too_long_is_a_504() {
        assert_eq!(status_of("/slow").await, StatusCode::GATEWAY_TIMEOUT);
        assert_eq!(status_of("/quick").await, StatusCode::OK);
    }
}
