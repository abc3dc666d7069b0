//! `EvaluationStore`: port that keeps evaluations of models, so that a restart loses none.

use std::sync::Arc;

use async_trait::async_trait;

use super::StoreError;
use crate::{EvaluationSummary, StoredEvaluation};

/// Keeps the newest evaluations by id.
#[async_trait]
pub trait EvaluationStore: Send + Sync + std::fmt::Debug {
    /// Keeps an evaluation under its id; when this returns, a crash does not lose it.
    async fn put(&self, evaluation: &StoredEvaluation) -> Result<(), StoreError>;

    /// The evaluation with this id. An id that no evaluation can have is simply not there.
    async fn get(&self, id: &str) -> Result<Option<Arc<StoredEvaluation>>, StoreError>;

    /// The id of the evaluation made last, be it damaged or not.
    async fn newest_id(&self) -> Result<Option<String>, StoreError>;

    /// All evaluations that can be read, of every model, the newest first, and those that cannot.
    async fn list(&self) -> Result<EvaluationList, StoreError>;
}

/// Contents of an evaluation store.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EvaluationList {
    /// The newest first.
    pub evaluations: Vec<EvaluationSummary>,
    /// The ids of files that are not what was written.
    pub damaged: Vec<String>,
}
