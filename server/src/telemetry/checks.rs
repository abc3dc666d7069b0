//! The metrics of what is looked at: which checks fail, how much room the disks have, and what could not be kept.

use prometheus::{IntCounterVec, IntGaugeVec, Opts, Registry};

use super::registered;
use crate::checks::Check;

/// Registered once; copies count together.
#[derive(Clone, Debug)]
pub(crate) struct CheckTelemetry {
    failed: IntGaugeVec,
    disk_free: IntGaugeVec,
    disk_size: IntGaugeVec,
    not_kept: IntCounterVec,
}

impl CheckTelemetry {
    /// Registers everything.
    pub(super) fn register(registry: &Registry) -> prometheus::Result<Self> {
        let gauges = |name, help, label| registered(registry, IntGaugeVec::new(Opts::new(name, help), &[label])?);
        let not_kept = Opts::new(
            "promcast_keep_failures_total",
            "Forecasts, evaluations and checkpoints that were made and could not be kept.",
        );
        let not_kept = registered(registry, IntCounterVec::new(not_kept, &["what"])?)?;
        for check in [Check::Forecasts, Check::Evaluations, Check::Checkpoint] {
            not_kept.with_label_values(&[check.label()]);
        }
        Ok(Self {
            failed: gauges(
                "promcast_check_failed",
                "1 where a part of the server is at fault, as /status says in words, else 0.",
                "check",
            )?,
            disk_free: gauges("promcast_disk_free_bytes", "Bytes that are free on a disk that is written.", "disk")?,
            disk_size: gauges("promcast_disk_size_bytes", "Bytes of a disk that is written.", "disk")?,
            not_kept,
        })
    }

    /// Shows whether a check fails.
    pub(super) fn shows(&self, check: Check, is_failed: bool) {
        self.failed.with_label_values(&[check.label()]).set(i64::from(is_failed));
    }

    /// Shows the room on a disk.
    pub(crate) fn disk(&self, disk: &str, free_bytes: u64, size_bytes: u64) {
        let signed = |bytes: u64| i64::try_from(bytes).unwrap_or(i64::MAX);
        self.disk_free.with_label_values(&[disk]).set(signed(free_bytes));
        self.disk_size.with_label_values(&[disk]).set(signed(size_bytes));
    }

    /// Counts what could not be kept.
    pub(crate) fn not_kept(&self, check: Check) {
        self.not_kept.with_label_values(&[check.label()]).inc();
    }
}
