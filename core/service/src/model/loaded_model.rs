//! A model at work: what its file held, and which file it was.

use std::sync::Arc;

use archive::sha256;
use regression::{Intervals, Model};

use super::typed_rows::columns;

/// A model that predicts.
#[derive(Debug)]
pub struct LoadedModel {
    /// The model.
    pub model: Model,
    /// The SHA-256 of its file, in hexadecimal.
    pub sha256: String,
    /// The likely range about a prediction; nothing where too few training rows say how wrong the model is.
    pub intervals: Option<Intervals>,
    /// The columns it may be sent.
    pub(crate) columns: Arc<[String]>,
    /// The least and the greatest value of each feature in training: what was learned can be asked.
    pub(crate) learned: Vec<(f64, f64)>,
}

impl LoadedModel {
    /// A model with the file it came from.
    #[must_use]
    pub fn new(model: Model, file: &[u8]) -> Self {
        let span = |values: &Vec<f64>| {
            values
                .iter()
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| (least.min(*value), most.max(*value)))
        };
        Self {
            columns: columns(&model.schema),
            sha256: sha256::of(file),
            intervals: Intervals::of(&model),
            learned: model.reference.columns().iter().map(span).collect(),
            model,
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.model.schema.model
    }
}
