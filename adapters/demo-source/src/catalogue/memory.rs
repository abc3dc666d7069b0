//! Memory of the shop's processes: a leak that only a restart ends.

use promql::MetricKind;

use super::Metric;
use super::instance::INSTANCES;
use crate::signal::{Episodes, Noise, SHOP, Signal};
use crate::tick::{DAY, HOUR, Tick};

const MIB: f64 = 1_048_576.0;
const PAGE_BYTES: f64 = 4096.0;
/// Of a fresh process.
const BASE_MIB: f64 = 310.0;
const LEAK_MIB_PER_DAY: f64 = 240.0;
/// Memory of the requests being served at the peak.
const BUSY_MIB: f64 = 70.0;

#[derive(Debug)]
struct LeakingMemory {
    restarts: Episodes,
    noise: Noise,
}

impl Signal for LeakingMemory {
    fn at(&self, tick: Tick) -> Option<f64> {
        let leaked = LEAK_MIB_PER_DAY * self.restarts.age(tick) as f64 / DAY as f64;
        let wander = 12.0 * self.noise.drift(tick, HOUR) + 3.0 * self.noise.white(tick);
        let mib = BASE_MIB + leaked + BUSY_MIB * SHOP.level(tick.seconds()) + wander;
        Some((mib * MIB / PAGE_BYTES).round() * PAGE_BYTES)
    }
}

pub(super) fn metric() -> Metric {
    let name = "demo_memory_bytes";
    let metric = Metric::new(name, MetricKind::Gauge, "Resident memory; it leaks until the next restart.");
    INSTANCES.iter().fold(metric, |metric, instance| {
        let restarts = instance.restarts();
        metric.with(&[("instance", instance.name)], |noise| LeakingMemory { restarts, noise })
    })
}
