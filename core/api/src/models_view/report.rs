//! One evaluation in full: how good the predictions were, and whether the rows still look like those the model knows.

use timeseries::{Grid, TimeRange};

use super::DistributionView;
use crate::LinkView;

/// The view.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportView {
    /// The model.
    pub model: String,
    /// The evaluation's id.
    pub id: String,
    /// The period's name.
    pub period: String,
    /// The finding, in a sentence.
    pub sentence: String,
    /// Its reference, in a sentence.
    pub proof: String,
    /// Rows, days, when it was made.
    pub made: String,
    /// Notes above the view.
    pub notes: Vec<String>,
    /// The ways on from here; none in a report that stands alone.
    pub links: Option<ReportLinks>,
    /// The scores beside what they are held against.
    pub scores: Vec<ScoreRow>,
    /// Predicted against actual.
    pub scatter: ScatterView,
    /// Along time, where the rows have any.
    pub in_time: Option<RowsInTime>,
    /// The error by the values of a column.
    pub error_by: ErrorByView,
    /// The verdict by the rules of the usual tool.
    pub compatible: VerdictView,
    /// The verdict that means something.
    pub honest: VerdictView,
    /// Explanation of the difference between the two verdicts, in two sentences.
    pub difference: String,
    /// One a column, the gravest first.
    pub drift: Vec<DriftRow>,
    /// Distributions of columns in the reference and in these rows: the chosen column, or all in a report that stands alone.
    pub distributions: Vec<DistributionView>,
}

/// The ways on from a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportLinks {
    /// The same report about each of the columns.
    pub columns: Vec<LinkView>,
    /// The page that compares these rows with the reference.
    pub compare: String,
    /// The page of all evaluations.
    pub evaluations: String,
    /// The page as it is, for links to other parts of time.
    pub query: String,
    /// The report as a file, without its format.
    pub file: String,
}

/// A score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreRow {
    /// Its name: `RMSE`.
    pub name: &'static str,
    /// Meaning, in words.
    pub meaning: String,
    /// In these rows.
    pub current: String,
    /// In the reference, on rows each tree had not seen.
    pub out_of_bag: String,
    /// Of always predicting the reference's mean.
    pub baseline: String,
}

/// Predicted against actual.
#[derive(Clone, Debug, PartialEq)]
pub struct ScatterView {
    /// Name of the target, with its unit.
    pub target: String,
    /// Position of the points, in a sentence.
    pub summary: String,
    /// Actual and predicted, a pair a row.
    pub points: Vec<(f64, f64)>,
}

/// The rows along time.
#[derive(Clone, Debug, PartialEq)]
pub struct RowsInTime {
    /// Position of the worst errors, in a sentence.
    pub summary: String,
    /// The part of time shown.
    pub window: TimeRange,
    /// All of the time of the rows.
    pub whole: TimeRange,
    /// Grid of the points.
    pub grid: Grid,
    /// A value a point; NaN where there is no row.
    pub actual: Vec<f64>,
    /// As many predictions.
    pub predicted: Vec<f64>,
    /// As many differences, predicted minus actual.
    pub error: Vec<f64>,
}

/// The error by the values of a column.
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorByView {
    /// The column.
    pub label: String,
    /// Rows with the worst errors, in a sentence.
    pub summary: String,
    /// The groups, in the order of their values.
    pub groups: Vec<ErrorGroup>,
}

/// Rows whose values are alike.
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorGroup {
    /// Name of the values.
    pub name: String,
    /// Number of rows.
    pub rows: String,
    /// Mean of actual, mean of predicted, mean error.
    pub means: [String; 3],
    /// RMSE in these rows; NaN where there are none.
    pub rmse: f64,
    /// RMSE in the reference, out of bag; NaN where there are no such rows.
    pub reference_rmse: f64,
    /// The two in words.
    pub errors: [String; 2],
}

/// Verdict of one of the two drift tests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerdictView {
    /// `Drift` or `No drift`.
    pub word: &'static str,
    /// True if it is drift.
    pub is_drift: bool,
    /// The finding, in a sentence.
    pub sentence: String,
    /// The reasons, one by one.
    pub reasons: Vec<String>,
}

/// A column, tested twice. Figures are text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DriftRow {
    /// The column.
    pub name: String,
    /// The link that shows its distribution, where there is one.
    pub link: Option<String>,
    /// Verdict of the honest test: `drift` or `no drift`.
    pub honest: &'static str,
    /// Share of the expected loss that comes from it.
    pub severity: String,
    /// Honest p and q.
    pub chances: [String; 2],
    /// Direction of the move, in words.
    pub direction: String,
    /// The compatible test, its score and its threshold.
    pub compatible_test: [String; 3],
    /// Verdict of the compatible test.
    pub compatible: &'static str,
    /// Share of nulls: reference, current.
    pub nulls: [String; 2],
    /// Categories the reference does not have.
    pub new_categories: String,
}
