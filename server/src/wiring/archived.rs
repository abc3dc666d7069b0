//! The archive as a source, put together.

use std::sync::Arc;

use service::{Archive, Sources, SqlEngine};

use crate::config::{Config, PROMETHEUS_SOURCE};
use crate::sources::Archived;

/// The archive of the config, with what it is collected from where it is.
pub(super) fn archived(
    config: &Config,
    sources: &dyn Sources,
    archive: &Arc<dyn Archive>,
    sql: &Arc<dyn SqlEngine>,
) -> Archived {
    let plan = config.collector.as_ref().map(|collector| Arc::new(collector.plan.clone()));
    Archived {
        archive: Arc::clone(archive),
        sql: Arc::clone(sql),
        folder: config.archive.folder.clone(),
        collected: sources.named(PROMETHEUS_SOURCE).zip(plan),
    }
}
