//! The view of the model itself: how it was made, how good it was, which features it leans on.

use api::{AboutView, FactView, FeatureRow, PartView};
use regression::{Feature, Kind, Model};
use timeseries::Timestamp;
use timeseries::text::{grouped, percent, significant};

use super::example;
use super::scores::scores;
use super::units::range;
use super::words::{amount, days, rows, short, target};

/// The view.
pub(super) fn view(model: &Model, now: Timestamp) -> AboutView {
    let schema = &model.schema;
    let (out_of_bag, baseline) = (&model.out_of_bag_scores, model.baseline(model.reference.target()));
    let compared = baseline.map(|baseline| format!(" Always predicting the mean is off by {}.", short(baseline.rmse)));
    AboutView {
        sentence: format!("Predicts {} from {} features of a row.", target(schema), schema.features.len()),
        proof: format!(
            "On rows its trees had not seen it was off by {} (RMSE).{}",
            amount(out_of_bag.rmse, schema),
            compared.unwrap_or_default()
        ),
        facts: facts(model, now),
        scores: scores(schema, None, out_of_bag, baseline.as_ref()),
        importances: importances(model),
        features: schema.features.iter().map(feature).collect(),
    }
}

fn facts(model: &Model, now: Timestamp) -> Vec<FactView> {
    let fact = |name: &str, text: String| FactView { name: name.to_owned(), text };
    let (forest, reference) = (&model.forest, &model.reference);
    let left_out = match model.left_out {
        0 => String::new(),
        count => format!("; {} were left out for a missing value", rows(count)),
    };
    let shape = format!("random forest of {} trees, {} nodes", forest.trees(), grouped(forest.nodes() as u64));
    let trained = [rows(reference.len()), days(reference.period(), now)].join(", ");
    let facts = [
        ("Name", format!("`{}`", model.schema.model)),
        ("Kind", shape),
        ("Trained on", trained.trim_end_matches(", ").to_owned() + &left_out),
        ("Seed", model.settings.seed.to_string()),
        ("Data", model.origin.note.clone()),
        ("Hash of the data", format!("`sha256:{}`", model.origin.sha256)),
        ("Training error", format!("{} RMSE (optimistic)", short(model.training_scores.rmse))),
    ];
    facts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| fact(name, text)).collect()
}

fn importances(model: &Model) -> Vec<PartView> {
    let shares = model.forest.importances();
    let largest = shares.iter().copied().fold(0.0, f64::max);
    let mut parts: Vec<(f64, PartView)> = model
        .schema
        .features
        .iter()
        .zip(shares)
        .map(|(feature, share)| {
            let relative = if largest > 0.0 { share / largest } else { 0.0 };
            let (label, text) = (feature.label.clone(), percent(*share));
            (*share, PartView { label, value: String::new(), share: relative, text })
        })
        .collect();
    parts.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    parts.into_iter().map(|(_, part)| part).collect()
}

fn feature(feature: &Feature) -> FeatureRow {
    let meanings: Vec<String> = feature
        .values
        .iter()
        .map(|(code, meaning)| match feature.kind {
            Kind::Category => meaning.clone(),
            Kind::Number | Kind::Integer => format!("{} {meaning}", significant(*code, 6)),
        })
        .collect();
    let range = if meanings.is_empty() { range(feature) } else { meanings.join(", ") };
    let kind = match feature.kind {
        Kind::Number => "number",
        Kind::Integer => "whole number",
        Kind::Category => "category",
    };
    FeatureRow {
        name: feature.name.clone(),
        label: feature.label.clone(),
        kind,
        range,
        example: example::text(feature, feature.example),
    }
}
