//! The pages, one a route.

mod forecast_page;
mod not_found;

pub(crate) use forecast_page::ForecastPage;
pub(crate) use not_found::NotFound;
