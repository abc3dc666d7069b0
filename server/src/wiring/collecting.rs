//! Builds the collector.

use std::sync::Arc;

use anyhow::Context;
use service::{Archive, Clock, CollectPlan, CollectWatcher, Collector, Sources};

use crate::config::PROMETHEUS_SOURCE;

/// A collector from the Prometheus of the config into an archive.
pub(super) fn collector(
    sources: &dyn Sources,
    archive: &Arc<dyn Archive>,
    clock: &Arc<dyn Clock>,
    plan: CollectPlan,
    watcher: Arc<dyn CollectWatcher>,
) -> anyhow::Result<Collector> {
    let source = sources.named(PROMETHEUS_SOURCE).context("prometheus.url is required")?;
    Ok(Collector::new(source, Arc::clone(archive), Arc::clone(clock), plan, watcher))
}
