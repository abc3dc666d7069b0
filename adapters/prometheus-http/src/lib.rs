//! A Prometheus over HTTP: carries what `core/promql` writes there and back, and names every way in which that fails.

mod base_url;
mod body;
mod client;
mod config;
mod egress;
mod exchange;
mod failure;
mod labels;
mod room;
mod source;

pub use config::{ConfigError, Limits, PrometheusConfig};
pub use egress::check_url;
pub use room::Room;
pub use source::PrometheusHttp;

#[cfg(test)]
mod tests;
