//! An evaluation as it is kept: the rows that were judged, what the model said of them, and every verdict.

use drift::compatible::DatasetVerdict;
use drift::honest::HonestReport;
use regression::Scores;
use serde::{Deserialize, Serialize};
use timeseries::Timestamp;

use crate::kept_id::{Fingerprint, kept_id_after};

/// One batch of rows, judged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoredEvaluation {
    /// Its id, `20261120T120000Z-1a2b3c4d`. Sorts by time.
    pub id: String,
    /// Time of the evaluation.
    pub created: Timestamp,
    /// The model's name.
    pub model: String,
    /// The SHA-256 of the model's file, in hexadecimal: another one is another model.
    pub model_sha256: String,
    /// Name of the batch: `week1_february`.
    pub period: String,
    /// True if the rows were made up to simulate a drift.
    pub simulated: bool,
    /// The rows, with what was predicted of them.
    pub rows: EvaluatedRows,
    /// Scores of the predictions.
    pub scores: Scores,
    /// Scores of the mean of the reference as the prediction, on the same rows.
    pub baseline: Scores,
    /// Rows that the model was trained on: their errors are too small.
    pub training_rows: usize,
    /// Drift by Evidently's rules.
    pub compatible: DatasetVerdict,
    /// Drift as it can be believed.
    pub honest: HonestReport,
    /// Warnings, in sentences.
    pub warnings: Vec<String>,
}

/// The rows of an evaluation by columns of one length.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct EvaluatedRows {
    /// Time of each row, as written, read as UTC; `None` if the row has none.
    pub times: Vec<Option<Timestamp>>,
    /// The features, in the schema's order.
    pub features: Vec<EvaluatedColumn>,
    /// True values of the target; NaN where not known.
    #[serde(with = "timeseries::gaps")]
    pub actual: Vec<f64>,
    /// Predictions of the model; NaN where a row has a null or a category the model never saw.
    #[serde(with = "timeseries::gaps")]
    pub predicted: Vec<f64>,
    /// True for each row the model was trained on.
    pub trained_on: Vec<bool>,
}

/// One feature of the rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EvaluatedColumn {
    /// Its name.
    pub name: String,
    /// Its values as the model reads them; NaN is a null, [`regression::UNSEEN`] a category that was never seen.
    #[serde(with = "timeseries::gaps")]
    pub values: Vec<f64>,
}

/// An evaluation without its rows: what a list of them says.
#[derive(Clone, Debug, PartialEq)]
pub struct EvaluationSummary {
    /// Its id.
    pub id: String,
    /// Time of the evaluation.
    pub created: Timestamp,
    /// The model's name.
    pub model: String,
    /// The SHA-256 of the model's file.
    pub model_sha256: String,
    /// Name of the batch.
    pub period: String,
    /// True if the rows were made up.
    pub simulated: bool,
    /// The first and the last moment of a row, where rows say when they were.
    pub span: Option<(Timestamp, Timestamp)>,
    /// Number of rows.
    pub rows: usize,
    /// Rows that the model was trained on.
    pub training_rows: usize,
    /// Scores of the predictions.
    pub scores: Scores,
    /// The root mean squared error of the baseline.
    pub baseline_rmse: f64,
    /// Evidently's verdict.
    pub drifted: bool,
    /// The share of columns that drifted by Evidently's rules, 0 to 1.
    pub drifted_share: f64,
    /// The error to expect from the inputs alone over the error of the reference.
    pub severity: f64,
    /// The honest verdict.
    pub flagged: bool,
}

impl StoredEvaluation {
    /// The evaluation with the id that its moment and its content give it.
    #[must_use]
    pub fn with_id(self) -> Self {
        self.after(None)
    }

    /// The same, made after the evaluation with the id `newest`, whatever the clock says.
    #[must_use]
    pub fn after(mut self, newest: Option<&str>) -> Self {
        let mut hash = Fingerprint::default();
        for text in [&self.model, &self.model_sha256, &self.period] {
            hash.text(text);
        }
        let features = self.rows.features.iter().flat_map(|column| &column.values);
        for value in self.rows.actual.iter().chain(&self.rows.predicted).chain(features) {
            hash.number(*value);
        }
        self.id = kept_id_after(newest, self.created, &hash);
        self
    }

    /// Number of rows judged.
    #[must_use]
    pub fn row_count(&self) -> usize {
        self.rows.actual.len()
    }

    /// Returns the evaluation without its rows, for a list.
    #[must_use]
    pub fn summary(&self) -> EvaluationSummary {
        EvaluationSummary {
            id: self.id.clone(),
            created: self.created,
            model: self.model.clone(),
            model_sha256: self.model_sha256.clone(),
            period: self.period.clone(),
            simulated: self.simulated,
            span: self.rows.span(),
            rows: self.row_count(),
            training_rows: self.training_rows,
            scores: self.scores,
            baseline_rmse: self.baseline.rmse,
            drifted: self.compatible.drifted,
            drifted_share: self.compatible.share,
            severity: self.honest.expected.severity,
            flagged: self.honest.flagged,
        }
    }
}

impl EvaluatedRows {
    /// The first and the last moment of a row.
    #[must_use]
    pub fn span(&self) -> Option<(Timestamp, Timestamp)> {
        let known = || self.times.iter().flatten().copied();
        known().min().zip(known().max())
    }
}
