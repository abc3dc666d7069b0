//! The pages by Leptos, the server functions they call, and their files.

use std::time::Duration;

use api::SqlParams;
use app::{App, Place, PostedSql, RequestTheme, Visit, shell};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, Request, StatusCode, Uri, header};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use leptos::nonce::Nonce;
use leptos::prelude::{provide_context, use_context};
use leptos_axum::{
    LeptosRoutes, file_and_error_handler_with_context, generate_route_list_with_exclusions,
    render_app_async_with_context,
};

use super::accepts::accepts_html;
use super::counter::count;
use super::instruments::press;
use super::recent_pages::RecentPages;
use super::stylesheet;
use crate::app_state::AppState;
use crate::web::{in_time, on_workers};

/// The pages and what they ask, and for every other path a public file or the page that says that there is none.
pub(crate) fn pages(state: &AppState, deadline: Duration) -> Router<AppState> {
    let context = page_context(state.clone());
    let options = state.leptos.clone();
    let file_or_not_found = file_and_error_handler_with_context::<AppState, _>(context.clone(), shell);
    let list = generate_route_list_with_exclusions(App, Some(vec!["/".to_owned()]));
    let recent = RecentPages::new();
    Router::new()
        .leptos_routes_with_context(state, list, context, move || shell(options.clone()))
        .layer(from_fn_with_state(state.workers.clone(), on_workers))
        .route("/", get(move |state, request| home(recent.clone(), state, request)))
        .route("/instruments", post(press))
        .route("/sql", post(posted_sql))
        .layer(from_fn_with_state(deadline, in_time))
        .fallback(file_or_not_found)
}

/// The files that every page needs.
pub(crate) fn page_files(state: &AppState) -> Router<AppState> {
    let file_or_not_found = file_and_error_handler_with_context::<AppState, _>(page_context(state.clone()), shell);
    Router::new().route("/style.css", get(stylesheet)).route("/pkg/{file}", get(file_or_not_found))
}

/// `GET /`: the forecast page for whoever accepts a page, which counts nothing; the counter for everybody else.
async fn home(recent: RecentPages, State(state): State<AppState>, request: Request<Body>) -> Response {
    let mut response = match accepts_html(request.headers()) {
        true => forecast_page(&recent, state, request.uri(), request.headers()).await,
        false => count(&state.service.counter, request.method(), request.headers()),
    };
    response.headers_mut().append(header::VARY, HeaderValue::from_static("accept"));
    response
}

async fn forecast_page(recent: &RecentPages, state: AppState, uri: &Uri, headers: &HeaderMap) -> Response {
    let (theme, nonce) = (theme_of(headers), Nonce::new());
    // Of what a request says, only this decides what others will be shown too.
    let mut alone = Request::new(Body::empty());
    uri.clone_into(alone.uri_mut());
    let context = {
        let (theme, nonce) = (theme.clone(), nonce.clone());
        move || {
            provide_context(theme.clone());
            provide_context(nonce.clone());
        }
    };
    recent.page(theme.0, uri, nonce, rendered(state, alone, context)).await
}

/// `POST /sql`: the console's page for a statement that is too long for a link.
async fn posted_sql(State(state): State<AppState>, headers: HeaderMap, body: Bytes) -> Response {
    if Visit::of(&headers) != Visit::Ours {
        return (StatusCode::FORBIDDEN, "This form was sent by a page of another site.").into_response();
    }
    let params = SqlParams::from_query(&String::from_utf8_lossy(&body));
    posted(state, "/sql", headers, move || provide_context(PostedSql(params.clone()))).await
}

/// The page that answers a form, which was read already.
pub(super) async fn posted(
    state: AppState,
    path: &'static str,
    headers: HeaderMap,
    more: impl Fn() + Clone + Send + Sync + 'static,
) -> Response {
    let mut request = Request::new(Body::empty());
    *request.method_mut() = Method::POST;
    *request.uri_mut() = Uri::from_static(path);
    *request.headers_mut() = headers;
    rendered(state, request, more).await
}

/// The page that a request asks for, with more context than every page has.
async fn rendered(
    state: AppState,
    request: Request<Body>,
    more: impl Fn() + Clone + Send + Sync + 'static,
) -> Response {
    let of_page = page_context(state.clone());
    let context = move || {
        of_page();
        more();
    };
    let workers = state.workers.clone();
    workers.answer(render_app_async_with_context(context, move || shell(state.leptos.clone()))(request)).await
}

/// Returns a function that provides the context of every page.
fn page_context(state: AppState) -> impl Fn() + Clone + Send + Sync + 'static {
    move || {
        provide_context(state.service.clone());
        provide_context(place(&state));
        provide_context(requested_theme());
    }
}

fn place(state: &AppState) -> Place {
    let reached = &state.reached;
    Place {
        origin: reached.origin.as_deref().map(Into::into),
        path: (&*reached.path).into(),
        scheme: state.guard.scheme(),
    }
}

fn requested_theme() -> RequestTheme {
    use_context::<Parts>().map(|parts| theme_of(&parts.headers)).unwrap_or_default()
}

fn theme_of(headers: &HeaderMap) -> RequestTheme {
    let cookies = headers.get(header::COOKIE).and_then(|value| value.to_str().ok());
    RequestTheme::from_cookies(cookies.unwrap_or_default())
}
