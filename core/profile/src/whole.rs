//! Metrics that are part of another: free of size, open of the most that may be open.

/// Parts with their wholes, of the exporters most people have.
const PARTS: [(&str, &str); 43] = [
    ("node_filesystem_avail_bytes", "node_filesystem_size_bytes"),
    ("node_filesystem_free_bytes", "node_filesystem_size_bytes"),
    ("node_filesystem_files_free", "node_filesystem_files"),
    ("node_memory_MemAvailable_bytes", "node_memory_MemTotal_bytes"),
    ("node_memory_MemFree_bytes", "node_memory_MemTotal_bytes"),
    ("node_memory_Buffers_bytes", "node_memory_MemTotal_bytes"),
    ("node_memory_Cached_bytes", "node_memory_MemTotal_bytes"),
    ("node_memory_SReclaimable_bytes", "node_memory_MemTotal_bytes"),
    ("node_memory_Slab_bytes", "node_memory_MemTotal_bytes"),
    ("node_memory_Active_bytes", "node_memory_MemTotal_bytes"),
    ("node_memory_Inactive_bytes", "node_memory_MemTotal_bytes"),
    ("node_memory_SwapFree_bytes", "node_memory_SwapTotal_bytes"),
    ("node_memory_SwapCached_bytes", "node_memory_SwapTotal_bytes"),
    ("node_memory_Committed_AS_bytes", "node_memory_CommitLimit_bytes"),
    ("node_filefd_allocated", "node_filefd_maximum"),
    ("node_nf_conntrack_entries", "node_nf_conntrack_entries_limit"),
    ("node_entropy_available_bits", "node_entropy_pool_size_bits"),
    ("process_open_fds", "process_max_fds"),
    ("container_memory_usage_bytes", "container_spec_memory_limit_bytes"),
    ("container_memory_working_set_bytes", "container_spec_memory_limit_bytes"),
    ("container_memory_rss", "container_spec_memory_limit_bytes"),
    ("container_fs_usage_bytes", "container_fs_limit_bytes"),
    ("container_fs_inodes_free", "container_fs_inodes_total"),
    ("container_cpu_cfs_throttled_periods_total", "container_cpu_cfs_periods_total"),
    ("kubelet_volume_stats_used_bytes", "kubelet_volume_stats_capacity_bytes"),
    ("kubelet_volume_stats_available_bytes", "kubelet_volume_stats_capacity_bytes"),
    ("kubelet_volume_stats_inodes_used", "kubelet_volume_stats_inodes"),
    ("kubelet_volume_stats_inodes_free", "kubelet_volume_stats_inodes"),
    ("kube_node_status_allocatable", "kube_node_status_capacity"),
    ("kube_resourcequota_used", "kube_resourcequota_hard"),
    ("kube_deployment_status_replicas_unavailable", "kube_deployment_status_replicas"),
    ("kube_deployment_status_replicas_available", "kube_deployment_spec_replicas"),
    ("kube_horizontalpodautoscaler_status_current_replicas", "kube_horizontalpodautoscaler_spec_max_replicas"),
    ("kube_persistentvolume_used_bytes", "kube_persistentvolume_capacity_bytes"),
    ("go_memstats_heap_inuse_bytes", "go_memstats_heap_sys_bytes"),
    ("go_memstats_heap_idle_bytes", "go_memstats_heap_sys_bytes"),
    ("jvm_memory_bytes_used", "jvm_memory_bytes_max"),
    ("jvm_memory_used_bytes", "jvm_memory_max_bytes"),
    ("pg_stat_database_numbackends", "pg_settings_max_connections"),
    ("mysql_global_status_threads_connected", "mysql_global_variables_max_connections"),
    ("redis_memory_used_bytes", "redis_memory_max_bytes"),
    ("redis_connected_clients", "redis_config_maxclients"),
    ("windows_logical_disk_free_bytes", "windows_logical_disk_size_bytes"),
];

/// Words for a part, and words for what it is part of, in names that are otherwise alike.
const PART_WORDS: [&str; 34] = [
    "used",
    "free",
    "avail",
    "available",
    "usage",
    "inuse",
    "idle",
    "busy",
    "active",
    "open",
    "allocated",
    "current",
    "error",
    "errors",
    "failed",
    "failures",
    "failure",
    "success",
    "successes",
    "succeeded",
    "hit",
    "hits",
    "miss",
    "misses",
    "dropped",
    "rejected",
    "throttled",
    "timeouts",
    "cancelled",
    "retries",
    "in",
    "use",
    "reserved",
    "5xx",
];
const WHOLE_WORDS: [&str; 17] = [
    "size",
    "capacity",
    "limit",
    "max",
    "maximum",
    "all",
    "quota",
    "total",
    "requests",
    "request",
    "attempts",
    "lookups",
    "queries",
    "operations",
    "calls",
    "spec",
    "allocatable",
];

/// The metric that `part` is a part of, with the same labels.
#[must_use]
pub fn whole_of(part: &str) -> Option<&'static str> {
    PARTS.iter().find(|(name, _)| *name == part).map(|(_, whole)| *whole)
}

/// Returns true if the names say that one is a part of the other: their differing words are those of a part and of a whole, and
/// the rest is the same.
pub(crate) fn is_named_part(part: &str, whole: &str) -> bool {
    let (parts, wholes) = (words(part), words(whole));
    let (of_part, of_whole) = (only(&parts, &wholes), only(&wholes, &parts));
    of_part.len() < parts.len()
        && of_part.iter().any(|word| PART_WORDS.contains(word))
        && of_part.iter().all(|word| PART_WORDS.contains(word) || WHOLE_WORDS.contains(word))
        && of_whole.iter().all(|word| WHOLE_WORDS.contains(word))
}

fn only<'w>(ours: &[&'w str], theirs: &[&str]) -> Vec<&'w str> {
    ours.iter().copied().filter(|word| !theirs.contains(word)).collect()
}

fn words(name: &str) -> Vec<&str> {
    name.split(['_', '.', ':']).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wholes_of_known_parts() {
        assert_eq!(whole_of("node_filesystem_avail_bytes"), Some("node_filesystem_size_bytes"));
        assert_eq!(whole_of("process_open_fds"), Some("process_max_fds"));
        assert_eq!(whole_of("node_filesystem_size_bytes"), None);
    }

    #[test]
    fn names_that_say_part_and_whole() {
        let cases = [
            ("http_errors_total", "http_requests_total", true),
            ("cache_hits_total", "cache_lookups_total", true),
            ("disk_used_bytes", "disk_size_bytes", true),
            ("pool_connections_active", "pool_connections_max", true),
            ("pool_active_connections", "pool_max_connections", true),
            ("disk_size_bytes", "disk_used_bytes", false),
            ("http_requests_total", "http_requests_total", false),
            ("node_network_receive_bytes_total", "node_network_transmit_bytes_total", false),
            ("orders_total", "visits_total", false),
            ("errors_total", "db_rows_total", false),
        ];
        for (part, whole, expected) in cases {
            assert_eq!(is_named_part(part, whole), expected, "{part} of {whole}");
        }
    }
}
