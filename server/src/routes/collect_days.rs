//! `POST /archive/collect`: the button that collects days, a form that works without JavaScript.

use std::time::Duration;

use api::{ArchiveParams, CollectOutcome, Problem, ProblemKind};
use axum::extract::{RawForm, State};
use axum::response::{IntoResponse, Redirect, Response};
use service::CollectError;
use timeseries::Day;

use super::api_forecast::query_value;
use crate::app_state::AppState;
use crate::response::api_error;

/// So long the page waits; the run itself goes on.
const PATIENCE: Duration = Duration::from_secs(20);

/// Collects the days `from` to `to` and goes back to the page in `back`, which says what came of it.
pub(crate) async fn collect_days(State(state): State<AppState>, RawForm(form): RawForm) -> Response {
    let form = String::from_utf8_lossy(&form).into_owned();
    match days(&form) {
        Ok((from, to)) => {
            let outcome = collected(&state, from, to).await;
            Redirect::to(&state.reached.at(&back(&form, outcome))).into_response()
        }
        Err(problem) => api_error(&problem),
    }
}

fn days(form: &str) -> Result<(Day, Day), Problem> {
    let day = |name: &str| {
        let text = query_value(form, name).unwrap_or_default();
        let words = |error: timeseries::DayError| {
            Problem::new(ProblemKind::BadRequest, format!("`{name}` is wrong: {error}."), "Give both days.")
        };
        text.parse::<Day>().map_err(words)
    };
    Ok((day("from")?, day("to")?))
}

async fn collected(state: &AppState, from: Day, to: Day) -> CollectOutcome {
    let run = state.service.collect_days(from, to);
    match tokio::time::timeout(PATIENCE, run).await {
        Err(_elapsed) => CollectOutcome::Running,
        Ok(Ok(report)) if report.is_good() => CollectOutcome::Done,
        Ok(Ok(_)) => CollectOutcome::Partly,
        Ok(Err(CollectError::UnderWay)) => CollectOutcome::UnderWay,
        Ok(Err(CollectError::NotConfigured)) => CollectOutcome::NotConfigured,
        Ok(Err(error)) => {
            tracing::warn!(%error, %from, %to, "days asked for on the page were not collected");
            CollectOutcome::Failed
        }
    }
}

/// Only ever a page of the archive: of what was sent, its parameters are read and written anew.
fn back(form: &str, outcome: CollectOutcome) -> String {
    let back = query_value(form, "back").unwrap_or_default();
    let query = back.split_once('?').map_or("", |(_, query)| query);
    ArchiveParams { collected: Some(outcome), ..ArchiveParams::from_query(query) }.link()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_is_always_ours() {
        let cases = [
            ("back=%2Farchive%3Ftab%3Ddays", "/archive?tab=days&collected=done"),
            ("back=https%3A%2F%2Fevil.example%2F%3Ftab%3Ddays", "/archive?tab=days&collected=done"),
            ("back=%2F%2Fevil.example", "/archive?collected=done"),
            ("", "/archive?collected=done"),
            ("back=%0d%0aSet-Cookie%3a+a%3fsearch%3da%250d%250ab", "/archive?search=a%0D%0Ab&collected=done"),
        ];
        for (form, link) in cases {
            assert_eq!(back(form, CollectOutcome::Done), link, "{form}");
        }
    }
}
