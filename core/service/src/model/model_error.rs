//! `ModelError`: failures of requests about a model.

use super::field_error::{FieldError, told};
use super::sheet_csv::CsvError;
use crate::{PoolError, StoreError};

/// A question about a model that failed.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// No model has that name.
    #[error("there is no model `{name}`; there is {}", known.join(", "))]
    NoSuchModel {
        /// The requested name, shortened.
        name: String,
        /// The names there are.
        known: Vec<String>,
    },
    /// The model is known, and cannot be used.
    #[error("the model `{name}` cannot be used: {why}")]
    Unusable {
        /// Name of the model.
        name: String,
        /// The reason, and the remedy.
        why: String,
    },
    /// No rows to judge.
    #[error("no data provided for evaluation")]
    NoData,
    /// Columns that no row has.
    #[error("missing columns in evaluation data: {}", columns.join(", "))]
    MissingColumns {
        /// Their names.
        columns: Vec<String>,
    },
    /// Invalid fields of the request.
    #[error("{}", told(.0))]
    Fields(Vec<FieldError>),
    /// The body is not a CSV table.
    #[error(transparent)]
    Csv(#[from] CsvError),
    /// No evaluation has that id.
    #[error("the model `{model}` has no evaluation `{id}`")]
    NoSuchEvaluation {
        /// Name of the model.
        model: String,
        /// The requested id, shortened.
        id: String,
    },
    /// The rows are not those of the model.
    #[error(transparent)]
    Rows(regression::RegressionError),
    /// The periods cannot be compared.
    #[error(transparent)]
    Drift(#[from] drift::DriftError),
    /// The work was not done.
    #[error(transparent)]
    Pool(#[from] PoolError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl ModelError {
    /// One mistake of the whole body, or of what stands under one key.
    pub(crate) fn field(error: FieldError) -> Self {
        Self::Fields(vec![error])
    }
}
