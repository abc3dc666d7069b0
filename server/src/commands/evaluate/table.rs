//! Evaluations as a table for a terminal, one line a period.

use service::StoredEvaluation;
use timeseries::text;

use super::Period;
use crate::commands::say;

/// One period's verdicts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) period: String,
    pub(super) rows: u64,
    pub(super) training_rows: u64,
    pub(super) rmse: f64,
    pub(super) mae: f64,
    pub(super) r2: Option<f64>,
    pub(super) mape: Option<f64>,
    pub(super) baseline_rmse: f64,
    pub(super) drift_detected: bool,
    pub(super) severity: f64,
    pub(super) flagged: bool,
}

const HEAD: [&str; 11] =
    ["Period", "Rows", "Trained on", "RMSE", "MAE", "R2", "MAPE", "Mean says", "Evidently says", "Severity", "Flagged"];

impl Line {
    pub(super) fn of(period: &Period, evaluation: &StoredEvaluation) -> Self {
        let scores = &evaluation.scores;
        Self {
            period: period.to_string(),
            rows: evaluation.row_count() as u64,
            training_rows: evaluation.training_rows as u64,
            rmse: scores.rmse,
            mae: scores.mae,
            r2: scores.r2,
            mape: scores.mape,
            baseline_rmse: evaluation.baseline.rmse,
            drift_detected: evaluation.compatible.drifted,
            severity: evaluation.honest.expected.severity,
            flagged: evaluation.honest.flagged,
        }
    }

    fn cells(&self) -> [String; 11] {
        let or_none =
            |value: Option<f64>, decimals: usize| value.map_or("–".to_owned(), |value| format!("{value:.decimals$}"));
        [
            self.period.clone(),
            text::grouped(self.rows),
            text::grouped(self.training_rows),
            text::significant(self.rmse, 4),
            text::significant(self.mae, 4),
            or_none(self.r2, 3),
            self.mape.map_or("–".to_owned(), |mape| format!("{mape:.1}%")),
            text::significant(self.baseline_rmse, 4),
            if self.drift_detected { "drift" } else { "no drift" }.to_owned(),
            format!("{:.2}", self.severity),
            if self.flagged { "yes" } else { "no" }.to_owned(),
        ]
    }
}

/// Prints the table, what its words mean, and what became of the evaluations.
pub(super) fn print(lines: &[Line], are_kept: bool) {
    say(&table(lines));
    say(
        "`Mean says`: the RMSE of always saying the mean of the training rows. `Severity`: the error to expect from the inputs",
    );
    say("alone over the error in training. `Flagged`: somebody should look.");
    say(
        "`Trained on`: rows of the period that the model learned from, as the first days of bike sharing's week1 are. They flatter it.",
    );
    say(if are_kept { KEPT } else { NOT_KEPT });
}

/// Note below evaluations that a server made.
const KEPT: &str = "Kept: see the reports on /models.";
/// Nobody sees them afterwards, which should be known.
const NOT_KEPT: &str = "Not kept. Add --server http://127.0.0.1:8080 to see the reports on /models.";

fn table(lines: &[Line]) -> String {
    let rows: Vec<[String; 11]> =
        std::iter::once(HEAD.map(str::to_owned)).chain(lines.iter().map(Line::cells)).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..HEAD.len()).map(width).collect();
    rows.iter().map(|row| aligned(row, &widths) + "\n").collect()
}

/// Words to the left, numbers to the right.
fn aligned(row: &[String; 11], widths: &[usize]) -> String {
    let cells = row.iter().zip(widths).enumerate().map(|(column, (cell, width))| match column {
        0 => format!("{cell:<width$}"),
        _ => format!("{cell:>width$}"),
    });
    cells.collect::<Vec<_>>().join("  ")
}
