//! One run: its days one after the other, the proxies of a day side by side.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use archive::Inventory;
use futures_util::stream::{self, StreamExt};
use timeseries::{Day, Timestamp};
use tokio::sync::Semaphore;

use super::{CollectError, CollectReport, Collector, DayReport, ProxyReport};

/// What the parts of a run share.
pub(super) struct Run {
    pub(super) now: Timestamp,
    /// What the archive held when the run began.
    pub(super) inventory: Arc<Inventory>,
    /// Questions that may be asked at once.
    pub(super) places: Semaphore,
    /// Set where there is no room for another file.
    pub(super) is_disk_full: AtomicBool,
}

impl Collector {
    pub(super) async fn run(&self, days: Vec<Day>) -> Result<CollectReport, CollectError> {
        let run = Run {
            now: self.clock.now(),
            inventory: self.archive.inventory().await?,
            places: Semaphore::new(self.plan.concurrency()),
            is_disk_full: AtomicBool::new(false),
        };
        self.watcher.run_begun(days.len(), self.plan.proxies().len());
        let mut report = CollectReport { days: Vec::new() };
        for day in days {
            report.days.push(self.collect_day(day, &run).await);
        }
        self.watcher.run_done(&report, self.clock.now().since(run.now));
        Ok(report)
    }

    /// Whether nothing new is begun.
    pub(super) fn is_over(&self, run: &Run) -> bool {
        self.stop.is_asked() || run.is_disk_full.load(Ordering::Relaxed)
    }

    async fn collect_day(&self, day: Day, run: &Run) -> DayReport {
        // As a list: a stream of closures that borrow cannot go to another thread.
        let proxies: Vec<_> = (0..self.plan.proxies().len()).map(|index| self.reported(day, index, run)).collect();
        DayReport { day, proxies: stream::iter(proxies).buffered(self.plan.concurrency()).collect().await }
    }

    async fn reported(&self, day: Day, index: usize, run: &Run) -> ProxyReport {
        let report = self.collect_proxy(day, index, run).await;
        self.watcher.proxy_done(day, &report);
        report
    }
}
