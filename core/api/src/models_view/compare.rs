//! Two sets of rows side by side: an evaluation with the reference, or with another evaluation.

use super::DistributionView;
use crate::LinkView;

/// The view.
#[derive(Clone, Debug, PartialEq)]
pub struct CompareView {
    /// What differs, in a sentence.
    pub sentence: String,
    /// How that was found, in a sentence.
    pub proof: String,
    /// What the first may be.
    pub firsts: Vec<SideChoice>,
    /// What the second may be.
    pub seconds: Vec<SideChoice>,
    /// What the two are called.
    pub names: [String; 2],
    /// Rows, scores and verdicts of both.
    pub scores: Vec<PairRow>,
    /// One a column, the one that differs most first.
    pub columns: Vec<PairRow>,
    /// The same comparison with each of the columns shown below.
    pub choices: Vec<LinkView>,
    /// How a column is spread in both.
    pub distribution: DistributionView,
}

/// A set of rows that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideChoice {
    /// What a link calls it.
    pub id: String,
    /// What people call it.
    pub label: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// The same figure of both. Figures are text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairRow {
    /// What it is.
    pub name: String,
    /// A link that shows more of it, where there is more.
    pub link: Option<String>,
    /// Of the first and of the second.
    pub values: [String; 2],
    /// How they differ.
    pub difference: String,
}
