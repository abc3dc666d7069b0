//! Processor use: follows the week, with noise that remembers and noise that does not.

use promql::MetricKind;

use super::Metric;
use super::instance::INSTANCES;
use crate::signal::{Noise, SHOP, Signal};
use crate::tick::{HOUR, MINUTE, Tick};

#[derive(Debug)]
struct CpuUsage {
    noise: Noise,
}

impl Signal for CpuUsage {
    fn at(&self, tick: Tick) -> Option<f64> {
        let load = 0.07 + 0.5 * SHOP.level(tick.seconds());
        let wander = 0.05 * self.noise.drift(tick, 3 * HOUR) + 0.03 * self.noise.drift(tick, 10 * MINUTE);
        Some((load + wander + 0.012 * self.noise.white(tick)).clamp(0.005, 1.0))
    }
}

pub(super) fn metric() -> Metric {
    let name = "demo_cpu_usage_ratio";
    let metric = Metric::new(name, MetricKind::Gauge, "Share of the processor in use, 0 to 1.");
    INSTANCES
        .iter()
        .fold(metric, |metric, instance| metric.with(&[("instance", instance.name)], |noise| CpuUsage { noise }))
}
