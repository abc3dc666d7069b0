//! The folders of what is kept on request, and what stands in for them where nothing is kept.

use std::sync::Arc;

use anyhow::Context;
use async_trait::async_trait;
use kept_files::{CheckpointFile, EvaluationFiles, ForecastFiles, ModelFiles};
use service::{
    CheckpointError, CheckpointStore, EvaluationList, EvaluationStore, ForecastStore, StoreError, StoredEvaluation,
    StoredForecast,
};

use crate::config::Config;
use crate::kept_watch::KeptWatch;
use crate::telemetry::Telemetry;

/// Stores of forecasts, evaluations, models and the checkpoint.
#[derive(Debug)]
pub(super) struct Stores {
    pub(super) forecasts: Arc<dyn ForecastStore>,
    pub(super) evaluations: Arc<dyn EvaluationStore>,
    pub(super) checkpoint: Arc<dyn CheckpointStore>,
}

/// The folders below the storage path, and the file of the checkpoint.
#[derive(Debug)]
pub(super) struct Kept {
    forecasts: ForecastFiles,
    evaluations: EvaluationFiles,
    pub(super) models: ModelFiles,
    checkpoint: CheckpointFile,
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
                checkpoint: CheckpointFile::at(&config.checkpoint_path),
            })
        };
        open().with_context(|| {
            format!(
                "the storage path {} cannot be used: give one that can be written with --storage.path",
                path.display()
            )
        })
    }

    /// The stores for the use cases; what they fail at is told.
    pub(super) fn stores(&self, telemetry: &Telemetry) -> Stores {
        let forecasts: Arc<dyn ForecastStore> = Arc::new(self.forecasts.clone());
        let evaluations: Arc<dyn EvaluationStore> = Arc::new(self.evaluations.clone());
        let checkpoint: Arc<dyn CheckpointStore> = Arc::new(self.checkpoint.clone());
        Stores {
            forecasts: Arc::new(KeptWatch::new(forecasts, telemetry)),
            evaluations: Arc::new(KeptWatch::new(evaluations, telemetry)),
            checkpoint: Arc::new(KeptWatch::new(checkpoint, telemetry)),
        }
    }
}

/// Stores for commands that never keep.
pub(super) fn nothing_kept() -> Stores {
    Stores { forecasts: Arc::new(NoStore), evaluations: Arc::new(NoStore), checkpoint: Arc::new(NoStore) }
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

    async fn newest_id(&self) -> Result<Option<String>, StoreError> {
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

    async fn newest_id(&self) -> Result<Option<String>, StoreError> {
        Ok(None)
    }

    async fn list(&self) -> Result<EvaluationList, StoreError> {
        Ok(EvaluationList::default())
    }
}

#[async_trait]
impl CheckpointStore for NoStore {
    async fn save(&self, _counter: u64) -> Result<(), CheckpointError> {
        Err(std::io::Error::from(std::io::ErrorKind::Unsupported).into())
    }

    async fn load(&self) -> Result<u64, CheckpointError> {
        Err(CheckpointError::Missing)
    }
}
