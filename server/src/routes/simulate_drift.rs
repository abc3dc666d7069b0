//! `POST /models/simulate-drift`: the button that simulates drift, a form that works without JavaScript.

use api::{ModelsParam, ModelsParams};
use axum::extract::{RawForm, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::api_forecast::query_value;
use crate::app_state::AppState;

/// Simulates drift of the model in `model` and goes to the report, or back to the evaluations to say that it failed.
pub(crate) async fn simulate_drift(State(state): State<AppState>, RawForm(form): RawForm) -> Response {
    let model = query_value(&String::from_utf8_lossy(&form), "model").unwrap_or_default();
    let named = Some(model.as_str()).filter(|name| !name.is_empty());
    let id = match state.service.trigger_drift(named).await {
        Ok(evaluation) => Some(evaluation.id),
        Err(error) => {
            tracing::warn!(%error, "the drift asked for on the page was not simulated");
            None
        }
    };
    Redirect::to(&state.reached.at(&next(&model, id))).into_response()
}

/// The report; what is not kept has none.
fn next(model: &str, id: Option<String>) -> String {
    match id.filter(|id| !id.is_empty()) {
        Some(id) => ModelsParams::of(model, "report").with(ModelsParam::Id, id).link(),
        None => ModelsParams { has_failed: true, ..ModelsParams::of(model, "evaluations") }.link(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_on_is_always_ours() {
        assert_eq!(next("bikes", Some("7".to_owned())), "/models?model=bikes&tab=report&id=7");
        assert_eq!(next("", Some(String::new())), "/models?tab=evaluations&failed=yes");
        assert_eq!(next("//evil\r\n", None), "/models?model=%2F%2Fevil&tab=evaluations&failed=yes");
    }
}
