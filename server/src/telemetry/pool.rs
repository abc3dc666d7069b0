//! The metrics of the threads for forecasts: how what was to be computed ended.

use prometheus::{IntCounterVec, Opts, Registry};
use service::{PoolEnding, PoolError, PoolWatcher};

use super::registered;

/// Registered once; copies count together.
#[derive(Clone, Debug)]
pub(crate) struct PoolTelemetry(IntCounterVec);

impl PoolTelemetry {
    /// Registers everything.
    pub(super) fn register(registry: &Registry) -> prometheus::Result<Self> {
        let options = Opts::new(
            "promcast_forecast_jobs_total",
            "Forecasts, evaluations and what else is computed on threads of its own, by outcome.",
        );
        let jobs = registered(registry, IntCounterVec::new(options, &["outcome"])?)?;
        for outcome in ["done", "overloaded", "timeout", "broken", "abandoned"] {
            jobs.with_label_values(&[outcome]);
        }
        Ok(Self(jobs))
    }
}

impl PoolWatcher for PoolTelemetry {
    fn ended(&self, ending: PoolEnding) {
        let outcome = match ending {
            PoolEnding::Done => "done",
            PoolEnding::Abandoned => "abandoned",
            PoolEnding::Failed(PoolError::Overloaded) => "overloaded",
            PoolEnding::Failed(PoolError::Timeout { .. }) => "timeout",
            PoolEnding::Failed(PoolError::Broken | PoolError::NoThreads) => "broken",
        };
        self.0.with_label_values(&[outcome]).inc();
    }
}
