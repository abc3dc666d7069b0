//! The table of contents: every path Promcast answers.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use leptos::config::LeptosOptions;
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tower_http::set_header::SetResponseHeaderLayer;

use crate::telemetry::Telemetry;
use crate::{routes, web};

/// What the routes need.
#[derive(Clone, Debug)]
pub(crate) struct AppState {
    pub(crate) service: service::Service,
    pub(crate) telemetry: Telemetry,
    pub(crate) leptos: LeptosOptions,
}

impl axum::extract::FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos.clone()
    }
}

/// No script has a larger question than this.
pub(crate) const MAX_BODY_BYTES: usize = 64 * 1024;

/// All routes.
pub(crate) fn router(state: AppState) -> Router {
    let router = Router::new()
        // The forecast API that Promcast replaces.
        .route("/run-script", post(routes::run_script))
        .route("/download-csv", get(routes::download_csv))
        // Forecasts for programs.
        .route("/api/v1/forecast", get(routes::api_forecast))
        // What was kept, to take away.
        .route("/api/v1/archive", get(routes::archive_download))
        .route("/archive/collect", post(routes::collect_days))
        // Rows of the archive for programs.
        .route("/api/v1/sql", get(routes::get_sql).post(routes::post_sql))
        // Models for programs.
        .route("/api/v1/models", get(routes::models))
        .route("/api/v1/models/{model}", get(routes::model))
        .route("/api/v1/models/{model}/evaluations", get(routes::evaluations))
        .route("/api/v1/models/{model}/evaluations/{id}", get(routes::evaluation))
        .route("/models/simulate-drift", post(routes::simulate_drift))
        .merge(model_api(&state))
        // The counter that Promcast replaces; what it counts is the home page, which is among the pages.
        .route("/checkpoint", post(routes::checkpoint))
        .route("/restore", post(routes::restore))
        // The upload demo that Promcast replaces.
        .route("/file-upload", post(routes::file_upload))
        // Operation, as every Prometheus component has it.
        .route("/metrics", get(routes::metrics))
        .route("/api/v1/openapi.yaml", get(routes::openapi))
        .route("/-/healthy", get(routes::healthy))
        .route("/-/ready", get(routes::ready))
        // The pages, what they ask, and their files.
        .route("/style.css", get(routes::stylesheet));
    routes::with_pages(router, &state)
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .layer(fixed_header("x-content-type-options", "nosniff"))
        .layer(fixed_header("referrer-policy", "same-origin"))
        .layer(fixed_header("x-frame-options", "DENY"))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(from_fn_with_state(state.telemetry.clone(), web::counted))
        .with_state(state)
}

/// The model API that Promcast replaces; every question to it is counted.
fn model_api(state: &AppState) -> Router<AppState> {
    Router::new()
        .route("/predict", post(routes::predict))
        .route("/predict/{model}", post(routes::predict))
        .route("/evaluate", post(routes::evaluate))
        .route("/evaluate/{model}", post(routes::evaluate))
        .route("/trigger-drift", post(routes::trigger_drift))
        .route("/trigger-drift/{model}", post(routes::trigger_drift))
        .layer(from_fn_with_state(state.clone(), routes::counted))
}

fn fixed_header(name: &'static str, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(HeaderName::from_static(name), HeaderValue::from_static(value))
}
