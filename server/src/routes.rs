//! The handlers, one file a contract. Each translates a request, calls one use case, and translates its answer.

mod api_forecast;
mod api_models;
mod api_sql;
mod archive_download;
mod collect_days;
mod download_csv;
mod evaluate;
mod evaluation_file;
mod health;
mod metrics;
mod model_body;
mod model_refusal;
mod model_requests;
mod pages;
mod picture;
mod predict;
mod run_script;
mod simulate_drift;
mod stylesheet;
mod table_download;

pub(crate) use api_forecast::api_forecast;
pub(crate) use api_models::{evaluation, evaluations, model, models};
pub(crate) use api_sql::{get_sql, post_sql};
pub(crate) use archive_download::archive_download;
pub(crate) use collect_days::collect_days;
pub(crate) use download_csv::download_csv;
pub(crate) use evaluate::{evaluate, trigger_drift};
pub(crate) use health::{healthy, ready};
pub(crate) use metrics::metrics;
pub(crate) use model_requests::counted;
pub(crate) use pages::with_pages;
pub(crate) use predict::predict;
pub(crate) use run_script::run_script;
pub(crate) use simulate_drift::simulate_drift;
pub(crate) use stylesheet::stylesheet;
pub(crate) use table_download::table_download;
