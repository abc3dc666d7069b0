//! What a model is: trained when and on what, how good it was then, and which features it leans on.

use super::{PartView, ScoreRow};

/// The view.
#[derive(Clone, Debug, PartialEq)]
pub struct AboutView {
    /// What it predicts from what, in a sentence.
    pub sentence: String,
    /// How good it was when it was trained, in a sentence.
    pub proof: String,
    /// What to know of its making.
    pub facts: Vec<FactView>,
    /// The scores of its training beside what they are held against.
    pub scores: Vec<ScoreRow>,
    /// How much each feature counts, the most first.
    pub importances: Vec<PartView>,
    /// What a row is made of.
    pub features: Vec<FeatureRow>,
}

/// A fact with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactView {
    /// What it is.
    pub name: String,
    /// How it is.
    pub text: String,
}

/// A feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeatureRow {
    /// Its name in a request.
    pub name: String,
    /// What it is, in words.
    pub label: String,
    /// `number`, `whole number` or `category`.
    pub kind: &'static str,
    /// The range or the values the model knows.
    pub range: String,
    /// An example.
    pub example: String,
}
