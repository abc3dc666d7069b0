//! The use cases of a config that was read again: what is open stays open, all else is made anew.

use std::sync::Arc;

use anyhow::Context;
use kept_files::ModelFiles;
use service::{Memory, Service};

use super::{archived, models, pool};
use crate::config::Config;
use crate::priority::stand_back;
use crate::sources::ConfiguredSources;
use crate::telemetry::Telemetry;

/// The use cases of the new one of two configs, which differ only in what can change while the server runs.
pub(crate) async fn reloaded(
    running: &Service,
    (old, new): (&Config, &Config),
    telemetry: &Telemetry,
) -> anyhow::Result<Service> {
    let sources = ConfiguredSources::new(new, telemetry)?;
    let archived = archived::archived(new, &sources, &running.archive, &running.sql);
    let files = ModelFiles::open(&new.storage_path).context("the models cannot be read")?;
    // What waits in the old pool is still answered.
    let pool = match old.limits == new.limits {
        true => running.pool.clone(),
        false => pool(&new.limits, telemetry)?.with_threads(stand_back),
    };
    Ok(Service {
        sources: Arc::new(sources.with_archive(archived)),
        models: models::load(new, &files).await,
        console: new.sql.console(),
        pool,
        // What is remembered may be of a source that has another address now.
        memory: Memory::default(),
        ..running.clone()
    })
}
