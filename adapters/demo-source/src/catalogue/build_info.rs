//! A constant, as every exporter has one.

use promql::MetricKind;

use super::Metric;
use crate::signal::Signal;
use crate::tick::Tick;

#[derive(Debug)]
struct One;

impl Signal for One {
    fn at(&self, _tick: Tick) -> Option<f64> {
        Some(1.0)
    }
}

pub(super) fn metric() -> Metric {
    let version = env!("CARGO_PKG_VERSION");
    Metric::new("demo_build_info", MetricKind::Gauge, "Always 1; its labels say what was built.")
        .with(&[("version", version)], |_| One)
}
