//! What was asked for and is kept: forecasts, evaluations and models, one checked file each, in folders that survive a crash and a restart.

mod envelope;
mod files;
mod folder;
mod forecast_files;
mod id;
mod kept;
#[cfg(test)]
mod tests;
mod whole_file;

pub use forecast_files::{DEFAULT_KEEP, ForecastFiles};
