//! What a page asks of the server: three doors to the use cases, each a few lines.

mod list_metrics;
mod offer;
mod page_error;
mod page_forecast;
mod page_json;

pub(crate) use list_metrics::list_metrics;
pub(crate) use offer::offer;
pub(crate) use page_error::PageError;
pub(crate) use page_forecast::page_forecast;

#[cfg(feature = "ssr")]
pub use page_error::status_of;
#[cfg(feature = "ssr")]
pub(crate) use page_error::{answer_with_status, service};
