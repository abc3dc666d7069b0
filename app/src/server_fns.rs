//! What an island asks of the server: a door to a use case in a few lines.

mod list_metrics;
mod suggest;

pub use list_metrics::list_metrics;
pub(crate) use suggest::suggest;
