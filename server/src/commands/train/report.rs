//! Report on a trained model: its data, its scores, and its file.

use std::path::Path;

use regression::{Intervals, Model, Scores};
use timeseries::{Day, text};

use crate::commands::say;

/// Says it, for people; `nulls` are the columns that rows were left out for, each with the number of these rows.
pub(super) fn print(model: &Model, nulls: &[(String, usize)], path: &Path, bytes: usize) {
    say(&format!("{}: {}", model.schema.model, learned_from(model)));
    if let Some(line) = left_out(model.left_out, nulls) {
        say(&line);
    }
    let unit = &model.schema.target_unit;
    say(&format!("\n{:<28}{:>8}{:>8}{:>8}{:>8}", "", "RMSE", "MAE", "R2", "MAPE"));
    say(&line("rows a tree had not seen", &model.out_of_bag_scores));
    say(&line("rows it learned from", &model.training_scores));
    if let Some(baseline) = model.baseline(model.reference.target()) {
        say(&line("always the mean, instead", &baseline));
    }
    if !unit.is_empty() {
        say(&format!("RMSE and MAE in {unit}, MAPE in percent. Expect of new rows at best the first line."));
    }
    if let Some(intervals) = Intervals::of(model) {
        say(&format!(
            "Intervals of {:.0}% about a prediction held {:.1}% of the rows, each left out of its own.",
            100.0 * intervals.share(),
            100.0 * intervals.coverage()
        ));
    }
    say(&format!("\nKept in {} ({} bytes).", path.display(), text::grouped(bytes as u64)));
}

fn learned_from(model: &Model) -> String {
    let rows = text::counted(model.reference.len() as u64, "row");
    let period = model.reference.period().map(|(first, last)| format!(" from {} to {}", Day::of(first), Day::of(last)));
    let trees = text::counted(model.settings.trees as u64, "tree");
    format!("{rows}{}, {trees}, seed {}", period.unwrap_or_default(), model.settings.seed)
}

/// Says how many rows could not be learned from, and which columns lack a value in them; `None` if all could.
fn left_out(rows: usize, nulls: &[(String, usize)]) -> Option<String> {
    let columns: Vec<String> =
        nulls.iter().map(|(name, rows)| format!("`{name}` in {}", text::grouped(*rows as u64))).collect();
    let rows_left_out = text::counted(rows as u64, "row");
    (rows > 0).then(|| format!("{rows_left_out} left out, without a value: {}.", columns.join(", ")))
}

fn line(name: &str, scores: &Scores) -> String {
    let maybe =
        |value: Option<f64>, decimals: usize| value.map_or("–".to_owned(), |value| format!("{value:.decimals$}"));
    let (r2, mape) = (maybe(scores.r2, 3), maybe(scores.mape, 1));
    format!("{name:<28}{:>8.1}{:>8.1}{r2:>8}{mape:>8}", scores.rmse, scores.mae)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_left_out_name_their_columns() {
        let nulls = [("plan".to_owned(), 1200), ("price".to_owned(), 3)];
        let told = left_out(1203, &nulls).unwrap();
        assert_eq!(told, "1,203 rows left out, without a value: `plan` in 1,200, `price` in 3.");
        assert_eq!(left_out(0, &[]), None);
    }
}
