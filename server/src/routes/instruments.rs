//! `POST /instruments`: a button of the page. It does what its own door does, and shows what that answered.

use api::{Button, Problem, ProblemKind};
use app::PressedButton;
use axum::body::{Body, to_bytes};
use axum::extract::{RawForm, RawQuery, State};
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use leptos::prelude::provide_context;
use service::Pressed;

use super::api_forecast::query_value;
use super::counter::{checkpoint, count, restore};
use super::file_upload::file_upload;
use super::pages::posted;
use crate::app_state::AppState;
use crate::response::api_error;

/// No answer of a button is longer.
const MAX_ANSWER_BYTES: usize = 4096;

/// Presses a button, and renders the page with what came of it.
pub(super) async fn press(State(state): State<AppState>, headers: HeaderMap, RawForm(form): RawForm) -> Response {
    let form = String::from_utf8_lossy(&form);
    let Some(button) = query_value(&form, "press").and_then(|name| Button::named(&name)) else {
        let next = "Send `press=count`, `checkpoint`, `restore` or `upload`.";
        return api_error(&Problem::new(ProblemKind::BadRequest, "There is no such button.", next));
    };
    let before = state.service.exposition();
    let (status, body) = text_of(answer(&state, button, &headers, &form).await).await;
    let pressed = Pressed { button, status, body, before };
    posted(state, "/instruments", headers, move || provide_context(PressedButton(pressed.clone()))).await
}

/// Returns the response of the route behind the button.
async fn answer(state: &AppState, button: Button, headers: &HeaderMap, form: &str) -> Response {
    let state = State(state.clone());
    match button {
        Button::Count => count(&state.service.counter, &Method::GET, headers),
        Button::Checkpoint => checkpoint(state).await,
        Button::Restore => restore(state).await,
        Button::Upload => {
            let seconds = query_value(form, "seconds").map(|seconds| format!("seconds={}", api::encode(&seconds)));
            file_upload(state, RawQuery(seconds), Body::empty()).await
        }
    }
}

async fn text_of(response: Response) -> (u16, String) {
    let status = response.status().as_u16();
    let body = to_bytes(response.into_body(), MAX_ANSWER_BYTES).await.unwrap_or_default();
    (status, String::from_utf8_lossy(&body).into_owned())
}
