//! The view of a prediction: the row as it was typed, what the model says of it, and why.

mod warnings;

use api::{ControlView, FieldView, ModelsParams, PartView, PredictView, PredictionView, RequestView};
use regression::{Cell, Feature, Interval, Kind, Model};

use timeseries::text::significant;

use super::example;
use super::units::{natural, range, value_text};
use super::words::{amount, short, signed, with_unit};
use crate::LoadedModel;

/// The form, and the prediction where every value makes sense. What was not typed is the example.
pub(super) fn view(loaded: &LoadedModel, is_default: bool, params: &ModelsParams) -> PredictView {
    let model = &loaded.model;
    let typed: Vec<String> = model.schema.features.iter().map(|feature| typed(feature, params)).collect();
    let coded: Vec<Result<f64, String>> =
        model.schema.features.iter().zip(&typed).map(|(feature, text)| coded(feature, text)).collect();
    let fields = model.schema.features.iter().zip(typed).zip(&coded);
    let fields = fields.map(|((feature, text), coded)| field(feature, text, coded.clone().err())).collect();
    let row: Option<Vec<f64>> = coded.into_iter().map(Result::ok).collect();
    let time = model.reference.times().first().copied().flatten();
    let body = example::record(&model.schema, row.as_deref().unwrap_or(&model.schema.example()), time);
    let path = example::path("/predict", &model.schema.model, is_default);
    PredictView {
        fields,
        answer: row.map(|row| prediction(loaded, &row)),
        request: RequestView { path, body: format!("{{{body}}}") },
    }
}

fn typed(feature: &Feature, params: &ModelsParams) -> String {
    params.feature(&feature.name).map_or_else(|| example::text(feature, feature.example), str::to_owned)
}

/// The number that stands for what was typed, or what is wrong with it.
fn coded(feature: &Feature, text: &str) -> Result<f64, String> {
    let value = feature.code(Cell::Text(text)).map_err(|error| format!("{error}."))?;
    match feature.is_known(value) {
        true => Ok(value),
        false if value.is_nan() => Err("A value is missing here.".to_owned()),
        false => Err("The model never saw this value, and cannot predict from it.".to_owned()),
    }
}

fn field(feature: &Feature, value: String, error: Option<String>) -> FieldView {
    let natural = value.trim().parse().ok().and_then(|typed| natural(feature, typed));
    let natural = natural.map_or(String::new(), |natural| format!("; {} is {natural}", value.trim()));
    FieldView {
        name: feature.name.clone(),
        label: feature.label.clone(),
        help: format!("{}: {}{natural}", feature.name, range(feature)),
        control: control(feature),
        value,
        error,
    }
}

/// The range of a feature in few words: `0–1`.
fn range_words(feature: &Feature) -> String {
    match (feature.min, feature.max) {
        (Some(min), Some(max)) => format!("{}–{}", short(min), short(max)),
        _ => range(feature),
    }
}

fn control(feature: &Feature) -> ControlView {
    let choice = |(code, meaning): &(f64, String)| (example::text(feature, *code), meaning.clone());
    match (feature.values.is_empty(), feature.kind) {
        (false, _) => ControlView::Choice(feature.values.iter().map(choice).collect()),
        (true, kind) => ControlView::Number { is_whole: kind == Kind::Integer },
    }
}

fn prediction(loaded: &LoadedModel, row: &[f64]) -> PredictionView {
    let model = &loaded.model;
    let predicted = model.predict(row);
    let contributions = model.forest.contributions(row);
    let began = contributions.as_ref().map_or(f64::NAN, |contributions| contributions.base);
    let proof = proof(model, began, predicted);
    PredictionView {
        sentence: sentence(loaded, predicted),
        proof,
        warnings: warnings::warnings(model, row),
        parts: contributions.map_or(Vec::new(), |contributions| parts(model, row, &contributions.by_feature)),
    }
}

/// The prediction, and the range that the outcome is likely in.
fn sentence(loaded: &LoadedModel, predicted: f64) -> String {
    let about = with_unit(&rounded(predicted), &loaded.model.schema.target_unit);
    match loaded.intervals.as_ref().and_then(|intervals| intervals.about(predicted)) {
        Some(Interval { lower, upper }) => format!("About {about} (likely {} to {}).", limit(lower), limit(upper)),
        None => format!("About {about}."),
    }
}

/// From where the inputs move the prediction, and how wrong such predictions usually are.
fn proof(model: &Model, began: f64, predicted: f64) -> String {
    let (average, now) = (short(began), short(predicted));
    let way = match predicted - began {
        _ if average == now => "leave it there".to_owned(),
        moved if moved < 0.0 => format!("lower it to {now}"),
        _ => format!("raise it to {now}"),
    };
    format!(
        "Average prediction {}; these inputs {way}. Typical error on unseen rows: {}.",
        amount(began, &model.schema),
        short(model.out_of_bag_scores.mae),
    )
}

/// The end of a range, which is not known to more than two digits.
fn limit(value: f64) -> String {
    if value.abs() >= 10.0 { format!("{value:.0}") } else { significant(value, 2) }
}

/// Whole where that says enough.
fn rounded(value: f64) -> String {
    if value.abs() >= 10.0 { format!("{value:.0}") } else { short(value) }
}

/// The features with how far they move the prediction, the farthest first.
fn parts(model: &Model, row: &[f64], moved: &[f64]) -> Vec<PartView> {
    let farthest = moved.iter().map(|part| part.abs()).fold(0.0, f64::max);
    let features = model.schema.features.iter().zip(row).zip(moved);
    let mut parts: Vec<(f64, PartView)> = features
        .map(|((feature, value), moved)| {
            let share = if farthest > 0.0 { moved / farthest } else { 0.0 };
            let value = value_text(feature, *value);
            (moved.abs(), PartView { label: feature.label.clone(), value, share, text: signed(*moved) })
        })
        .collect();
    parts.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    parts.into_iter().map(|(_, part)| part).collect()
}
