//! Requests outside of the route prefix: `/` redirects below it, as in Prometheus, and everything else is 404.

use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use crate::app_state::AppState;

/// `GET /`: the way to the page, with what was asked.
pub(crate) async fn to_prefix(State(state): State<AppState>, uri: Uri) -> Response {
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let home = format!("{}/{query}", state.reached.route_prefix);
    (StatusCode::FOUND, [(header::LOCATION, home)]).into_response()
}

/// Anything else.
pub(crate) async fn outside(State(state): State<AppState>) -> Response {
    let why = format!("There is nothing here: Promcast is below {}/.\n", state.reached.route_prefix);
    (StatusCode::NOT_FOUND, why).into_response()
}
