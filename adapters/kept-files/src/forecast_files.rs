//! The port `ForecastStore` on a folder of files.

use std::path::Path;

use async_trait::async_trait;
use service::{ForecastStore, StoreError, StoredForecast};

use crate::files::Files;

/// Default number of forecasts to keep.
pub const DEFAULT_KEEP: usize = 10_000;

/// Forecasts in files, `{dir}/forecasts/{id}.json`.
#[derive(Clone, Debug)]
pub struct ForecastFiles(Files<StoredForecast>);

impl ForecastFiles {
    /// Opens the store in `dir`, which is created where it is missing, for the newest `keep` forecasts, at least one.
    /// Files that a crashed process left half-written more than an hour ago are removed. Blocks.
    ///
    /// # Errors
    /// `Io` where the folder cannot be created or read.
    pub fn open(dir: &Path, keep: usize) -> Result<Self, StoreError> {
        Files::open(dir, keep).map(Self)
    }
}

#[async_trait]
impl ForecastStore for ForecastFiles {
    async fn put(&self, forecast: &StoredForecast) -> Result<(), StoreError> {
        self.0.put(forecast).await
    }

    async fn get(&self, id: &str) -> Result<Option<StoredForecast>, StoreError> {
        self.0.get(id).await
    }

    async fn newest_id(&self) -> Result<Option<String>, StoreError> {
        self.0.newest_id().await
    }

    async fn newest(&self) -> Result<Option<StoredForecast>, StoreError> {
        self.0.blocking(newest_now).await
    }
}

fn newest_now(files: &Files<StoredForecast>) -> Result<Option<StoredForecast>, StoreError> {
    for id in files.newest_ids_now()? {
        match files.read_now(&id) {
            Ok(None) => {}
            Err(StoreError::Damaged { id, .. }) => tracing::warn!(id, "skipped a damaged forecast"),
            found_or_failed => return found_or_failed,
        }
    }
    Ok(None)
}
