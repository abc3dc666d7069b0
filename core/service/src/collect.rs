//! The use case that fills the archive: the metrics of a day, for every proxy, from a source into files.

mod clock;
mod day;
mod due;
mod earlier;
mod filing;
mod gaps;
mod plan;
mod proxy;
mod reading;
mod report;
mod retry;
mod room;
mod stop;
mod watcher;
mod words;

use std::sync::Arc;

use timeseries::Day;

use crate::{Archive, ArchiveError, Clock, MetricsSource, Service};
use day::Run;
use due::{DueDay, Holdings};

pub use clock::ClockBehind;
pub use gaps::{GapCount, Gaps};
pub use plan::{CollectPlan, CollectedMetric, PlanError};
pub use report::{CollectReport, DayReport, FileOutcome, MetricOutcome, MetricReport, ProxyReport};
pub use stop::Stop;
pub use watcher::{CollectWatcher, NoWatcher};

/// More days are not collected in one go; ten years.
const MAX_DAYS: i64 = 3660;

/// The collector. It works on one run at a time, for all callers.
#[derive(Debug)]
pub struct Collector {
    source: Arc<dyn MetricsSource>,
    archive: Arc<dyn Archive>,
    clock: Arc<dyn Clock>,
    plan: CollectPlan,
    watcher: Arc<dyn CollectWatcher>,
    stop: Stop,
    under_way: tokio::sync::Mutex<()>,
}

/// Error of a run that collected nothing at all.
#[derive(Debug, thiserror::Error)]
pub enum CollectError {
    /// Another run has not ended.
    #[error("a collection is under way")]
    UnderWay,
    /// Nothing says what is to be collected.
    #[error("nothing is collected here: the config names no API proxies and metrics")]
    NotConfigured,
    /// A day that has not begun.
    #[error("{day} has not begun: today is {today} in UTC")]
    Ahead {
        /// The day.
        day: Day,
        /// Today.
        today: Day,
    },
    /// The days are in the wrong order.
    #[error("{from} is after {to}")]
    Reversed {
        /// The first day asked for.
        from: Day,
        /// The last day asked for.
        to: Day,
    },
    /// More days than one run collects.
    #[error("{days} days are more than the {MAX_DAYS} that are collected in one go")]
    TooMany {
        /// Number of days.
        days: i64,
    },
    /// A proxy that nothing says how to collect.
    #[error("there is no API proxy `{name}` in the config")]
    NoSuchProxy {
        /// Its name.
        name: String,
    },
    /// A fault of ours ended the run.
    #[error("the collection broke off")]
    Broken,
    /// The archive cannot be used.
    #[error("the archive cannot be used")]
    Archive(#[from] ArchiveError),
}

impl Collector {
    /// Puts a collector together.
    #[must_use]
    pub fn new(
        source: Arc<dyn MetricsSource>,
        archive: Arc<dyn Archive>,
        clock: Arc<dyn Clock>,
        plan: CollectPlan,
        watcher: Arc<dyn CollectWatcher>,
    ) -> Self {
        Self { source, archive, clock, plan, watcher, stop: Stop::default(), under_way: tokio::sync::Mutex::default() }
    }

    /// Returns the plan of what it collects.
    #[must_use]
    pub fn plan(&self) -> &CollectPlan {
        &self.plan
    }

    /// Returns the flag that ends its runs: files that are being written are finished, and nothing is begun.
    #[must_use]
    pub fn stop(&self) -> &Stop {
        &self.stop
    }

    /// Collects what is due: today, and for each proxy those of the last 7 days that it lacks or has in part. Where a run is
    /// under way, its end is awaited.
    ///
    /// # Errors
    /// The archive cannot be used.
    pub async fn collect_due(&self) -> Result<CollectReport, CollectError> {
        let _turn = self.under_way.lock().await;
        self.run_due().await.inspect_err(|error| self.watcher.run_failed(error))
    }

    async fn run_due(&self) -> Result<CollectReport, CollectError> {
        let (inventory, now) = (self.archive.inventory().await?, self.clock.now());
        let due = Holdings::new(&self.plan, &inventory, now).due_days();
        let clock_behind = ClockBehind::found(&inventory, now);
        let inventory = self.restamp(inventory, now).await?;
        self.run(due, Run::new(&self.plan, inventory, now), clock_behind).await
    }

    /// Collects each day from the first to the last, again where it is there.
    ///
    /// # Errors
    /// The days make no sense, another run is under way, or the archive cannot be used.
    pub async fn collect_days(&self, from: Day, to: Day) -> Result<CollectReport, CollectError> {
        let days = self.checked(from, to)?;
        let Ok(_turn) = self.under_way.try_lock() else { return Err(CollectError::UnderWay) };
        self.run_days(days).await.inspect_err(|error| self.watcher.run_failed(error))
    }

    async fn run_days(&self, days: Vec<Day>) -> Result<CollectReport, CollectError> {
        let (inventory, now) = (self.archive.inventory().await?, self.clock.now());
        let all = |day| DueDay { day, proxies: (0..self.plan.proxies().len()).collect() };
        let clock_behind = ClockBehind::found(&inventory, now);
        self.run(days.into_iter().map(all).collect(), Run::new(&self.plan, inventory, now), clock_behind).await
    }

    /// Lists the days that are due now for any proxy, the oldest first.
    ///
    /// # Errors
    /// The archive cannot be used.
    pub async fn due_days(&self) -> Result<Vec<Day>, CollectError> {
        let inventory = self.archive.inventory().await?;
        let due = Holdings::new(&self.plan, &inventory, self.clock.now()).due_days();
        Ok(due.into_iter().map(|due| due.day).collect())
    }

    fn checked(&self, from: Day, to: Day) -> Result<Vec<Day>, CollectError> {
        let today = Day::of(self.clock.now());
        let days = to.days_since(from) + 1;
        match () {
            () if to > today => Err(CollectError::Ahead { day: to, today }),
            () if days < 1 => Err(CollectError::Reversed { from, to }),
            () if days > MAX_DAYS => Err(CollectError::TooMany { days }),
            () => Ok(from.through(to).collect()),
        }
    }
}

impl Service {
    /// Collects days now. The run goes on where whoever asked for it leaves.
    ///
    /// # Errors
    /// Nothing is collected here, or what [`Collector::collect_days`] says.
    pub async fn collect_days(&self, from: Day, to: Day) -> Result<CollectReport, CollectError> {
        let collector = self.collector.clone().ok_or(CollectError::NotConfigured)?;
        let run = tokio::spawn(async move { collector.collect_days(from, to).await });
        run.await.map_err(|_| CollectError::Broken)?
    }
}

#[cfg(test)]
mod tests;
