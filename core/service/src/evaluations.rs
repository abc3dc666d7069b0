//! The use cases that look at what was evaluated before.

use std::sync::Arc;

use crate::model::ModelError;
use crate::{EvaluationList, Service, StoredEvaluation};

impl Service {
    /// The evaluations of a model, or of the default, the newest first.
    ///
    /// # Errors
    /// There is no such model, or the store failed.
    pub async fn list_evaluations(&self, model: Option<&str>) -> Result<EvaluationList, ModelError> {
        let entry = self.models.entry(model)?;
        let name = &entry.schema.model;
        let mut list = self.evaluations.list().await?;
        list.evaluations.retain(|evaluation| evaluation.model == *name);
        Ok(list)
    }

    /// One evaluation of a model, or of the default, with its rows.
    ///
    /// # Errors
    /// There is no such model or evaluation, it is damaged, or the store failed.
    pub async fn evaluation(&self, model: Option<&str>, id: &str) -> Result<Arc<StoredEvaluation>, ModelError> {
        let entry = self.models.entry(model)?;
        let name = &entry.schema.model;
        let found = self.evaluations.get(id).await?.filter(|evaluation| evaluation.model == *name);
        found.ok_or_else(|| ModelError::NoSuchEvaluation { model: name.clone(), id: id.chars().take(40).collect() })
    }
}
