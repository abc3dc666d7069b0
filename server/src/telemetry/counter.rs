//! The metrics of the counter and its checkpoint, under the names that its old dashboard asks for.

use prometheus::{IntCounter, IntGauge, Opts, Registry};

use super::registered;

/// Registered once; copies count together.
#[derive(Clone, Debug)]
pub(crate) struct CounterTelemetry {
    value: IntGauge,
    checkpoints: IntCounter,
    restores: IntCounter,
    checkpoint_value: IntGauge,
    restore_value: IntGauge,
}

impl CounterTelemetry {
    /// Registers everything. The `environment` is a label of every series.
    pub(super) fn register(registry: &Registry, environment: &str) -> prometheus::Result<Self> {
        let options = |name, help| Opts::new(name, help).const_label("environment", environment);
        let gauge = |name, help| registered(registry, IntGauge::with_opts(options(name, help))?);
        let counter = |name, help| registered(registry, IntCounter::with_opts(options(name, help))?);
        Ok(Self {
            value: gauge("cell_counter", "What the counter says.")?,
            checkpoints: counter("checkpoint_operations_total", "Checkpoints of the counter that were written.")?,
            restores: counter("restore_operations_total", "How often the counter was set back to its checkpoint.")?,
            checkpoint_value: gauge("checkpoint_counter_value", "What the checkpoint says; 0 before the first.")?,
            restore_value: gauge("restore_counter_value", "What was restored last; 0 before the first time.")?,
        })
    }

    /// Sets the gauge of the counter.
    pub(super) fn says(&self, value: u64) {
        self.value.set(of(value));
    }

    /// There is a checkpoint with this value.
    pub(crate) fn holds(&self, value: u64) {
        self.checkpoint_value.set(of(value));
    }

    /// A checkpoint was written.
    pub(crate) fn saved(&self, value: u64) {
        self.checkpoints.inc();
        self.holds(value);
    }

    /// The counter was set back.
    pub(crate) fn restored(&self, value: u64) {
        self.restores.inc();
        self.restore_value.set(of(value));
        self.holds(value);
    }
}

/// The counter ends long before a gauge does.
fn of(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}
