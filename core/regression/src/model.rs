//! A trained model: its forest, what it was trained on, and how well it does on rows that a tree had not seen.

use crate::{Forest, Rows, Schema, Scores, score};

/// Settings of a training.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Number of trees.
    pub trees: usize,
    /// Seed of the draws of rows: the same seed and rows give the same forest, to the bit.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { trees: 100, seed: 42 }
    }
}

/// Origin of the training data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// Hash of the file, in hexadecimal.
    pub sha256: String,
    /// Description of the file for people: its name, its source, its citation.
    pub note: String,
}

/// A trained model.
#[derive(Clone, Debug)]
pub struct Model {
    /// Columns that it reads and predicts; the categories in it are those of the reference.
    pub schema: Schema,
    /// The forest. [`Model::predict`] also knows categories that were never seen.
    pub forest: Forest,
    /// Settings of its training.
    pub settings: Settings,
    /// Origin of its data.
    pub origin: Origin,
    /// The rows it was trained on, which are also what later rows are compared with.
    pub reference: Rows,
    /// Rows of the reference period that could not be trained on: without a target, or with a null.
    pub left_out: usize,
    /// Predictions of the reference rows by the trees that did not see them; NaN if every tree did.
    pub out_of_bag: Vec<f64>,
    /// Scores of those: the scores to expect of new rows like the reference.
    pub out_of_bag_scores: Scores,
    /// Scores on the rows it was trained on: not to be expected of new rows.
    pub training_scores: Scores,
}

impl Model {
    /// The prediction of a row; NaN where it has a null, a category never seen, or another number of values.
    #[must_use]
    pub fn predict(&self, row: &[f64]) -> f64 {
        if self.schema.is_known(row) { self.forest.predict(row) } else { f64::NAN }
    }

    /// The prediction of every row, NaN as above.
    #[must_use]
    pub fn predict_all(&self, rows: &Rows) -> Vec<f64> {
        let mut predicted = self.forest.predict_all(rows);
        for (feature, column) in self.schema.features.iter().zip(rows.columns()) {
            for (prediction, _) in predicted.iter_mut().zip(column).filter(|(_, value)| !feature.is_known(**value)) {
                *prediction = f64::NAN;
            }
        }
        predicted
    }

    /// The scores of always saying the mean of the reference, on the targets given: what a model has to beat.
    #[must_use]
    pub fn baseline(&self, actual: &[f64]) -> Option<Scores> {
        let mean = crate::scores::mean(self.reference.target().iter().copied())?;
        score(actual, &vec![mean; actual.len()])
    }
}
