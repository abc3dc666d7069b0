//! The verdicts over a batch: scores beside a baseline, both drifts, the rows that were training rows.

use regression::{Rows, score};
use timeseries::Timestamp;

use super::{drifted, warnings};
use crate::model::{FieldError, LoadedModel, ModelError, Place};
use crate::{EvaluatedColumn, EvaluatedRows, StoredEvaluation};

/// Rows to judge.
#[derive(Debug)]
pub(crate) struct Batch {
    pub(crate) rows: Rows,
    /// Name of the batch.
    pub(crate) period: String,
    /// True if the rows were made up.
    pub(crate) simulated: bool,
    /// Note on the origin of the rows.
    pub(crate) note: Option<String>,
}

/// Judges a batch, which has rows.
///
/// # Errors
/// Not one row can be scored; the error names the column that is the reason.
pub(crate) fn judged(model: &LoadedModel, batch: Batch, now: Timestamp) -> Result<StoredEvaluation, ModelError> {
    let Batch { rows, period, simulated, note } = batch;
    let predicted = model.model.predict_all(&rows);
    let scores = score(rows.target(), &predicted).ok_or_else(|| unscorable(model, &rows))?;
    let scored: Vec<f64> = actual_of_scored(rows.target(), &predicted);
    let baseline = model.model.baseline(&scored).unwrap_or(scores);
    let trained_on = model.model.training_rows(&rows);
    let training_rows = trained_on.iter().filter(|trained_on| **trained_on).count();
    let evaluation = StoredEvaluation {
        id: String::new(),
        created: now,
        model: model.name().to_owned(),
        model_sha256: model.sha256.clone(),
        period,
        simulated,
        warnings: note.into_iter().chain(warnings::warnings(model, &rows, &trained_on, scores.rows)).collect(),
        compatible: drifted::compatible(&model.model, &rows),
        honest: drifted::honest(&model.model, &rows, &predicted)?,
        rows: evaluated(model, rows, predicted, trained_on),
        scores,
        baseline,
        training_rows,
    };
    Ok(evaluation.with_id())
}

fn actual_of_scored(actual: &[f64], predicted: &[f64]) -> Vec<f64> {
    let pairs = actual.iter().zip(predicted);
    pairs.filter(|(actual, predicted)| actual.is_finite() && predicted.is_finite()).map(|(actual, _)| *actual).collect()
}

/// The first column that has nothing to go by in any row.
fn unscorable(model: &LoadedModel, rows: &Rows) -> ModelError {
    let schema = &model.model.schema;
    let empty = schema
        .features
        .iter()
        .zip(rows.columns())
        .find(|(feature, values)| !values.iter().any(|value| feature.is_known(*value)));
    let target_is_empty = !rows.target().iter().any(|value| value.is_finite());
    let (name, msg) = match empty {
        Some((feature, _)) => (&feature.name, "no row has a value here that the model knows, so none can be scored"),
        None if target_is_empty => (&schema.target, "no row has a value here, so none can be scored"),
        None => {
            (&schema.target, "no row has this and a value the model knows for every feature, so none can be scored")
        }
    };
    let loc = ["data", name].map(|key| Place::Key(key.to_owned())).to_vec();
    ModelError::field(FieldError::new(loc, "missing", msg))
}

fn evaluated(model: &LoadedModel, rows: Rows, predicted: Vec<f64>, trained_on: Vec<bool>) -> EvaluatedRows {
    let named = model.model.schema.features.iter().zip(rows.columns());
    EvaluatedRows {
        times: rows.times().to_vec(),
        features: named
            .map(|(feature, values)| EvaluatedColumn { name: feature.name.clone(), values: values.clone() })
            .collect(),
        actual: rows.target().to_vec(),
        predicted,
        trained_on,
    }
}
