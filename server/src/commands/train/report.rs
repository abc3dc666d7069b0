//! What is said of a model that was trained: from what, how good, where it is.

use std::path::Path;

use regression::{Model, Scores};
use timeseries::{Day, text};

use crate::commands::say;

/// Says it, for people.
pub(super) fn print(model: &Model, path: &Path, bytes: usize) {
    say(&format!("{}: {}", model.schema.model, learned_from(model)));
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
    say(&format!("\nKept in {} ({} bytes).", path.display(), text::grouped(bytes as u64)));
}

fn learned_from(model: &Model) -> String {
    let rows = text::counted(model.reference.len() as u64, "row");
    let period = model.reference.period().map(|(first, last)| format!(" from {} to {}", Day::of(first), Day::of(last)));
    let left_out = match model.left_out {
        0 => String::new(),
        count => format!(" ({count} without a target or with a null left out)"),
    };
    let trees = text::counted(model.settings.trees as u64, "tree");
    format!("{rows}{}{left_out}, {trees}, seed {}", period.unwrap_or_default(), model.settings.seed)
}

fn line(name: &str, scores: &Scores) -> String {
    let maybe =
        |value: Option<f64>, decimals: usize| value.map_or("–".to_owned(), |value| format!("{value:.decimals$}"));
    let (r2, mape) = (maybe(scores.r2, 3), maybe(scores.mape, 1));
    format!("{name:<28}{:>8.1}{:>8.1}{r2:>8}{mape:>8}", scores.rmse, scores.mae)
}
