//! The metrics of the config: whether it was read when that was asked for last, under Prometheus' names.

use prometheus::{Gauge, IntGauge, Registry};
use timeseries::Timestamp;

use super::registered;

/// Registered once; copies count together.
#[derive(Clone, Debug)]
pub(crate) struct ConfigTelemetry {
    is_good: IntGauge,
    last_success: Gauge,
}

impl ConfigTelemetry {
    /// Registers everything.
    pub(super) fn register(registry: &Registry) -> prometheus::Result<Self> {
        let is_good = IntGauge::new(
            "promcast_config_last_reload_successful",
            "1 where the config was read when that was asked for last, else 0.",
        )?;
        let last_success =
            Gauge::new("promcast_config_last_reload_success_timestamp_seconds", "When the config in force was read.")?;
        Ok(Self { is_good: registered(registry, is_good)?, last_success: registered(registry, last_success)? })
    }

    /// A config was read at `now` and is in force.
    pub(crate) fn read(&self, now: Timestamp) {
        self.is_good.set(1);
        self.last_success.set(now.seconds());
    }

    /// A config makes no sense; the one before stays.
    pub(crate) fn refused(&self) {
        self.is_good.set(0);
    }
}
