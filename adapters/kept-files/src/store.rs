//! The port `ForecastStore` on a folder of files; all file work happens on threads that may block.

use std::io;
use std::path::Path;

use async_trait::async_trait;
use service::{ForecastStore, StoreError, StoredForecast};
use tokio::task;

use crate::folder::Folder;

/// How many forecasts are kept where nobody says otherwise.
pub const DEFAULT_KEEP: usize = 10_000;

/// Forecasts in files, `{dir}/forecasts/{id}.json`.
#[derive(Clone, Debug)]
pub struct ForecastFiles {
    folder: Folder,
    keep: usize,
}

impl ForecastFiles {
    /// Opens the store in `dir`, which is created where it is missing, for the newest `keep` forecasts, at least one.
    /// What a crashed process left half-written more than an hour ago is removed. Blocks.
    ///
    /// # Errors
    /// `Io` where the folder cannot be created or read.
    pub fn open(dir: &Path, keep: usize) -> Result<Self, StoreError> {
        let folder = Folder::open(dir).map_err(cannot_write)?;
        Ok(Self { folder, keep: keep.max(1) })
    }

    fn put_now(&self, forecast: &StoredForecast) -> Result<(), StoreError> {
        self.folder.write(forecast).map_err(cannot_write)?;
        if let Err(error) = self.folder.retain_newest(self.keep) {
            // The forecast itself is kept; the next one tries again.
            tracing::warn!(%error, "cannot remove old forecasts");
        }
        Ok(())
    }

    fn newest_now(&self) -> Result<Option<StoredForecast>, StoreError> {
        for id in self.folder.ids().map_err(cannot_read)?.iter().rev() {
            match self.folder.read(id) {
                Ok(None) => {}
                Err(StoreError::Damaged { id }) => tracing::warn!(id, "skipped a damaged forecast"),
                found_or_failed => return found_or_failed,
            }
        }
        Ok(None)
    }
}

#[async_trait]
impl ForecastStore for ForecastFiles {
    async fn put(&self, forecast: &StoredForecast) -> Result<(), StoreError> {
        let (files, forecast) = (self.clone(), forecast.clone());
        task::spawn_blocking(move || files.put_now(&forecast))
            .await
            .unwrap_or_else(|stopped| Err(cannot_write(stopped.into())))
    }

    async fn get(&self, id: &str) -> Result<Option<StoredForecast>, StoreError> {
        let (folder, id) = (self.folder.clone(), id.to_owned());
        task::spawn_blocking(move || folder.read(&id)).await.unwrap_or_else(|stopped| Err(cannot_read(stopped.into())))
    }

    async fn newest(&self) -> Result<Option<StoredForecast>, StoreError> {
        let files = self.clone();
        task::spawn_blocking(move || files.newest_now())
            .await
            .unwrap_or_else(|stopped| Err(cannot_read(stopped.into())))
    }
}

fn cannot_write(source: io::Error) -> StoreError {
    StoreError::Io { action: "write", source }
}

fn cannot_read(source: io::Error) -> StoreError {
    StoreError::Io { action: "read", source }
}
