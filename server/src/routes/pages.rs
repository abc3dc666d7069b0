//! The pages by Leptos, the server functions they call, and their files.

use app::{App, RequestTheme, shell};
use axum::Router;
use axum::http::header::COOKIE;
use axum::http::request::Parts;
use leptos::prelude::{provide_context, use_context};
use leptos_axum::{LeptosRoutes, file_and_error_handler_with_context, generate_route_list};

use crate::router::AppState;

/// Adds the pages to the routes.
pub(crate) fn with_pages(router: Router<AppState>, state: &AppState) -> Router<AppState> {
    let service = state.service.clone();
    let context = move || {
        provide_context(service.clone());
        provide_context(requested_theme());
    };
    let options = state.leptos.clone();
    router
        .leptos_routes_with_context(state, generate_route_list(App), context.clone(), move || shell(options.clone()))
        .fallback(file_and_error_handler_with_context::<AppState, _>(context, shell))
}

fn requested_theme() -> RequestTheme {
    let parts = use_context::<Parts>();
    let cookies = parts.as_ref().and_then(|parts| parts.headers.get(COOKIE)).and_then(|value| value.to_str().ok());
    RequestTheme::from_cookies(cookies.unwrap_or_default())
}
