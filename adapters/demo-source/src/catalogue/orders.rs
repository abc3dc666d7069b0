//! Orders: the plainest of the samples, a strong day and a strong week.

use promql::MetricKind;

use super::Metric;
use crate::signal::{Noise, SHOP, Signal};
use crate::tick::{HOUR, Tick};

/// In the busiest hour of the week.
const PEAK: f64 = 140.0;

#[derive(Debug)]
struct Orders(Noise);

impl Signal for Orders {
    fn at(&self, tick: Tick) -> Option<f64> {
        let expected = PEAK * SHOP.level(tick.seconds()) * (1.0 + 0.04 * self.0.drift(tick, 2 * HOUR));
        // Independent customers: the deviation of a count is about the root of its mean.
        Some((expected + 0.6 * expected.sqrt() * self.0.white(tick)).max(0.0).round())
    }
}

pub(super) fn metric() -> Metric {
    let help = "Orders in the last minute, with a strong day and week.";
    Metric::new("demo_orders_per_minute", MetricKind::Gauge, help).with(&[], Orders)
}
