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
    /// What it found, in a sentence.
    pub sentence: String,
    /// What that is held against, in a sentence.
    pub proof: String,
    /// Rows, days, when it was made.
    pub made: String,
    /// What to know before reading on.
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
    /// Why the two differ, in two sentences.
    pub difference: String,
    /// One a column, the gravest first.
    pub drift: Vec<DriftRow>,
    /// How columns are spread, in the reference and in these rows: the one that was chosen, or all in a report that stands alone.
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
    /// What it is, in words.
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
    /// What the target is, with its unit.
    pub target: String,
    /// How the points lie, in a sentence.
    pub summary: String,
    /// Actual and predicted, a pair a row.
    pub points: Vec<(f64, f64)>,
}

/// The rows along time.
#[derive(Clone, Debug, PartialEq)]
pub struct RowsInTime {
    /// Where the worst errors are, in a sentence.
    pub summary: String,
    /// The part of time shown.
    pub window: TimeRange,
    /// All of the time of the rows.
    pub whole: TimeRange,
    /// Where the points are.
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
    /// Where the model is worst, in a sentence.
    pub summary: String,
    /// The groups, in the order of their values.
    pub groups: Vec<ErrorGroup>,
}

/// Rows whose values are alike.
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorGroup {
    /// Which values.
    pub name: String,
    /// How many rows.
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

/// What one of the two tests of drift says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerdictView {
    /// `Drift` or `No drift`.
    pub word: &'static str,
    /// Whether it says drift.
    pub is_drift: bool,
    /// What it found, in a sentence.
    pub sentence: String,
    /// Why, point by point.
    pub reasons: Vec<String>,
}

/// A column, tested twice. Figures are text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DriftRow {
    /// The column.
    pub name: String,
    /// The link that shows its distribution, where there is one.
    pub link: Option<String>,
    /// What the honest test says: `drift` or `no drift`.
    pub honest: &'static str,
    /// How much of the expected loss comes from it.
    pub severity: String,
    /// Honest p and q.
    pub chances: [String; 2],
    /// Where it moved, in words.
    pub direction: String,
    /// The compatible test, its score and its threshold.
    pub compatible_test: [String; 3],
    /// What the compatible test says.
    pub compatible: &'static str,
    /// Share of nulls: reference, current.
    pub nulls: [String; 2],
    /// Categories the reference does not have.
    pub new_categories: String,
}
