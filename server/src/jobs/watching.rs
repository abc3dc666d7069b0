//! `Watching`: reports every collection to the log, to the status page and to the metrics, whatever started it.

use std::sync::Arc;

use service::{Clock, CollectError, CollectReport, CollectWatcher, ProxyReport};
use timeseries::{Day, Duration};

use crate::journal::Job;
use crate::telemetry::Telemetry;

/// Logs and counts.
#[derive(Debug)]
pub(crate) struct Watching {
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) telemetry: Telemetry,
}

impl CollectWatcher for Watching {
    fn run_begun(&self, _proxies_and_days: usize) {
        self.telemetry.journal().began(Job::Collecting);
    }

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
        self.telemetry.journal().ended(Job::Collecting, outcome(report));
    }

    fn run_failed(&self, error: &CollectError) {
        self.telemetry.archive().run_failed();
        self.telemetry.journal().ended(Job::Collecting, Err(in_full(error)));
    }
}

/// The summary of a run, as a failure where something is missing or the clock was behind.
fn outcome(report: &CollectReport) -> Result<String, String> {
    match (report.clock_behind, report.is_good()) {
        (None, true) => Ok(report.summary()),
        (None, false) => Err(report.summary()),
        (Some(behind), _) => Err(format!("{} {behind}", report.summary())),
    }
}

/// An error with its causes.
pub(super) fn in_full(error: &CollectError) -> String {
    std::iter::successors(Some(error as &dyn std::error::Error), |error| error.source())
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(": ")
}
