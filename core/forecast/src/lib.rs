//! Forecasts of one series on its grid: the models, the backtest that chooses between them, and bands that say how
//! sure.
//!
//! [`forecast()`] is the door; behind [`prophet`] is that one model with all its options and its own bands. A model is one
//! file in `members/` behind the trait `Member`, one variant of [`Model`] and one line in `Model::entry`; the backtest,
//! the choice and the bands know nothing about any of them.

mod anomalies;
mod backtest;
mod bands;
mod bounds;
mod breaks;
mod cancel;
mod candidate;
mod changepoints;
mod error;
mod fingerprint;
mod forecast;
mod growth;
mod history;
mod level;
mod members;
mod model;
mod passage;
mod paths;
pub mod prophet;
mod quality;
mod random;
mod scores;
mod season;
mod spec;
mod statistics;

pub use anomalies::{AlarmBudget, Anomalies, AnomalyEvent};
pub use backtest::{Backtest, CandidateScore, Coverage, Verdict};
pub use bands::Band;
pub use bounds::Bounds;
pub use cancel::Cancel;
pub use candidate::Candidate;
pub use changepoints::{ChangeKind, Changepoint};
pub use error::ForecastError;
pub use fingerprint::{fingerprint, fingerprint_of_all};
pub use forecast::{Forecast, forecast};
pub use growth::Growth;
pub use level::Level;
pub use model::Model;
pub use passage::Passage;
pub use quality::{Gap, Quality};
pub use spec::{ModelChoice, Spec};

/// The version of the engine: of two that differ the same question may have different answers.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

#[cfg(test)]
mod tests;
