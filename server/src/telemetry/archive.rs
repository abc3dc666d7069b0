//! The metrics of the archive: what was collected, what is there, and what is wrong with it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use archive::Inventory;
use prometheus::{Gauge, IntCounter, IntCounterVec, IntGauge, IntGaugeVec, Opts, Registry};
use service::{ArchiveError, ArchiveRoom, CollectReport, FileOutcome, Gaps, MetricOutcome, ProxyReport, ScrubReport};
use timeseries::{Duration, Timestamp};

use super::registered;

/// Registered once; copies count together.
#[derive(Clone, Debug)]
pub(crate) struct ArchiveTelemetry {
    runs: IntCounterVec,
    metrics: IntCounterVec,
    files: IntCounterVec,
    rows: IntCounter,
    last_success: Gauge,
    last_duration: Gauge,
    clock_behind: Gauge,
    gap_days: IntGaugeVec,
    disk_full: IntGauge,
    /// The room that was free when there was too little last; 0 where the last run had room.
    too_little: Arc<AtomicU64>,
    held_files: IntGauge,
    held_bytes: IntGauge,
    left_out: IntGauge,
    removed_days: IntCounter,
    last_scrub: Gauge,
    scrub_findings: IntGauge,
}

impl ArchiveTelemetry {
    /// Registers everything.
    pub(super) fn register(registry: &Registry) -> prometheus::Result<Self> {
        let counters = |name, help, label| registered(registry, IntCounterVec::new(Opts::new(name, help), &[label])?);
        let gauge = |name, help| registered(registry, IntGauge::new(name, help)?);
        let float = |name, help| registered(registry, Gauge::new(name, help)?);
        let counter = |name, help| registered(registry, IntCounter::new(name, help)?);
        Ok(Self {
            runs: counters("promcast_collections_total", "Runs of the collector, by outcome.", "outcome")?,
            metrics: counters(
                "promcast_collected_metrics_total",
                "Metrics of API proxies and days that were asked for, by outcome.",
                "outcome",
            )?,
            files: counters("promcast_collected_files_total", "Files of API proxies and days, by outcome.", "outcome")?,
            rows: counter("promcast_collected_rows_total", "New rows in files that were written.")?,
            last_success: float(
                "promcast_last_collection_success_timestamp_seconds",
                "When everything that was asked for was collected last; 0 before the first time.",
            )?,
            last_duration: float("promcast_last_collection_duration_seconds", "How long the last run took.")?,
            clock_behind: float(
                "promcast_collection_clock_behind_seconds",
                "How far the clock was behind the newest collection at the last run; 0 where it was not.",
            )?,
            gap_days: registered(
                registry,
                IntGaugeVec::new(
                    Opts::new(
                        "promcast_archive_gap_days",
                        "Days of API proxies that are missing or there in part after the last run: of the last 7 days \
                         (7d), and older ones from each proxy's first day on (older).",
                    ),
                    &["within", "state"],
                )?,
            )?,
            disk_full: gauge("promcast_archive_disk_full", "1 where the collector has no room on its disk, else 0.")?,
            too_little: Arc::default(),
            held_files: gauge("promcast_archive_files", "Files of the archive that can be read.")?,
            held_bytes: gauge("promcast_archive_bytes", "Bytes of the files that can be read.")?,
            left_out: gauge("promcast_archive_left_out_files", "Files that are damaged or foreign, and not read.")?,
            removed_days: counter("promcast_archive_retention_removals_total", "Days removed by the retention.")?,
            last_scrub: float(
                "promcast_last_scrub_timestamp_seconds",
                "When every byte of the archive was looked at last; 0 before the first time.",
            )?,
            scrub_findings: gauge("promcast_scrub_findings", "Files that the last look found damaged.")?,
        })
    }

    /// A proxy of a day is done.
    pub(crate) fn proxy_done(&self, report: &ProxyReport) {
        for metric in &report.metrics {
            self.metrics.with_label_values(&[metric_outcome(&metric.outcome)]).inc();
        }
        self.files.with_label_values(&[file_outcome(&report.file)]).inc();
        if matches!(report.file, FileOutcome::Written(_)) {
            self.rows.inc_by(report.new_rows() as u64);
        }
    }

    /// A run has ended at `now`.
    pub(crate) fn run_done(&self, report: &CollectReport, took: Duration, now: Timestamp) {
        self.last_duration.set(took.seconds());
        self.too_little.store(report.too_little_room().unwrap_or(0), Ordering::Relaxed);
        self.disk_full.set(i64::from(report.is_disk_full()));
        self.clock_behind.set(report.clock_behind.map_or(0.0, |behind| behind.by().seconds()));
        report.gaps.iter().for_each(|gaps| self.has_gaps(gaps));
        if report.is_good() {
            self.last_success.set(now.seconds());
        }
        // Last: whoever sees the run counted finds the rest of it too.
        let outcome = if report.is_good() { "ok" } else { "partial" };
        self.runs.with_label_values(&[outcome]).inc();
    }

    fn has_gaps(&self, gaps: &Gaps) {
        for (within, count) in [("7d", gaps.recent), ("older", gaps.older)] {
            for (state, days) in [("missing", count.missing), ("partial", count.partial)] {
                let days = i64::try_from(days).unwrap_or(i64::MAX);
                self.gap_days.with_label_values(&[within, state]).set(days);
            }
        }
    }

    /// Shows the room that there is now. Where a run ended for the lack of it there has to be more than then.
    pub(crate) fn has_room(&self, room: &ArchiveRoom) {
        let least = room.needed_bytes.max(self.too_little.load(Ordering::Relaxed).saturating_add(1));
        self.disk_full.set(i64::from(room.free_bytes < least));
    }

    /// A run did not even begin.
    pub(crate) fn run_failed(&self) {
        self.runs.with_label_values(&["failed"]).inc();
    }

    /// Sets the gauges of the archive's content.
    pub(crate) fn holds(&self, inventory: &Inventory) {
        let bytes: u64 = inventory.files.iter().map(|file| file.bytes).sum();
        self.held_files.set(inventory.files.len() as i64);
        self.held_bytes.set(i64::try_from(bytes).unwrap_or(i64::MAX));
        self.left_out.set(inventory.left_out.len() as i64);
    }

    /// So many days were removed.
    pub(crate) fn days_removed(&self, days: usize) {
        self.removed_days.inc_by(days as u64);
    }

    /// Every byte was looked at.
    pub(crate) fn scrubbed(&self, report: &ScrubReport, now: Timestamp) {
        self.scrub_findings.set(report.bad.len() as i64);
        self.last_scrub.set(now.seconds());
    }
}

fn metric_outcome(outcome: &MetricOutcome) -> &'static str {
    match outcome {
        MetricOutcome::Rows(_) => "rows",
        MetricOutcome::Empty => "empty",
        MetricOutcome::Failed(_) => "failed",
    }
}

fn file_outcome(outcome: &FileOutcome) -> &'static str {
    match outcome {
        FileOutcome::Written(_) => "written",
        FileOutcome::Untouched => "untouched",
        FileOutcome::Stopped => "stopped",
        FileOutcome::KeptElsewhere { .. } => "kept_elsewhere",
        FileOutcome::Failed(ArchiveError::DiskFull { .. }) => "disk_full",
        FileOutcome::Failed(_) => "failed",
    }
}
