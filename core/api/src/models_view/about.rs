//! View of a model: the time and data of its training, its scores then, and the importance of its features.

use super::{PartView, ScoreRow};

/// The view.
#[derive(Clone, Debug, PartialEq)]
pub struct AboutView {
    /// Its target and features, in a sentence.
    pub sentence: String,
    /// Its quality when it was trained, in a sentence.
    pub proof: String,
    /// Facts about its training.
    pub facts: Vec<FactView>,
    /// The scores of its training beside what they are held against.
    pub scores: Vec<ScoreRow>,
    /// Importance of each feature, the greatest first.
    pub importances: Vec<PartView>,
    /// Features of a row.
    pub features: Vec<FeatureRow>,
}

/// A fact with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactView {
    /// Name of the fact.
    pub name: String,
    /// Text of the fact.
    pub text: String,
}

/// A feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeatureRow {
    /// Its name in a request.
    pub name: String,
    /// Label, in words.
    pub label: String,
    /// `number`, `whole number` or `category`.
    pub kind: &'static str,
    /// The range or the values the model knows.
    pub range: String,
    /// An example.
    pub example: String,
}
