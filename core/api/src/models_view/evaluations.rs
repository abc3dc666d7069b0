//! All evaluations that were kept: how the error went, and what each found.

use super::RequestView;

/// The view.
#[derive(Clone, Debug, PartialEq)]
pub struct EvaluationsView {
    /// Finding of the newest evaluation, in a sentence; without one, that there is none.
    pub sentence: String,
    /// Its reference, in a sentence.
    pub proof: String,
    /// Course of the error; `None` if there is nothing to draw.
    pub history: Option<HistoryView>,
    /// One an evaluation, the newest first.
    pub rows: Vec<EvaluationRow>,
    /// Request of an evaluation from a shell.
    pub request: RequestView,
    /// Notes above the view.
    pub notes: Vec<String>,
    /// The model whose drift can be simulated by a click.
    pub model: String,
}

/// The error of one evaluation after the other.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryView {
    /// Title of the chart.
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
    /// Time of the evaluation.
    pub made: String,
    /// Rows evaluated.
    pub rows: String,
    /// Those of them that the model was trained on.
    pub training_rows: String,
    /// RMSE, MAE, R2, MAPE, mean error.
    pub figures: [String; 5],
    /// Verdict of the compatible test.
    pub compatible: String,
    /// Verdict of the honest test.
    pub honest: String,
    /// The page that compares it with the reference.
    pub compare: String,
}
