//! Latency: grows with load, never below zero, its noise in proportion to itself.

use promql::MetricKind;

use super::Metric;
use crate::signal::{Noise, SHOP, Signal};
use crate::tick::{HOUR, MINUTE, Tick};

#[derive(Debug)]
struct Latency {
    idle_seconds: f64,
    noise: Noise,
}

impl Signal for Latency {
    fn at(&self, tick: Tick) -> Option<f64> {
        let load = SHOP.level(tick.seconds());
        let wander = 0.12 * self.noise.drift(tick, HOUR) + 0.08 * self.noise.drift(tick, 5 * MINUTE);
        Some(self.idle_seconds * (1.0 + 1.8 * load * load) * libm::exp(wander + 0.06 * self.noise.white(tick)))
    }
}

pub(super) fn metric() -> Metric {
    let name = "demo_request_latency_seconds";
    let metric = Metric::new(name, MetricKind::Gauge, "99th percentile of the time to answer, over the last minute.");
    [("/checkout", 0.11), ("/search", 0.045)].iter().fold(metric, |metric, (handler, idle_seconds)| {
        metric.with(&[("handler", handler)], |noise| Latency { idle_seconds: *idle_seconds, noise })
    })
}
