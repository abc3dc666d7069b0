//! Two sets of rows side by side: an evaluation with the reference, or with another evaluation.

use super::DistributionView;
use crate::LinkView;

/// The view.
#[derive(Clone, Debug, PartialEq)]
pub struct CompareView {
    /// The difference, in a sentence.
    pub sentence: String,
    /// The method, in a sentence.
    pub proof: String,
    /// Choices of the first side.
    pub firsts: Vec<SideChoice>,
    /// Choices of the second side.
    pub seconds: Vec<SideChoice>,
    /// Names of the two sides.
    pub names: [String; 2],
    /// Rows, scores and verdicts of both.
    pub scores: Vec<PairRow>,
    /// One a column, the one that differs most first.
    pub columns: Vec<PairRow>,
    /// The same comparison with each of the columns shown below.
    pub choices: Vec<LinkView>,
    /// Distribution of a column in both.
    pub distribution: DistributionView,
}

/// A set of rows that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideChoice {
    /// Id in links.
    pub id: String,
    /// Label.
    pub label: String,
    /// True if it is chosen.
    pub is_chosen: bool,
}

/// The same figure of both. Figures are text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairRow {
    /// Name of the figure.
    pub name: String,
    /// A link that shows more of it, where there is more.
    pub link: Option<String>,
    /// Of the first and of the second.
    pub values: [String; 2],
    /// Their difference.
    pub difference: String,
}
