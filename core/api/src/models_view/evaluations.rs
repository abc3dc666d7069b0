//! All evaluations that were kept: how the error went, and what each found.

use super::RequestView;

/// The view.
#[derive(Clone, Debug, PartialEq)]
pub struct EvaluationsView {
    /// What the newest one found, in a sentence; that there is none, where there is none.
    pub sentence: String,
    /// What it was held against, in a sentence.
    pub proof: String,
    /// How the error went; none where there is nothing to draw.
    pub history: Option<HistoryView>,
    /// One an evaluation, the newest first.
    pub rows: Vec<EvaluationRow>,
    /// How an evaluation is asked for from a shell.
    pub request: RequestView,
    /// What to know before reading on.
    pub notes: Vec<String>,
    /// The model whose drift can be simulated by a click.
    pub model: String,
}

/// The error of one evaluation after the other.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryView {
    /// What is drawn.
    pub title: String,
    /// Smallest, largest and newest, in a sentence.
    pub summary: String,
    /// The periods, the oldest evaluation first.
    pub periods: Vec<String>,
    /// The error of each.
    pub rmse: Vec<f64>,
    /// The error on rows each tree had not seen.
    pub out_of_bag: f64,
    /// That, in words.
    pub out_of_bag_label: String,
}

/// One evaluation. Figures are text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvaluationRow {
    /// The period's name.
    pub period: String,
    /// Its report.
    pub link: String,
    /// When it was made.
    pub made: String,
    /// Rows evaluated.
    pub rows: String,
    /// Those of them that the model was trained on.
    pub training_rows: String,
    /// RMSE, MAE, R2, MAPE, mean error.
    pub figures: [String; 5],
    /// What the compatible test says.
    pub compatible: String,
    /// What the honest test says.
    pub honest: String,
    /// The page that compares it with the reference.
    pub compare: String,
}
