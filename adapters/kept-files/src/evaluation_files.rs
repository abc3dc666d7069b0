//! The port `EvaluationStore` on a folder of files. What a list says of a file is remembered, for files never change.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use service::{EvaluationList, EvaluationStore, EvaluationSummary, StoreError, StoredEvaluation};

use crate::files::Files;

/// Default number of evaluations to keep.
pub const DEFAULT_KEEP_EVALUATIONS: usize = 500;

/// Evaluations in files, `{dir}/evaluations/{id}.json`.
#[derive(Clone, Debug)]
pub struct EvaluationFiles {
    files: Files<StoredEvaluation>,
    known: Arc<Mutex<BTreeMap<String, EvaluationSummary>>>,
}

impl EvaluationFiles {
    /// Opens the store in `dir`, which is created where it is missing, for the newest `keep` evaluations, at least one.
    /// Files that a crashed process left half-written more than an hour ago are removed. Blocks.
    ///
    /// # Errors
    /// `Io` where the folder cannot be created or read.
    pub fn open(dir: &Path, keep: usize) -> Result<Self, StoreError> {
        Ok(Self { files: Files::open(dir, keep)?, known: Arc::default() })
    }
}

#[async_trait]
impl EvaluationStore for EvaluationFiles {
    async fn put(&self, evaluation: &StoredEvaluation) -> Result<(), StoreError> {
        self.files.put(evaluation).await?;
        lock(&self.known).insert(evaluation.id.clone(), evaluation.summary());
        Ok(())
    }

    async fn get(&self, id: &str) -> Result<Option<Arc<StoredEvaluation>>, StoreError> {
        Ok(self.files.get(id).await?.map(Arc::new))
    }

    async fn newest_id(&self) -> Result<Option<String>, StoreError> {
        self.files.newest_id().await
    }

    async fn list(&self) -> Result<EvaluationList, StoreError> {
        let known = Arc::clone(&self.known);
        self.files.blocking(move |files| list_now(files, &known)).await
    }
}

fn list_now(
    files: &Files<StoredEvaluation>,
    known: &Mutex<BTreeMap<String, EvaluationSummary>>,
) -> Result<EvaluationList, StoreError> {
    let mut list = EvaluationList::default();
    for id in files.newest_ids_now()? {
        let remembered = lock(known).get(&id).cloned();
        match remembered.map_or_else(|| summary_now(files, &id), |summary| Ok(Some(summary))) {
            Ok(summary) => list.evaluations.extend(summary),
            Err(StoreError::Damaged { id, .. }) => {
                tracing::warn!(id, "skipped a damaged evaluation");
                list.damaged.push(id);
            }
            Err(failed) => return Err(failed),
        }
    }
    let summaries = list.evaluations.iter().map(|summary| (summary.id.clone(), summary.clone()));
    *lock(known) = summaries.collect();
    Ok(list)
}

/// Nothing where the file went away meanwhile.
fn summary_now(files: &Files<StoredEvaluation>, id: &str) -> Result<Option<EvaluationSummary>, StoreError> {
    Ok(files.read_now(id)?.map(|evaluation| evaluation.summary()))
}

fn lock(known: &Mutex<BTreeMap<String, EvaluationSummary>>) -> MutexGuard<'_, BTreeMap<String, EvaluationSummary>> {
    known.lock().unwrap_or_else(PoisonError::into_inner)
}
