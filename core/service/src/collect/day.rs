//! One run: its days one after the other, the proxies of a day side by side.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use archive::Inventory;
use futures_util::stream::{self, StreamExt};
use timeseries::{Day, Timestamp};
use tokio::sync::Semaphore;

use super::due::DueDay;
use super::room::Room;
use super::{ClockBehind, CollectError, CollectPlan, CollectReport, Collector, DayReport, ProxyReport};

/// State shared by the parts of a run.
pub(super) struct Run {
    pub(super) now: Timestamp,
    /// The archive's inventory at the beginning of the run.
    pub(super) inventory: Arc<Inventory>,
    /// Questions that may be asked at once.
    pub(super) places: Semaphore,
    /// The bound on the samples that are held at once.
    pub(super) room: Room,
    /// Set where there is no room for another file.
    pub(super) is_disk_full: AtomicBool,
}

impl Run {
    pub(super) fn new(plan: &CollectPlan, inventory: Arc<Inventory>, now: Timestamp) -> Self {
        let places = Semaphore::new(plan.concurrency());
        Self { now, inventory, places, room: Room::new(), is_disk_full: AtomicBool::new(false) }
    }
}

impl Collector {
    pub(super) async fn run(
        &self,
        due: Vec<DueDay>,
        run: Run,
        clock_behind: Option<ClockBehind>,
    ) -> Result<CollectReport, CollectError> {
        self.watcher.run_begun(due.iter().map(|due| due.proxies.len()).sum());
        let mut report = CollectReport { days: Vec::new(), clock_behind, gaps: None };
        for due in due {
            report.days.push(self.collect_day(&due, &run).await);
        }
        report.gaps = self.gaps().await.ok();
        self.watcher.run_done(&report, self.clock.now().since(run.now));
        Ok(report)
    }

    /// Returns true if nothing new is begun.
    pub(super) fn is_over(&self, run: &Run) -> bool {
        self.stop.is_asked() || run.is_disk_full.load(Ordering::Relaxed)
    }

    async fn collect_day(&self, due: &DueDay, run: &Run) -> DayReport {
        // As a list: a stream of closures that borrow cannot go to another thread.
        let proxies: Vec<_> = due.proxies.iter().map(|index| self.reported(due.day, *index, run)).collect();
        DayReport { day: due.day, proxies: stream::iter(proxies).buffered(self.plan.concurrency()).collect().await }
    }

    async fn reported(&self, day: Day, index: usize, run: &Run) -> ProxyReport {
        let report = self.collect_proxy(day, index, run).await;
        self.watcher.proxy_done(day, &report);
        report
    }
}
