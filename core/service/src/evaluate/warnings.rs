//! Warnings about a batch, in sentences: training rows, rows that are not scored, unexpected values.

use regression::{Kind, Rows, quoted};
use timeseries::{Day, text};

use crate::model::LoadedModel;

pub(super) fn warnings(model: &LoadedModel, rows: &Rows, trained_on: &[bool], scored: usize) -> Vec<String> {
    let mut all: Vec<String> = training(rows, trained_on).into_iter().collect();
    if scored < rows.len() {
        let left_out = of_all(rows.len() - scored, rows.len());
        all.push(format!(
            "{left_out} not scored: they have no target, no value for a feature, or a category the model never saw."
        ));
    }
    all.extend(nulls(model, rows));
    all.extend(unseen(model, rows));
    all.extend(out_of_range(model, rows));
    all
}

/// `72 of 235 rows are`.
fn of_all(some: usize, all: usize) -> String {
    let is_one = if some == 1 { "is" } else { "are" };
    format!("{} of {} {is_one}", text::grouped(some as u64), text::counted(all as u64, "row"))
}

fn training(rows: &Rows, trained_on: &[bool]) -> Option<String> {
    let count = trained_on.iter().filter(|trained_on| **trained_on).count();
    if count == 0 {
        return None;
    }
    let times = || rows.times().iter().zip(trained_on).filter_map(|(time, trained_on)| time.filter(|_| *trained_on));
    let span = times().min().zip(times().max());
    let span = span.map_or(String::new(), |(first, last)| format!(" ({} to {})", Day::of(first), Day::of(last)));
    Some(format!(
        "{} known from training{span}: the model has seen them, so its errors on them are too small.",
        of_all(count, rows.len())
    ))
}

fn nulls(model: &LoadedModel, rows: &Rows) -> Vec<String> {
    let named = model.model.schema.features.iter().zip(rows.columns());
    let told = named.filter_map(|(feature, values)| {
        let nulls = values.iter().filter(|value| value.is_nan()).count();
        let missing = text::counted(nulls as u64, "row");
        (nulls > 0)
            .then(|| format!("`{}` is missing in {missing} of {}.", feature.name, text::grouped(rows.len() as u64)))
    });
    told.collect()
}

fn unseen(model: &LoadedModel, rows: &Rows) -> Vec<String> {
    const MOST_NAMED: usize = 5;
    let told = model.model.schema.features.iter().enumerate().filter_map(|(index, feature)| {
        let unseen = rows.unseen(index);
        let named: Vec<String> = unseen
            .iter()
            .take(MOST_NAMED)
            .map(|(name, rows)| format!("`{}` ({})", quoted(name), text::counted(*rows as u64, "row")))
            .collect();
        let more = if unseen.len() > MOST_NAMED { ", …" } else { "" };
        (!unseen.is_empty())
            .then(|| format!("`{}` has categories that the model never saw: {}{more}.", feature.name, named.join(", ")))
    });
    told.collect()
}

fn out_of_range(model: &LoadedModel, rows: &Rows) -> Vec<String> {
    let named = model.model.schema.features.iter().zip(rows.columns());
    let told = named.filter_map(|(feature, values)| {
        let is_outside =
            |value: &&f64| feature.kind != Kind::Category && value.is_finite() && !feature.is_in_range(**value);
        let outside = values.iter().filter(is_outside).count();
        let limits =
            [feature.min, feature.max].map(|limit| limit.map_or("…".to_owned(), |limit| text::significant(limit, 6)));
        (outside > 0).then(|| {
            format!(
                "`{}` is outside {} to {} in {}.",
                feature.name,
                limits[0],
                limits[1],
                text::counted(outside as u64, "row")
            )
        })
    });
    told.collect()
}
