//! The pages by Leptos, the server functions they call, and their files.

use std::time::Duration;

use api::SqlParams;
use app::{App, PostedSql, RequestTheme, Visit, shell};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::COOKIE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use leptos::prelude::{provide_context, use_context};
use leptos_axum::{
    LeptosRoutes, file_and_error_handler_with_context, generate_route_list, render_app_async_with_context,
};

use super::stylesheet;
use crate::router::AppState;
use crate::web::in_time;

/// Adds the pages, what they ask, and their files to the routes.
pub(crate) fn with_pages(router: Router<AppState>, state: &AppState, deadline: Duration) -> Router<AppState> {
    let service = state.service.clone();
    let context = move || {
        provide_context(service.clone());
        provide_context(requested_theme());
    };
    let options = state.leptos.clone();
    let file_or_not_found = file_and_error_handler_with_context::<AppState, _>(context.clone(), shell);
    let pages = Router::new()
        .leptos_routes_with_context(state, generate_route_list(App), context, move || shell(options.clone()))
        .route("/sql", post(posted_sql))
        .layer(from_fn_with_state(deadline, in_time));
    router
        .merge(pages)
        .route("/style.css", get(stylesheet))
        .route("/pkg/{file}", get(file_or_not_found.clone()))
        .fallback(file_or_not_found)
}

/// `POST /sql`: the console's page for a statement that is too long for a link.
async fn posted_sql(State(state): State<AppState>, headers: HeaderMap, body: Bytes) -> Response {
    if Visit::of(&headers) != Visit::Ours {
        return (StatusCode::FORBIDDEN, "This form was sent by a page of another site.").into_response();
    }
    let params = SqlParams::from_query(&String::from_utf8_lossy(&body));
    let (service, options) = (state.service, state.leptos);
    let context = move || {
        provide_context(service.clone());
        provide_context(requested_theme());
        provide_context(PostedSql(params.clone()));
    };
    let page = render_app_async_with_context(context, move || shell(options.clone()));
    let mut request = Request::new(Body::empty());
    *request.method_mut() = Method::POST;
    *request.uri_mut() = axum::http::Uri::from_static("/sql");
    *request.headers_mut() = headers;
    page(request).await
}

fn requested_theme() -> RequestTheme {
    let parts = use_context::<Parts>();
    let cookies = parts.as_ref().and_then(|parts| parts.headers.get(COOKIE)).and_then(|value| value.to_str().ok());
    RequestTheme::from_cookies(cookies.unwrap_or_default())
}
