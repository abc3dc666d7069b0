//! The folders of what is kept on request, and what stands in for them where nothing is kept.

use std::sync::Arc;

use anyhow::Context;
use async_trait::async_trait;
use kept_files::{EvaluationFiles, ForecastFiles, ModelFiles};
use service::{EvaluationList, EvaluationStore, ForecastStore, StoreError, StoredEvaluation, StoredForecast};

use crate::config::Config;

/// Where forecasts and evaluations are kept.
pub(super) type Stores = (Arc<dyn ForecastStore>, Arc<dyn EvaluationStore>);

/// The folders below the storage path.
#[derive(Debug)]
pub(super) struct Kept {
    forecasts: ForecastFiles,
    evaluations: EvaluationFiles,
    pub(super) models: ModelFiles,
}

impl Kept {
    /// Opens all of them.
    pub(super) fn open(config: &Config) -> anyhow::Result<Self> {
        let path = &config.storage_path;
        let open = || {
            Ok::<_, StoreError>(Self {
                forecasts: ForecastFiles::open(path, config.keep_forecasts)?,
                evaluations: EvaluationFiles::open(path, config.keep_evaluations)?,
                models: ModelFiles::open(path)?,
            })
        };
        open().with_context(|| {
            format!(
                "the storage path {} cannot be used: give one that can be written with --storage.path",
                path.display()
            )
        })
    }

    /// What the use cases need of them.
    pub(super) fn stores(&self) -> Stores {
        (Arc::new(self.forecasts.clone()), Arc::new(self.evaluations.clone()))
    }
}

/// Stores for commands that never keep.
pub(super) fn nothing_kept() -> Stores {
    (Arc::new(NoStore), Arc::new(NoStore))
}

#[derive(Debug)]
struct NoStore;

fn not_kept(what: &'static str) -> StoreError {
    StoreError::Io { action: "write", what, source: std::io::ErrorKind::Unsupported.into() }
}

#[async_trait]
impl ForecastStore for NoStore {
    async fn put(&self, _forecast: &StoredForecast) -> Result<(), StoreError> {
        Err(not_kept("forecast"))
    }

    async fn get(&self, _id: &str) -> Result<Option<StoredForecast>, StoreError> {
        Ok(None)
    }

    async fn newest(&self) -> Result<Option<StoredForecast>, StoreError> {
        Ok(None)
    }
}

#[async_trait]
impl EvaluationStore for NoStore {
    async fn put(&self, _evaluation: &StoredEvaluation) -> Result<(), StoreError> {
        Err(not_kept("evaluation"))
    }

    async fn get(&self, _id: &str) -> Result<Option<Arc<StoredEvaluation>>, StoreError> {
        Ok(None)
    }

    async fn list(&self) -> Result<EvaluationList, StoreError> {
        Ok(EvaluationList::default())
    }
}
