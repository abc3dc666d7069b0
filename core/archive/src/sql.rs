//! SQL over the archive: text with places for values, and the values. A value of a stranger is never spliced into the text.

mod bucketed;
mod by_proxy;
mod cadence;
mod counts;
mod days;
mod errors;
mod filter;
mod heatmap;
mod lists;
mod metric_names;
mod metrics_view;
mod one_read;
mod percentiles;
mod rows;
mod samples;
mod statement;
mod totals;
mod value;
mod words;

pub use bucketed::{STRETCHES_FROM_MS, bucketed};
pub use by_proxy::{average_response_time, total_requests};
pub use cadence::cadence;
pub use counts::counts;
pub use days::days;
pub use errors::errors;
pub use filter::Filter;
pub use heatmap::heatmap;
pub use metric_names::metric_names;
pub use metrics_view::metrics_query;
pub use one_read::{NotARead, check_one_read};
pub use percentiles::{PERCENTILES, percentiles};
pub use rows::{Column, Sort, found, page_of_rows, rows};
pub use samples::{SamplesWanted, samples};
pub use statement::Statement;
pub use totals::totals;
pub use value::{SqlValue, literal};
