//! Metrics of the exporters most people have, where their names do not say it all.

use crate::dimension::{Base, Dimension};
use crate::{Kind, Limits, Quantity};

/// Counters of seconds whose rate is a share of one CPU, one disk or one pressure.
const SHARE_RATES: [&str; 16] = [
    "node_cpu_seconds_total",
    "node_cpu_guest_seconds_total",
    "node_disk_io_time_seconds_total",
    "node_pressure_cpu_waiting_seconds_total",
    "node_pressure_io_stalled_seconds_total",
    "node_pressure_io_waiting_seconds_total",
    "node_pressure_memory_stalled_seconds_total",
    "node_pressure_memory_waiting_seconds_total",
    "container_pressure_cpu_stalled_seconds_total",
    "container_pressure_cpu_waiting_seconds_total",
    "container_pressure_io_stalled_seconds_total",
    "container_pressure_io_waiting_seconds_total",
    "container_pressure_memory_stalled_seconds_total",
    "container_pressure_memory_waiting_seconds_total",
    "windows_cpu_time_total",
    "demo_cpu_seconds_total",
];

/// Gauges of bytes without the word.
const BYTES: [&str; 4] =
    ["container_memory_rss", "container_memory_cache", "container_memory_swap", "container_memory_mapped_file"];

/// Gauges that are 0 or 1.
const FLAGS: [&str; 11] = [
    "up",
    "probe_success",
    "node_md_is_active",
    "node_network_up",
    "node_network_carrier",
    "node_filesystem_readonly",
    "node_filesystem_device_error",
    "node_textfile_scrape_error",
    "node_timex_sync_status",
    "kube_pod_status_ready",
    "kube_node_status_condition",
];

/// Gauges that count, or are never negative for another reason.
const COUNTS: [&str; 22] = [
    "node_load1",
    "node_load5",
    "node_load15",
    "node_procs_running",
    "node_procs_blocked",
    "node_filefd_allocated",
    "node_filefd_maximum",
    "node_filesystem_files",
    "node_filesystem_files_free",
    "node_nf_conntrack_entries",
    "node_nf_conntrack_entries_limit",
    "node_sockstat_TCP_inuse",
    "node_sockstat_TCP_alloc",
    "node_sockstat_sockets_used",
    "node_netstat_Tcp_CurrEstab",
    "process_open_fds",
    "process_max_fds",
    "go_goroutines",
    "go_threads",
    "container_spec_cpu_quota",
    "kubelet_volume_stats_inodes",
    "kubelet_volume_stats_inodes_used",
];

/// Counters of node_exporter that never got their `_total`.
const COUNTERS_WITHOUT_TOTAL: [&str; 3] = ["node_vmstat_", "node_netstat_", "node_intr"];
/// The gauges among them.
const GAUGES_AMONG_THEM: [&str; 2] = ["node_vmstat_nr_", "node_netstat_Tcp_CurrEstab"];

/// Returns the quantity of a metric known by its name.
pub(crate) fn of_name(name: &str) -> Option<Quantity> {
    let quantity = |kind, dimension, limits| Some(Quantity { kind, dimension, limits, ..Quantity::default() });
    let counter = |dimension| quantity(Kind::Counter, dimension, Limits::NOT_NEGATIVE);
    match name {
        name if SHARE_RATES.contains(&name) => {
            counter(Dimension::SECONDS).map(|found| Quantity { has_share_rate: true, ..found })
        }
        name if BYTES.contains(&name) => quantity(Kind::Gauge, Dimension::of(Base::Bytes), Limits::NOT_NEGATIVE),
        name if FLAGS.contains(&name) => quantity(Kind::Gauge, Dimension::UNKNOWN, Limits::SHARE),
        name if COUNTS.contains(&name) => quantity(Kind::Gauge, Dimension::COUNT, Limits::NOT_NEGATIVE),
        "node_time_seconds" | "node_boot_time_seconds" | "process_start_time_seconds" => Some(Quantity::now()),
        "node_network_speed_bytes" => {
            quantity(Kind::Gauge, Dimension::of(Base::Bytes).per_second(), Limits::NOT_NEGATIVE)
        }
        name if COUNTERS_WITHOUT_TOTAL.iter().any(|start| name.starts_with(start))
            && GAUGES_AMONG_THEM.iter().all(|start| !name.starts_with(start))
            && !name.ends_with("_total") =>
        {
            counter(Dimension::COUNT)
        }
        _ => None,
    }
}
