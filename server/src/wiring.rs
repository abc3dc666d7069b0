//! The one place that puts real adapters into the use cases.

mod no_archive;

use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use async_trait::async_trait;
use forecast_files::ForecastFiles;
use service::{ForecastStore, Memory, Pool, Service, StoreError, StoredForecast};
use timeseries::Duration;

use crate::clock::SystemClock;
use crate::config::{Config, Limits};
use crate::sources::ConfiguredSources;
use crate::telemetry::Telemetry;
use no_archive::NoArchive;

/// The use cases of the server, which keeps what it is asked to keep.
pub(crate) fn server(config: &Config, telemetry: &Telemetry) -> anyhow::Result<Service> {
    let store = open_store(&config.storage_path, config.keep_forecasts)?;
    assemble(config, telemetry, Arc::new(store))
}

/// The use cases of a command, which keeps nothing.
pub(crate) fn command(config: &Config, telemetry: &Telemetry) -> anyhow::Result<Service> {
    assemble(config, telemetry, Arc::new(NoStore))
}

fn assemble(config: &Config, telemetry: &Telemetry, store: Arc<dyn ForecastStore>) -> anyhow::Result<Service> {
    Ok(Service {
        sources: Arc::new(ConfiguredSources::new(config, telemetry)?),
        store,
        archive: Arc::new(NoArchive),
        sql: Arc::new(NoArchive),
        clock: Arc::new(SystemClock),
        pool: pool(&config.limits)?,
        memory: Memory::default(),
    })
}

fn pool(limits: &Limits) -> anyhow::Result<Pool> {
    let deadline = Duration::from_seconds(limits.forecast_timeout_seconds);
    Ok(Pool::new(limits.forecast_threads, limits.forecast_queue, deadline)?)
}

fn open_store(path: &Path, keep: usize) -> anyhow::Result<ForecastFiles> {
    let advice = || {
        format!("the storage path {} cannot be used: give one that can be written with --storage.path", path.display())
    };
    ForecastFiles::open(path, keep).with_context(advice)
}

/// A store for commands that never keep.
#[derive(Debug)]
struct NoStore;

#[async_trait]
impl ForecastStore for NoStore {
    async fn put(&self, _forecast: &StoredForecast) -> Result<(), StoreError> {
        let source = std::io::Error::from(std::io::ErrorKind::Unsupported);
        Err(StoreError::Io { action: "write", source })
    }

    async fn get(&self, _id: &str) -> Result<Option<StoredForecast>, StoreError> {
        Ok(None)
    }

    async fn newest(&self) -> Result<Option<StoredForecast>, StoreError> {
        Ok(None)
    }
}
