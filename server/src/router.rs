//! The table of contents: every path Promcast answers.

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use tower_http::compression::{CompressionLayer, CompressionLevel};

use crate::app_state::AppState;
use crate::config::Config;
use crate::web::{Capacity, Deadlines};
use crate::{routes, web};

/// No script has a larger question than this.
pub(crate) const MAX_BODY_BYTES: usize = 64 * 1024;

/// All routes, with what stands around them.
pub(crate) fn router(state: AppState, config: &Config) -> Router {
    let deadlines = Deadlines::of(config);
    let capacity = Capacity::new(config.web.max_requests, &state);
    let on_workers = || from_fn_with_state(state.workers.clone(), web::on_workers);
    // A prediction takes less than the way to another thread.
    let in_turn = (forecasts(deadlines.forecasts).layer(on_workers()))
        .merge(models(&state, deadlines))
        .merge(routes::pages(&state, deadlines.pages))
        .layer(from_fn_with_state(capacity.clone(), web::in_turn));
    // Statements have seats of their own, and the rest takes next to nothing: a crowd before the others does not keep it away.
    let at_once = (archive(deadlines.statements).layer(on_workers()))
        .merge(instruments(deadlines.short))
        .merge(routes::page_files(&state));
    let routes = (in_turn.merge(at_once))
        .layer(from_fn_with_state(capacity, web::within_capacity))
        // However much is asked of the others.
        .merge(operation());
    let elsewhere = Router::new().route("/", get(routes::to_prefix)).fallback(routes::outside);
    web::below(&state.reached.route_prefix, surrounded(routes, &state), surrounded(elsewhere, &state))
}

/// Adds the middleware around routes; a layer that is added later is met earlier.
fn surrounded(routes: Router<AppState>, state: &AppState) -> Router {
    routes
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(from_fn_with_state(state.clone(), web::met))
        .with_state(state.clone())
}

/// The forecast API that Promcast replaces, and forecasts for programs.
fn forecasts(deadline: Duration) -> Router<AppState> {
    Router::new()
        .route("/run-script", post(routes::run_script))
        .route("/download-csv", get(routes::download_csv))
        .route("/api/v1/forecast", get(routes::api_forecast))
        .layer(from_fn_with_state(deadline, web::in_time))
}

/// Downloads of the archive, and rows of it for programs.
fn archive(deadline: Duration) -> Router<AppState> {
    Router::new()
        .route("/api/v1/archive", get(routes::archive_download))
        .route("/archive/collect", post(routes::collect_days))
        .route("/api/v1/sql", get(routes::get_sql).post(routes::post_sql))
        .layer(from_fn_with_state(deadline, web::in_time))
}

/// Models for programs, and the model API that Promcast replaces; every question to that is counted.
fn models(state: &AppState, deadlines: Deadlines) -> Router<AppState> {
    let replaced = Router::new()
        .route("/predict", post(routes::predict))
        .route("/predict/{model}", post(routes::predict))
        .route("/evaluate", post(routes::evaluate))
        .route("/evaluate/{model}", post(routes::evaluate))
        .route("/trigger-drift", post(routes::trigger_drift))
        .route("/trigger-drift/{model}", post(routes::trigger_drift))
        .layer(from_fn_with_state(state.clone(), routes::counted));
    Router::new()
        .route("/api/v1/models", get(routes::models))
        .route("/api/v1/models/{model}", get(routes::model))
        .route("/api/v1/models/{model}/evaluations", get(routes::evaluations))
        .route("/api/v1/models/{model}/evaluations/{id}", get(routes::evaluation))
        .layer(from_fn_with_state(deadlines.short, web::in_time))
        .merge(
            replaced
                .route("/models/simulate-drift", post(routes::simulate_drift))
                .route("/models/evaluate", post(routes::evaluate_upload))
                .route("/models/predict", post(routes::predict_upload))
                .layer(from_fn_with_state(deadlines.models, web::in_time)),
        )
}

/// The demos that Promcast replaces: the counter, whose `GET /` is among the pages, and the upload.
fn instruments(deadline: Duration) -> Router<AppState> {
    Router::new()
        .route("/checkpoint", post(routes::checkpoint))
        .route("/restore", post(routes::restore))
        .route("/file-upload", post(routes::file_upload))
        .layer(from_fn_with_state(deadline, web::in_time))
}

/// Operation, as every Prometheus component has it.
fn operation() -> Router<AppState> {
    Router::new()
        .route("/metrics", get(routes::metrics))
        .route("/api/v1/openapi.yaml", get(routes::openapi))
        .route("/-/healthy", get(routes::healthy))
        .route("/-/ready", get(routes::ready))
        .route("/-/reload", post(routes::reload).put(routes::reload))
        .route("/-/quit", post(routes::quit).put(routes::quit))
}
