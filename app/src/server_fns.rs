//! Server functions: each calls one use case for an island.

mod list_metrics;
mod suggest;

pub use list_metrics::list_metrics;
pub(crate) use suggest::suggest;
