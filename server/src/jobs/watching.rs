//! What the server says of its runs: failures and a summary in the log, and all of it in its metrics.

use std::sync::Arc;

use service::{Clock, CollectReport, CollectWatcher, ProxyReport};
use timeseries::{Day, Duration};

use crate::telemetry::Telemetry;

/// Logs and counts.
#[derive(Debug)]
pub(crate) struct Watching {
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) telemetry: Telemetry,
}

impl CollectWatcher for Watching {
    fn proxy_done(&self, day: Day, report: &ProxyReport) {
        self.telemetry.archive().proxy_done(report);
        for failure in report.failures(day) {
            tracing::warn!(%failure, "not collected");
        }
        for metric in &report.metrics {
            for warning in &metric.warnings {
                tracing::warn!(%day, proxy = %report.proxy, metric = %metric.name, %warning, "the source warns");
            }
        }
    }

    fn run_done(&self, report: &CollectReport, took: Duration) {
        self.telemetry.archive().run_done(report, took, self.clock.now());
        if let Some(behind) = &report.clock_behind {
            tracing::warn!("{behind}");
        }
        tracing::info!(seconds = took.seconds(), "{}", report.summary());
    }
}
