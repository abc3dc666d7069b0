//! The schedule of collecting: at start, then every so often. A run that is missed is made up for by one.

use std::sync::Arc;

use service::Collector;
use timeseries::Duration;
use tokio::time::MissedTickBehavior;

use super::Keeping;

/// Collects what is due until the collector is told to stop.
pub(crate) async fn collect_for_ever(collector: Arc<Collector>, keeping: Keeping, every: Duration) {
    let mut ticks = tokio::time::interval(every.into());
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let stop = collector.stop();
    loop {
        tokio::select! {
            biased;
            () = stop.asked() => return,
            _ = ticks.tick() => {}
        }
        keeping.collecting();
        keeping.collected(collector.collect_due().await);
        if !stop.is_asked() {
            keeping.tidy().await;
        }
    }
}
