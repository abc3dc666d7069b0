//! The pages, one a route.

mod archive_page;
mod bench_page;
mod forecast_page;
mod instruments_page;
mod models_page;
mod not_found;
mod sql_page;
mod status_page;

pub(crate) use archive_page::ArchiveHome;
pub(crate) use bench_page::BenchPage;
pub(crate) use forecast_page::ForecastPage;
pub(crate) use instruments_page::InstrumentsPage;
pub(crate) use models_page::ModelsPage;
pub(crate) use not_found::NotFound;
pub(crate) use sql_page::SqlPage;
pub(crate) use status_page::StatusPage;
