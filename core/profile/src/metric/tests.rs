//! Kind, unit and limits by name, declaration and labels, for the metrics that people have.

use timeseries::Unit;

use super::*;

fn of(name: &str) -> Quantity {
    declared(name, DeclaredType::Unknown, "", "")
}

fn declared(name: &str, declared: DeclaredType, unit: &str, help: &str) -> Quantity {
    Quantity::of_metric(&Metric { name, declared, help, unit, labels: &Labels::default() })
}

fn with_labels(name: &str, labels: &[(&str, &str)]) -> Quantity {
    let labels = Labels::from_pairs(labels.iter().copied());
    Quantity::of_metric(&Metric { name, declared: DeclaredType::Unknown, help: "", unit: "", labels: &labels })
}

#[test]
fn kind_unit_and_limits_by_the_name() {
    let cases = [
        ("node_cpu_seconds_total", Kind::Counter, Unit::Seconds, Limits::NOT_NEGATIVE),
        ("node_memory_MemAvailable_bytes", Kind::Unknown, Unit::Bytes, Limits::NOT_NEGATIVE),
        ("node_network_receive_bytes_total", Kind::Counter, Unit::Bytes, Limits::NOT_NEGATIVE),
        ("node_hwmon_temp_celsius", Kind::Unknown, Unit::Celsius, Limits::NONE),
        ("node_timex_offset_seconds", Kind::Unknown, Unit::Seconds, Limits::NONE),
        ("node_load1", Kind::Gauge, Unit::None, Limits::NOT_NEGATIVE),
        ("node_vmstat_pgfault", Kind::Counter, Unit::None, Limits::NOT_NEGATIVE),
        ("node_boot_time_seconds", Kind::Moment, Unit::None, Limits::NONE),
        ("process_resident_memory_bytes", Kind::Unknown, Unit::Bytes, Limits::NOT_NEGATIVE),
        ("process_open_fds", Kind::Gauge, Unit::None, Limits::NOT_NEGATIVE),
        ("container_memory_rss", Kind::Gauge, Unit::Bytes, Limits::NOT_NEGATIVE),
        ("kube_cronjob_next_schedule_time", Kind::Unknown, Unit::None, Limits::NONE),
        ("up", Kind::Gauge, Unit::None, Limits::SHARE),
        ("demo_disk_used_ratio", Kind::Ratio, Unit::Ratio, Limits::SHARE),
        ("jvm_gc_overhead_percent", Kind::Unknown, Unit::Percent, Limits::PERCENT),
        ("zfs_compression_ratio", Kind::Ratio, Unit::Ratio, Limits::NOT_NEGATIVE),
        ("demo_http_requests_total", Kind::Counter, Unit::None, Limits::NOT_NEGATIVE),
        ("http_request_duration_seconds_bucket", Kind::HistogramPart, Unit::None, Limits::NOT_NEGATIVE),
        ("http_request_duration_seconds_sum", Kind::HistogramPart, Unit::Seconds, Limits::NOT_NEGATIVE),
        ("http_request_duration_seconds_count", Kind::HistogramPart, Unit::None, Limits::NOT_NEGATIVE),
        ("redis_memory_bytes_used", Kind::Unknown, Unit::Bytes, Limits::NOT_NEGATIVE),
        ("disk_read_bytes_per_second", Kind::Unknown, Unit::BytesPerSecond, Limits::NOT_NEGATIVE),
        ("demo_orders_per_minute", Kind::Unknown, Unit::None, Limits::NOT_NEGATIVE),
        ("probe_ssl_earliest_cert_expiry", Kind::Unknown, Unit::None, Limits::NONE),
        ("jvm_start_time_seconds", Kind::Moment, Unit::None, Limits::NONE),
        ("http_response_time_seconds", Kind::Unknown, Unit::Seconds, Limits::NOT_NEGATIVE),
        ("", Kind::Unknown, Unit::None, Limits::NONE),
    ];
    for (name, kind, unit, limits) in cases {
        let found = of(name);
        assert_eq!((found.kind(), found.unit(), found.limits()), (kind, unit, limits), "{name}");
    }
}

#[test]
fn a_declaration_comes_before_the_name() {
    let cases = [
        (declared("visits", DeclaredType::Counter, "", ""), Kind::Counter, Unit::None),
        (declared("jobs_total", DeclaredType::Gauge, "", ""), Kind::Gauge, Unit::None),
        (declared("heap", DeclaredType::Gauge, "bytes", ""), Kind::Gauge, Unit::Bytes),
        (declared("heap", DeclaredType::Gauge, "", "Heap in use, in bytes."), Kind::Gauge, Unit::Bytes),
        (declared("cpu", DeclaredType::Gauge, "", "CPU usage (0-100)."), Kind::Gauge, Unit::Percent),
        (declared("rpc_seconds", DeclaredType::Summary, "", ""), Kind::Summary, Unit::Seconds),
        (declared("rpc_seconds_count", DeclaredType::Summary, "", ""), Kind::HistogramPart, Unit::None),
        (declared("rpc_count", DeclaredType::Gauge, "", ""), Kind::Gauge, Unit::None),
    ];
    for (found, kind, unit) in cases {
        assert_eq!((found.kind(), found.unit()), (kind, unit), "{found:?}");
    }
}

#[test]
fn labels_tell_type_and_unit() {
    let cases = [
        (with_labels("visits", &[("__type__", "counter")]), Kind::Counter, Unit::None),
        (with_labels("memory.usage", &[("__type__", "gauge"), ("__unit__", "By")]), Kind::Gauge, Unit::Bytes),
        (with_labels("latency", &[("__unit__", "seconds")]), Kind::Unknown, Unit::Seconds),
        (with_labels("rpc_seconds", &[("quantile", "0.9")]), Kind::Summary, Unit::Seconds),
        (with_labels("rpc_seconds_bucket", &[("le", "0.5")]), Kind::HistogramPart, Unit::None),
        (with_labels("kube_pod_container_resource_requests", &[("unit", "byte")]), Kind::Unknown, Unit::Bytes),
        (with_labels("http.errors", &[("__type__", "counter"), ("__unit__", "{error}")]), Kind::Counter, Unit::None),
    ];
    for (found, kind, unit) in cases {
        assert_eq!((found.kind(), found.unit()), (kind, unit), "{found:?}");
    }
}
