//! Scores beside what they are held against, with what each is in words.

use api::ScoreRow;
use regression::{Schema, Scores};

use super::words::{figures, target};

/// A row a score. Of a model shown alone there are no current rows.
pub(super) fn scores(
    schema: &Schema,
    current: Option<&Scores>,
    out_of_bag: &Scores,
    baseline: Option<&Scores>,
) -> Vec<ScoreRow> {
    let unit = target(schema);
    let meanings = [
        ("RMSE", format!("root of the mean squared error, {unit}")),
        ("MAE", format!("mean absolute error, {unit}")),
        ("R²", "share of the variance explained, 1 at best".to_owned()),
        ("MAPE", "mean absolute error in percent of what came, rows with 0 left out".to_owned()),
        ("Mean error", format!("predicted minus actual, {unit}")),
    ];
    let texts = |scores: Option<&Scores>| scores.map_or_else(|| [const { String::new() }; 5], figures);
    let (current, out_of_bag, baseline) = (texts(current), texts(Some(out_of_bag)), texts(baseline));
    let row = |(index, (name, meaning)): (usize, (&'static str, String))| ScoreRow {
        name,
        meaning,
        current: current[index].clone(),
        out_of_bag: out_of_bag[index].clone(),
        baseline: baseline[index].clone(),
    };
    meanings.into_iter().enumerate().map(row).collect()
}
