//! Questions suggested by the metrics of a source: those known by name first, one of each kind; then one a family.

mod known;

use std::collections::BTreeSet;

use promql::{MetricInfo, MetricKind};

use crate::list_metrics::metric_view;

/// A finished question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Proposal {
    /// In words, or the expression itself.
    pub(super) question: String,
    /// PromQL expression of the question.
    pub(super) expr: String,
    /// The value that matters, where there is a natural one.
    pub(super) threshold: &'static str,
    /// Range, if the usual one is too short; empty for the usual one.
    pub(super) range: &'static str,
    /// Horizon; empty for the usual one.
    pub(super) horizon: &'static str,
}

/// At most so many, the most telling first.
pub(super) fn proposals(metrics: &[MetricInfo], most: usize) -> Vec<Proposal> {
    let mut found = known::proposals(metrics);
    found.truncate(most);
    let mut families: BTreeSet<&str> = BTreeSet::new();
    // What monitoring says of itself is seldom what someone wants to see first, and better than nothing.
    for is_own in [false, true] {
        for metric in metrics.iter().filter(|metric| tells(metric) && is_of_monitoring(&metric.name) == is_own) {
            let is_asked = found.iter().any(|proposal| proposal.expr.contains(&metric.name));
            if found.len() < most && !is_asked && families.insert(family(&metric.name)) {
                let expr = metric_view(metric.clone()).expr;
                found.push(Proposal { question: expr.clone(), expr, ..Proposal::default() });
            }
        }
    }
    found
}

/// Returns true if a chart of the metric alone is informative.
fn tells(metric: &MetricInfo) -> bool {
    const SILENT: [&str; 6] =
        ["_bucket", "_info", "_created", "_build_date", "_boot_time_seconds", "_start_time_seconds"];
    !SILENT.iter().any(|end| metric.name.ends_with(end)) && metric.kind != MetricKind::Histogram
}

fn is_of_monitoring(name: &str) -> bool {
    const OWN: [&str; 9] = [
        "go_",
        "process_",
        "scrape_",
        "promhttp_",
        "net_conntrack_",
        "prometheus_",
        "alertmanager_",
        "ALERTS",
        "promcast_",
    ];
    name == "up" || OWN.iter().any(|start| name.starts_with(start))
}

/// The first two words: `node_disk` of `node_disk_reads_completed_total`.
fn family(name: &str) -> &str {
    name.match_indices(['_', ':', '.']).nth(1).map_or(name, |(end, _)| &name[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metrics(names: &[&str]) -> Vec<MetricInfo> {
        let kind = |name: &str| match name {
            name if name.ends_with("_total") => MetricKind::Counter,
            _ => MetricKind::Gauge,
        };
        names
            .iter()
            .map(|name| MetricInfo {
                name: (*name).to_owned(),
                kind: kind(name),
                help: String::new(),
                unit: String::new(),
            })
            .collect()
    }

    fn exprs(names: &[&str]) -> Vec<String> {
        proposals(&metrics(names), 14).into_iter().map(|proposal| proposal.expr).collect()
    }

    #[test]
    fn what_most_people_ask_comes_first_as_a_question_with_its_threshold() {
        let names = [
            "net_conntrack_dialer_conn_attempted_total",
            "node_cpu_seconds_total",
            "node_filesystem_avail_bytes",
            "node_filesystem_size_bytes",
            "node_memory_MemAvailable_bytes",
            "node_memory_MemTotal_bytes",
            "prometheus_build_info",
            "shop_orders_total",
        ];
        let found = proposals(&metrics(&names), 14);
        let questions: Vec<&str> = found.iter().map(|proposal| proposal.question.as_str()).take(3).collect();
        assert_eq!(questions, ["When is a disk full?", "When does memory run out?", "How busy is the CPU?"]);
        assert_eq!((found[0].threshold, found[0].expr.contains("/ node_filesystem_size_bytes")), ("0.95", true));
        assert_eq!(found[3].expr, "rate(shop_orders_total[20m])");
        assert!(found.iter().all(|proposal| !proposal.expr.contains("build_info")), "{found:?}");
    }

    #[test]
    fn any_service_is_asked_for_requests_latency_errors_and_queues() {
        let names = [
            "shop_http_request_duration_seconds_bucket",
            "shop_http_requests_total",
            "shop_queue_length",
            "shop_upload_errors_total",
        ];
        let found = exprs(&names);
        assert_eq!(
            found,
            [
                "sum(rate(shop_http_requests_total[5m]))",
                "histogram_quantile(0.95, sum by (le) (rate(shop_http_request_duration_seconds_bucket[5m])))",
                "sum(rate(shop_upload_errors_total[5m]))",
                "shop_queue_length",
            ]
        );
    }

    #[test]
    fn one_a_family_and_monitoring_itself_last() {
        let names = ["go_goroutines", "shop_cart_items", "shop_cart_value", "shop_stock_items", "up"];
        assert_eq!(exprs(&names), ["shop_cart_items", "shop_stock_items", "go_goroutines", "up"]);
        assert_eq!(exprs(&["up"]), ["up"]);
        assert_eq!(exprs(&[]), Vec::<String>::new());
    }
}
