//! A model at work: what its file held, and which file it was.

use std::sync::Arc;

use archive::sha256;
use regression::Model;

use super::typed_rows::columns;

/// A model that predicts.
#[derive(Debug)]
pub struct LoadedModel {
    /// The model.
    pub model: Model,
    /// The SHA-256 of its file, in hexadecimal.
    pub sha256: String,
    /// The columns it may be sent.
    pub(crate) columns: Arc<[String]>,
}

impl LoadedModel {
    /// A model with the file it came from.
    #[must_use]
    pub fn new(model: Model, file: &[u8]) -> Self {
        Self { columns: columns(&model.schema), sha256: sha256::of(file), model }
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.model.schema.model
    }
}
