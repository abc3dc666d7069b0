//! Config of the collector and the archive as YAML. Names and queries are quoted: they may hold anything.

use std::fmt::{Formatter, Result};

use service::CollectedMetric;

use crate::config::{ArchiveConfig, CollectorConfig};

pub(super) fn write_archive(archive: &ArchiveConfig, f: &mut Formatter<'_>) -> Result {
    writeln!(f, "  outputDir: {}\n  compression: {}", archive.folder.display(), archive.compression)?;
    writeln!(f, "  rowGroupSize: {}\n  scrubEvery: {}", archive.row_group_bytes, archive.scrub_every)?;
    let limit = |limit: Option<u64>| limit.map_or_else(|| "null".to_owned(), |limit| limit.to_string());
    let (days, bytes) = (archive.retention.days.map(u64::from), archive.retention.bytes);
    writeln!(f, "  retention: {{days: {}, bytes: {}}}", limit(days), limit(bytes))
}

/// The Prometheus itself is among the sources.
pub(super) fn write(collector: &CollectorConfig, f: &mut Formatter<'_>) -> Result {
    let plan = &collector.plan;
    writeln!(f, "collect:\n  every: {}\n  concurrency: {}", collector.every, plan.concurrency())?;
    writeln!(f, "  retries: {}\napiProxies:", plan.retries())?;
    plan.proxies().iter().try_for_each(|proxy| writeln!(f, "  - {proxy:?}", proxy = proxy.as_str()))?;
    writeln!(f, "prometheus:\n  metrics:")?;
    plan.metrics().iter().try_for_each(|metric| write_metric(metric, f))
}

fn write_metric(metric: &CollectedMetric, f: &mut Formatter<'_>) -> Result {
    writeln!(f, "    - name: {:?}\n      query: {:?}", metric.name, metric.template.text())?;
    writeln!(f, "      labels: {:?}\n      useRangeQuery: {}", metric.labels, metric.range_step.is_some())?;
    metric.range_step.iter().try_for_each(|step| writeln!(f, "      rangeStep: {step}"))
}
