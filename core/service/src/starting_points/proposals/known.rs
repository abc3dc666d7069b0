//! Questions about metrics whose names say what they are, whoever exports them.

use promql::{MetricInfo, MetricKind};

use super::Proposal;

/// Metrics of the free space and the size of a disk, with label matchers, by the names of the usual exporters.
const DISKS: [(&str, &str, &str); 4] = [
    ("node_filesystem_avail_bytes", "node_filesystem_size_bytes", r#"{fstype!~"tmpfs|ramfs|squashfs|overlay"}"#),
    ("windows_logical_disk_free_bytes", "windows_logical_disk_size_bytes", ""),
    ("kubelet_volume_stats_available_bytes", "kubelet_volume_stats_capacity_bytes", ""),
    ("disk_free", "disk_total", ""),
];
/// The same of memory.
const MEMORIES: [(&str, &str); 3] = [
    ("node_memory_MemAvailable_bytes", "node_memory_MemTotal_bytes"),
    ("windows_memory_available_bytes", "windows_cs_physical_memory_bytes"),
    ("mem_available", "mem_total"),
];

/// The known questions that these metrics can answer, in the order in which most people ask them.
pub(super) fn proposals(metrics: &[MetricInfo]) -> Vec<Proposal> {
    let metrics = Metrics(metrics);
    let asked = [
        metrics.disk(),
        metrics.memory(),
        metrics.cpu(),
        metrics.requests(),
        metrics.latency(),
        metrics.errors(),
        metrics.queue(),
        metrics.descriptors(),
    ];
    asked.into_iter().flatten().collect()
}

struct Metrics<'a>(&'a [MetricInfo]);

impl Metrics<'_> {
    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|metric| metric.name == name)
    }

    /// The first whose name fits; what monitoring says of itself only where nothing else does.
    fn first(&self, fits: impl Fn(&MetricInfo) -> bool) -> Option<&str> {
        let is_own = |metric: &&MetricInfo| super::is_of_monitoring(&metric.name);
        let found = || self.0.iter().filter(|metric| fits(metric));
        found().find(|metric| !is_own(metric)).or_else(|| found().next()).map(|metric| metric.name.as_str())
    }

    fn disk(&self) -> Option<Proposal> {
        let pair = DISKS.into_iter().find(|(free, size, _)| self.has(free) && self.has(size));
        let of_pair = pair.map(|(free, size, only)| format!("1 - {free}{only} / {size}{only}"));
        let is_share = |metric: &MetricInfo| {
            let name = metric.name.as_str();
            (name.contains("disk") || name.contains("filesystem")) && name.contains("used") && name.ends_with("_ratio")
        };
        let expr = of_pair.or_else(|| self.first(is_share).map(str::to_owned))?;
        Some(Proposal { threshold: "0.95", range: "14d", horizon: "14d", ..question("When is a disk full?", expr) })
    }

    fn memory(&self) -> Option<Proposal> {
        if let Some((free, size)) = MEMORIES.into_iter().find(|(free, size)| self.has(free) && self.has(size)) {
            let expr = format!("1 - {free} / {size}");
            return Some(Proposal { threshold: "0.95", ..question("When does memory run out?", expr) });
        }
        let of_processes = ["container_memory_working_set_bytes", "process_resident_memory_bytes"];
        let known = of_processes.into_iter().find(|name| self.has(name)).map(str::to_owned);
        let named = || self.first(|metric| metric.name.contains("memory") && metric.name.ends_with("_bytes"));
        let name = known.or_else(|| named().map(str::to_owned))?;
        Some(question("How much memory is used?", name))
    }

    fn cpu(&self) -> Option<Proposal> {
        let expr = if self.has("node_cpu_seconds_total") {
            r#"1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[5m]))"#.to_owned()
        } else if let Some(name) = self.first(|metric| metric.name.ends_with("cpu_usage_ratio")) {
            name.to_owned()
        } else {
            let name = self.first(|metric| metric.name.contains("cpu") && metric.name.ends_with("_seconds_total"))?;
            format!("sum(rate({name}[5m]))")
        };
        Some(question("How busy is the CPU?", expr))
    }

    fn requests(&self) -> Option<Proposal> {
        let is_count = |metric: &MetricInfo| {
            let name = metric.name.as_str();
            name.ends_with("requests_total") || name.ends_with("handled_total")
        };
        let is_part = |metric: &MetricInfo| metric.name.contains("request") && metric.name.ends_with("_seconds_count");
        let name = self.first(is_count).or_else(|| self.first(is_part))?;
        Some(question("How many requests are coming?", format!("sum(rate({name}[5m]))")))
    }

    fn latency(&self) -> Option<Proposal> {
        let is_time = |name: &str| name.contains("duration") || name.contains("latency");
        let bucket = self.first(|metric| is_time(&metric.name) && metric.name.ends_with("_bucket"));
        let expr = match bucket {
            Some(name) => format!("histogram_quantile(0.95, sum by (le) (rate({name}[5m])))"),
            None => {
                let is_histogram = |metric: &MetricInfo| is_time(&metric.name) && metric.kind == MetricKind::Histogram;
                let name = self.first(is_histogram)?;
                format!("histogram_quantile(0.95, sum by (le) (rate({name}_bucket[5m])))")
            }
        };
        Some(question("How slow are requests (p95)?", expr))
    }

    fn errors(&self) -> Option<Proposal> {
        const ENDS: [&str; 4] = ["_errors_total", "_failed_total", "_failures_total", "_exceptions_total"];
        let name = self.first(|metric| ENDS.iter().any(|end| metric.name.ends_with(end)))?;
        Some(question("Are errors growing?", format!("sum(rate({name}[5m]))")))
    }

    fn queue(&self) -> Option<Proposal> {
        const PARTS: [&str; 5] = ["queue_length", "queue_size", "queue_depth", "backlog", "_pending"];
        let is_queue = |metric: &MetricInfo| {
            metric.kind != MetricKind::Counter
                && !metric.name.ends_with("_total")
                && PARTS.iter().any(|part| metric.name.contains(part))
        };
        Some(question("Is a queue growing?", self.first(is_queue)?.to_owned()))
    }

    fn descriptors(&self) -> Option<Proposal> {
        let (open, most) = ("process_open_fds", "process_max_fds");
        let is_there = self.has(open) && self.has(most);
        let proposal =
            || Proposal { threshold: "1", ..question("When do file descriptors run out?", format!("{open} / {most}")) };
        is_there.then(proposal)
    }
}

fn question(words: &str, expr: String) -> Proposal {
    Proposal { question: words.to_owned(), expr, ..Proposal::default() }
}
