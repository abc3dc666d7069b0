//! Maintenance of an archive: removes days beyond the retention, counts files and rolls them up, and verifies every byte.

use std::sync::Arc;

use service::{Archive, Clock, Retention, RolledUp, ScrubReport, Service, SqlEngine, Stop};
use timeseries::{Day, Duration, text};
use tokio::time::MissedTickBehavior;

use crate::journal::Job;
use crate::telemetry::Telemetry;

/// An archive, and what is to stay of it.
#[derive(Clone, Debug)]
pub(crate) struct Keeping {
    archive: Arc<dyn Archive>,
    /// The SQL engine that answers about the files; a command has none.
    sql: Option<Arc<dyn SqlEngine>>,
    clock: Arc<dyn Clock>,
    retention: Retention,
    telemetry: Telemetry,
}

impl Keeping {
    pub(crate) fn new(service: &Service, retention: Retention, telemetry: &Telemetry) -> Self {
        let keeping = Self::of(Arc::clone(&service.archive), Arc::clone(&service.clock), retention, telemetry);
        Self { sql: Some(Arc::clone(&service.sql)), ..keeping }
    }

    pub(crate) fn of(
        archive: Arc<dyn Archive>,
        clock: Arc<dyn Clock>,
        retention: Retention,
        telemetry: &Telemetry,
    ) -> Self {
        Self { archive, sql: None, clock, retention, telemetry: telemetry.clone() }
    }

    /// The clock it goes by.
    pub(super) fn clock(&self) -> &dyn Clock {
        self.clock.as_ref()
    }

    /// Today in UTC.
    pub(crate) fn today(&self) -> Day {
        Day::of(self.clock.now())
    }

    /// The next run of the collector begins this long from now.
    pub(super) fn plan_collecting(&self, pause: Duration) {
        self.telemetry.journal().plan(Job::Collecting, self.clock.now() + pause);
    }

    /// Removes what is beyond what is to be kept, and counts what there is.
    pub(crate) async fn tidy(&self) {
        let journal = self.telemetry.journal();
        journal.began(Job::Tidying);
        let retained = self.retain().await;
        self.count().await;
        journal.ended(Job::Tidying, retained);
    }

    async fn retain(&self) -> Result<String, String> {
        if self.retention == Retention::default() {
            return Ok("nothing to remove".to_owned());
        }
        match self.archive.retain(self.retention, self.today()).await {
            Ok(days) => {
                self.removed(&days);
                Ok(format!("{} removed", text::counted(days.len() as u64, "day")))
            }
            Err(error) => {
                tracing::error!(%error, "the oldest days cannot be removed");
                Err(error.to_string())
            }
        }
    }

    fn removed(&self, days: &[Day]) {
        self.telemetry.archive().days_removed(days.len());
        if let (Some(first), Some(last)) = (days.first(), days.last()) {
            tracing::info!(days = days.len(), %first, %last, "days beyond the retention were removed");
        }
    }

    async fn count(&self) {
        match self.archive.inventory().await {
            Ok(inventory) => {
                self.telemetry.archive().holds(&inventory);
                self.sql.iter().for_each(|sql| sql.expect(&inventory.files));
            }
            Err(error) => tracing::error!(%error, "the archive cannot be read"),
        }
        self.roll_up().await;
    }

    /// Rolls the archive up, so that pages need not add up all rows for sums, means and counts.
    async fn roll_up(&self) {
        match self.archive.roll_up().await {
            Ok(RolledUp { files, unfit, new }) if new > 0 => {
                tracing::debug!(files, unfit, new, "the archive was rolled up")
            }
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "roll-ups are not kept: they are made again after the next start"),
        }
    }

    /// Tidies now, for another process may be the one that collects; then looks at every byte and tidies again every so often,
    /// the first time after that long, or never where it is nothing.
    pub(super) async fn scrub_for_ever(self, every: Duration, stop: Stop) {
        self.tidy().await;
        if every.is_zero() {
            return;
        }
        let first = tokio::time::Instant::now() + every.into();
        let mut ticks = tokio::time::interval_at(first, every.into());
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                biased;
                () = stop.asked() => return,
                _ = ticks.tick() => {}
            }
            tokio::select! {
                biased;
                () = stop.asked() => return,
                () = self.scrub() => {}
            }
        }
    }

    async fn scrub(&self) {
        let journal = self.telemetry.journal();
        journal.began(Job::Scrubbing);
        let outcome = match self.archive.scrub().await {
            Ok(report) => {
                self.scrubbed(&report);
                looked_at(&report)
            }
            Err(error) => {
                tracing::error!(%error, "the archive cannot be checked");
                Err(error.to_string())
            }
        };
        journal.ended(Job::Scrubbing, outcome);
        self.tidy().await;
    }

    fn scrubbed(&self, report: &ScrubReport) {
        self.telemetry.archive().scrubbed(report, self.clock.now());
        for bad in &report.bad {
            tracing::error!(path = %bad.path, reason = %bad.reason, "a file of the archive is damaged");
        }
        tracing::info!(
            good = report.good,
            unlisted = report.unlisted.len(),
            bad = report.bad.len(),
            "the archive was checked"
        );
    }
}

/// Sums up a scrub.
fn looked_at(report: &ScrubReport) -> Result<String, String> {
    let good = text::counted(report.good as u64, "good file");
    match report.bad.len() {
        0 => Ok(good),
        bad => Err(format!("{good}, {} damaged", text::grouped(bad as u64))),
    }
}
