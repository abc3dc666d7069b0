//! Forecasts that were asked for, one checked JSON file each, in a folder that survives a crash and a restart.

mod envelope;
mod folder;
mod id;
mod store;
#[cfg(test)]
mod tests;
mod whole_file;

pub use store::{DEFAULT_KEEP, ForecastFiles};
