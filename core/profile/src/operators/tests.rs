//! Units and limits through the arithmetic that people write.

use timeseries::{Labels, Unit};

use crate::{DeclaredType, Kind, Limits, Metric, Quantity};

fn of(name: &str) -> Quantity {
    let labels = Labels::default();
    Quantity::of_metric(&Metric { name, declared: DeclaredType::Unknown, help: "", unit: "", labels: &labels })
}

fn over(part: Quantity, whole: Quantity) -> Quantity {
    part.over(&whole, false)
}

const SIZE: &str = "node_filesystem_size_bytes";
const AVAIL: &str = "node_filesystem_avail_bytes";

#[test]
fn expressions_that_people_write() {
    let any = Limits::NONE;
    let positive = Limits::NOT_NEGATIVE;
    let requests = || of("http_requests_total").rate().sum();
    let cases = [
        ("rate of bytes", of("net_bytes_total").rate(), Unit::BytesPerSecond, positive),
        ("rate of bytes * 8", of("net_bytes_total").rate().times(8.0), Unit::BitsPerSecond, positive),
        ("increase of bytes", of("net_bytes_total").increase(), Unit::Bytes, positive),
        ("rate of requests", requests(), Unit::PerSecond, positive),
        ("rate of one CPU", of("node_cpu_seconds_total").rate(), Unit::Ratio, Limits::SHARE),
        (
            "busy CPU in percent",
            of("node_cpu_seconds_total").rate().times(100.0).taken_from(100.0),
            Unit::Percent,
            Limits::PERCENT,
        ),
        ("1 - idle", of("node_cpu_seconds_total").rate().taken_from(1.0), Unit::Ratio, Limits::SHARE),
        ("all CPUs", of("node_cpu_seconds_total").rate().sum(), Unit::None, positive),
        ("a container's CPUs", of("container_cpu_usage_seconds_total").rate(), Unit::None, positive),
        ("p95", of("rpc_duration_seconds_bucket").rate().sum().observation(), Unit::Seconds, positive),
        ("mean", over(of("rpc_seconds_sum").rate(), of("rpc_seconds_count").rate()), Unit::Seconds, positive),
        ("mean size", over(of("resp_bytes_sum").rate(), of("resp_bytes_count").rate()), Unit::Bytes, positive),
        ("free of size", over(of(AVAIL), of(SIZE)), Unit::Ratio, Limits::SHARE),
        ("used", of(SIZE).minus(of(AVAIL)), Unit::Bytes, positive),
        ("used of size", over(of(SIZE).minus(of(AVAIL)), of(SIZE)), Unit::Ratio, Limits::SHARE),
        ("used in percent", over(of(SIZE).minus(of(AVAIL)), of(SIZE)).times(100.0), Unit::Percent, Limits::PERCENT),
        ("1 - free of size", over(of(AVAIL), of(SIZE)).taken_from(1.0), Unit::Ratio, Limits::SHARE),
        ("open of most", over(of("process_open_fds"), of("process_max_fds")), Unit::Ratio, Limits::SHARE),
        ("errors of requests", over(of("http_errors_total").rate().sum(), requests()), Unit::Ratio, Limits::SHARE),
        (
            "hits of both",
            over(of("hits_total").rate(), of("hits_total").rate().plus(of("misses_total").rate())),
            Unit::Ratio,
            Limits::SHARE,
        ),
        ("in over out", over(of("in_bytes_total").rate(), of("out_bytes_total").rate()), Unit::Ratio, positive),
        ("in less out", of("in_bytes_total").rate().minus(of("out_bytes_total").rate()), Unit::BytesPerSecond, any),
        ("bytes in MiB", of(AVAIL).times(1.0 / 1_048_576.0), Unit::None, positive),
        ("delta of a temperature", of("room_celsius").unlimited(), Unit::Celsius, any),
        ("slope of bytes", of(AVAIL).derivative(), Unit::BytesPerSecond, any),
        ("age", Quantity::now().minus(of("process_start_time_seconds")), Unit::Seconds, any),
        ("percent as ratio", of("cpu_percent").times(0.01), Unit::Ratio, Limits::SHARE),
        ("many ratios", of("disk_used_ratio").sum(), Unit::None, positive),
        ("negated", -of(AVAIL), Unit::Bytes, Limits { min: None, max: Some(0.0) }),
    ];
    for (what, found, unit, limits) in cases {
        assert_eq!((found.unit(), found.limits()), (unit, limits), "{what}: {found:?}");
    }
}

#[test]
fn fewer_series_of_one_metric_are_a_share_of_it() {
    let requests = of("http_requests_total").rate().sum();
    let share = requests.clone().over(&requests, true);
    assert_eq!((share.kind(), share.unit(), share.limits()), (Kind::Ratio, Unit::Ratio, Limits::SHARE));
    let other = requests.clone().over(&requests, false);
    assert_eq!(other.limits(), Limits::NOT_NEGATIVE, "of other series of it nobody knows");
}

#[test]
fn a_rate_is_no_counter() {
    for name in ["a_total", "rpc_seconds_bucket", "rpc_seconds_sum"] {
        let raw = of(name);
        assert!(raw.kind().is_cumulative() && raw.clone().sum().kind().is_cumulative(), "{name}");
        assert!(!raw.clone().rate().kind().is_cumulative() && !raw.increase().kind().is_cumulative(), "{name}");
    }
}
