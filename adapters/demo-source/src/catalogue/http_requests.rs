//! Requests of the shop: a counter with resets, for `rate`.

use promql::MetricKind;

use super::Metric;
use super::instance::INSTANCES;
use crate::signal::LoadCounter;

/// Method, status, and how many a second one instance serves at the peak.
const KINDS: [(&str, &str, f64); 4] =
    [("GET", "200", 38.0), ("GET", "500", 0.09), ("POST", "201", 6.5), ("POST", "500", 0.04)];

pub(super) fn metric() -> Metric {
    let name = "demo_http_requests_total";
    let mut metric = Metric::new(name, MetricKind::Counter, "HTTP requests served, from zero at each restart.");
    for instance in INSTANCES {
        for (method, status, per_second) in KINDS {
            let labels = [("instance", instance.name), ("method", method), ("status", status)];
            let restarts = instance.restarts();
            metric = metric.with(&labels, |noise| LoadCounter { per_second, restarts, noise });
        }
    }
    metric
}
