//! Evaluations kept in memory.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;

use crate::{EvaluationList, EvaluationStore, StoreError, StoredEvaluation};

/// Keeps everything until it is dropped.
#[derive(Debug, Default)]
pub struct MemoryEvaluations(Mutex<BTreeMap<String, Arc<StoredEvaluation>>>);

#[async_trait]
impl EvaluationStore for MemoryEvaluations {
    async fn put(&self, evaluation: &StoredEvaluation) -> Result<(), StoreError> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert(evaluation.id.clone(), Arc::new(evaluation.clone()));
        Ok(())
    }

    async fn get(&self, id: &str) -> Result<Option<Arc<StoredEvaluation>>, StoreError> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).get(id).cloned())
    }

    async fn newest_id(&self) -> Result<Option<String>, StoreError> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).keys().next_back().cloned())
    }

    async fn list(&self) -> Result<EvaluationList, StoreError> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let evaluations = kept.values().rev().map(|evaluation| evaluation.summary()).collect();
        Ok(EvaluationList { evaluations, damaged: Vec::new() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn keeps_what_a_store_promises() {
        crate::fakes::check_evaluations(&MemoryEvaluations::default()).await;
    }
}
