//! Bytes the shop sends: a counter with resets and large numbers.

use promql::MetricKind;

use super::Metric;
use super::instance::INSTANCES;
use crate::signal::LoadCounter;

/// Bytes per second that one instance sends at the peak.
const BYTES_PER_SECOND: f64 = 2.4e6;

pub(super) fn metric() -> Metric {
    let name = "demo_network_transmit_bytes_total";
    let metric = Metric::new(name, MetricKind::Counter, "Bytes sent to the network, from zero at each restart.");
    INSTANCES.iter().fold(metric, |metric, instance| {
        let restarts = instance.restarts();
        metric.with(&[("instance", instance.name)], |noise| LoadCounter {
            per_second: BYTES_PER_SECOND,
            restarts,
            noise,
        })
    })
}
