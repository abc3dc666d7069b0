//! The view of a prediction: the row as it was typed, what the model says of it, and why.

mod warnings;

use api::{ControlView, FieldView, ModelsParams, PartView, PredictView, PredictionView, RequestView};
use regression::{Cell, Feature, Kind, Model};

use super::example;
use super::words::{amount, short, signed, with_unit};

/// The form, and the prediction where every value makes sense. What was not typed is the example.
pub(super) fn view(model: &Model, is_default: bool, params: &ModelsParams) -> PredictView {
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
        answer: row.map(|row| prediction(model, &row)),
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
    FieldView {
        name: feature.name.clone(),
        label: feature.label.clone(),
        help: format!("{}: {}", feature.name, range(feature)),
        control: control(feature),
        value,
        error,
    }
}

fn control(feature: &Feature) -> ControlView {
    let choice = |(code, meaning): &(f64, String)| (example::text(feature, *code), meaning.clone());
    match (feature.values.is_empty(), feature.kind) {
        (false, _) => ControlView::Choice(feature.values.iter().map(choice).collect()),
        (true, kind) => ControlView::Number { is_whole: kind == Kind::Integer },
    }
}

/// Range and unit in words.
pub(super) fn range(feature: &Feature) -> String {
    let range = match (feature.min, feature.max) {
        (Some(min), Some(max)) => format!("{} to {}", short(min), short(max)),
        (Some(min), None) => format!("from {}", short(min)),
        (None, Some(max)) => format!("up to {}", short(max)),
        (None, None) if feature.values.is_empty() => "any number".to_owned(),
        (None, None) => "one of the list".to_owned(),
    };
    if feature.unit.is_empty() { range } else { format!("{range}, {}", feature.unit) }
}

fn prediction(model: &Model, row: &[f64]) -> PredictionView {
    let predicted = model.predict(row);
    let contributions = model.forest.contributions(row);
    let began = contributions.as_ref().map_or(f64::NAN, |contributions| contributions.base);
    let proof = format!(
        "The trees begin at {}, and the values below move them to {}. On rows they had not seen they were off by {} on average.",
        amount(began, &model.schema),
        short(predicted),
        short(model.out_of_bag_scores.mae),
    );
    PredictionView {
        sentence: format!("About {}.", with_unit(&rounded(predicted), &model.schema.target_unit)),
        proof,
        warnings: warnings::warnings(model, row),
        parts: contributions.map_or(Vec::new(), |contributions| parts(model, row, &contributions.by_feature)),
    }
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

/// A value of a feature for people: the meaning of a code, or the number.
pub(super) fn value_text(feature: &Feature, value: f64) -> String {
    feature.meaning(value).map_or_else(|| short(value), str::to_owned)
}
