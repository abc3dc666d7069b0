//! Waiting jobs: whole numbers near zero, with bursts that no season explains.

use promql::MetricKind;

use super::Metric;
use crate::signal::{Episodes, Noise, SHOP, Signal};
use crate::tick::{DAY, HOUR, MINUTE, Tick};

/// Duration of a burst until it is worked off, in ticks.
const BURST: i64 = 90 * MINUTE;

#[derive(Debug)]
struct QueueLength {
    busy_jobs: f64,
    bursts: Episodes,
    noise: Noise,
}

impl QueueLength {
    /// Jobs that are left of the latest burst: it arrives at once and is worked off evenly.
    fn burst(&self, tick: Tick) -> f64 {
        let burst = self.bursts.latest(tick);
        let left = 1.0 - (tick.0 - burst.start.0) as f64 / BURST as f64;
        let height = self.busy_jobs * (4.0 + 4.0 * self.noise.uniform(burst.index));
        height * left.max(0.0)
    }
}

impl Signal for QueueLength {
    fn at(&self, tick: Tick) -> Option<f64> {
        let wander = 1.0 + 0.4 * self.noise.drift(tick, 2 * HOUR) + 0.3 * self.noise.drift(tick, 10 * MINUTE);
        let waiting = self.busy_jobs * SHOP.level(tick.seconds()) * wander;
        let unsteady = waiting.sqrt() * self.noise.white(tick);
        Some((waiting + unsteady + self.burst(tick)).max(0.0).round())
    }
}

pub(super) fn metric() -> Metric {
    let name = "demo_queue_length";
    let metric = Metric::new(name, MetricKind::Gauge, "Jobs that wait in a queue.");
    [("email", 24.0), ("payments", 9.0)].iter().fold(metric, |metric, (queue, busy_jobs)| {
        let bursts = Episodes::new(&format!("{queue} bursts"), 3 * DAY, 3 * DAY);
        metric.with(&[("queue", queue)], |noise| QueueLength { busy_jobs: *busy_jobs, bursts, noise })
    })
}
