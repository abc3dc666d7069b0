//! The one place that puts real adapters into the use cases.

mod archived;
mod collecting;
mod counter;
mod engine;
mod kept;
mod locks;
mod models;
mod no_archive;
mod reloaded;

use std::sync::Arc;

use anyhow::Context;
use archive::WriteOptions;
use archive_files::{ArchiveFiles, Options};
use service::{
    Archive, Clock, CollectPlan, CollectWatcher, Collector, Counter, Memory, Models, Pool, Service, Uploads,
};
use timeseries::Duration;

use crate::clock::SystemClock;
use crate::config::{ArchiveConfig, Config, Limits};
use crate::jobs::{Keeping, Watching};
use crate::priority::stand_back;
use crate::sources::ConfiguredSources;
use crate::telemetry::Telemetry;
use kept::{Kept, Stores, nothing_kept};
use no_archive::NoArchive;

pub(crate) use locks::Locks;
pub(crate) use models::{load as load_models, show_models};
pub(crate) use reloaded::reloaded;

/// The use cases of the server, which keeps what it is asked to keep.
pub(crate) async fn server(config: &Config, telemetry: &Telemetry) -> anyhow::Result<Service> {
    let kept = Kept::open(config)?;
    let service = assemble(config, telemetry, kept.stores(telemetry), open_archive(&config.archive)?, true)?;
    let service = Service { pool: service.pool.with_threads(stand_back), ..service };
    // Last, for what is wrong with the config is told before anything that is well.
    let service = Service { models: models::load(config, &kept.models).await, ..service };
    show_models(&service, telemetry).await;
    counter::go_on(&service.counter, &config.checkpoint_path, telemetry).await;
    let Some(of_config) = &config.collector else { return Ok(service) };
    let watcher = Arc::new(Watching { clock: Arc::clone(&service.clock), telemetry: telemetry.clone() });
    let (sources, plan) = (service.sources.as_ref(), of_config.plan.clone());
    let collector = collecting::collector(sources, &service.archive, &service.clock, plan, watcher)?;
    Ok(Service { collector: Some(Arc::new(collector)), ..service })
}

/// Builds the collector of a command, and the maintenance of its archive.
pub(crate) fn collector(
    config: &Config,
    telemetry: &Telemetry,
    plan: CollectPlan,
    watcher: Arc<dyn CollectWatcher>,
) -> anyhow::Result<(Collector, Keeping)> {
    let sources = ConfiguredSources::new(config, telemetry)?;
    let archive = open_archive(&config.archive)?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let collector = collecting::collector(&sources, &archive, &clock, plan, watcher)?;
    Ok((collector, Keeping::of(archive, clock, config.archive.retention, telemetry)))
}

/// The use cases of a command, which keeps nothing.
pub(crate) fn command(config: &Config, telemetry: &Telemetry) -> anyhow::Result<Service> {
    assemble(config, telemetry, nothing_kept(), archive_that_is_there(&config.archive)?, false)
}

fn assemble(
    config: &Config,
    telemetry: &Telemetry,
    stores: Stores,
    archive: Arc<dyn Archive>,
    is_asked_soon: bool,
) -> anyhow::Result<Service> {
    let sql = engine::engine(config, telemetry, is_asked_soon)?;
    let sources = ConfiguredSources::new(config, telemetry)?;
    let archived = archived::archived(config, &sources, &archive, &sql);
    Ok(Service {
        sources: Arc::new(sources.with_archive(archived)),
        store: stores.forecasts,
        models: Models::default(),
        evaluations: stores.evaluations,
        archive,
        collector: None,
        sql,
        console: config.sql.console(),
        counter: Counter::new(stores.checkpoint),
        operation: Arc::new(telemetry.journal().clone()),
        own_metrics: Arc::new(telemetry.clone()),
        uploads: Uploads::default(),
        clock: Arc::new(SystemClock),
        pool: pool(&config.limits, telemetry)?,
        memory: Memory::default(),
    })
}

fn pool(limits: &Limits, telemetry: &Telemetry) -> anyhow::Result<Pool> {
    let deadline = Duration::from_seconds(limits.forecast_timeout_seconds);
    let pool = Pool::new(limits.forecast_threads, limits.forecast_queue, deadline)?;
    Ok(pool.watched(Arc::new(telemetry.pool().clone())))
}

/// A command that only reads makes no folder.
fn archive_that_is_there(config: &ArchiveConfig) -> anyhow::Result<Arc<dyn Archive>> {
    match config.folder.is_dir() {
        true => Ok(Arc::new(ArchiveFiles::open_existing(&config.folder, options(config))?)),
        false => Ok(Arc::new(NoArchive)),
    }
}

fn options(config: &ArchiveConfig) -> Options {
    let row_group_bytes = usize::try_from(config.row_group_bytes).unwrap_or(usize::MAX);
    let write = WriteOptions { compression: config.compression, row_group_bytes };
    Options { write, ..Options::default() }
}

fn open_archive(config: &ArchiveConfig) -> anyhow::Result<Arc<dyn Archive>> {
    let opened = ArchiveFiles::open(&config.folder, options(config));
    let advice = || {
        format!(
            "the archive in {} cannot be used: give a folder that can be written as storage.outputDir",
            config.folder.display()
        )
    };
    Ok(Arc::new(opened.with_context(advice)?))
}
