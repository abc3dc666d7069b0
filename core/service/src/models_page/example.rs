//! Requests for a shell: where they go, and rows as JSON.

use api::RequestView;
use regression::{Feature, Kind, Model, Schema};
use timeseries::{Day, Timestamp};

/// The path of a use case for a model; the default model needs no name.
pub(super) fn path(path: &str, model: &str, is_default: bool) -> String {
    if is_default { path.to_owned() } else { format!("{path}/{model}") }
}

/// Formats a value for a request or a form: the text of a category, or else a number.
pub(super) fn text(feature: &Feature, value: f64) -> String {
    match feature.kind {
        Kind::Category => feature.meaning(value).unwrap_or_default().to_owned(),
        Kind::Number | Kind::Integer => value.to_string(),
    }
}

/// The members of a row's JSON object, the day among them where rows have one and it is known.
pub(super) fn record(schema: &Schema, row: &[f64], time: Option<Timestamp>) -> String {
    let member = |(feature, value): (&Feature, &f64)| {
        let value = match feature.kind {
            Kind::Category => quoted(&text(feature, *value)),
            Kind::Number | Kind::Integer => text(feature, *value),
        };
        format!("{}:{value}", quoted(&feature.name))
    };
    let day = |(name, time): (&String, Timestamp)| format!("{}:{}", quoted(name), quoted(&Day::of(time).to_string()));
    let time = schema.time.as_ref().zip(time).map(day);
    schema.features.iter().zip(row).map(member).chain(time).collect::<Vec<_>>().join(",")
}

/// An evaluation of the last row the model was trained on: the smallest that can be sent.
pub(super) fn evaluation(model: &Model, is_default: bool) -> RequestView {
    let last = model.reference.len().saturating_sub(1);
    let row = model.reference.row(last);
    let target = model.reference.target().get(last).copied().unwrap_or(f64::NAN);
    let time = model.reference.times().get(last).copied().flatten();
    let record = record(&model.schema, &row, time);
    let target = format!("{}:{target}", quoted(&model.schema.target));
    RequestView {
        path: path("/evaluate", &model.schema.model, is_default),
        body: format!("{{\"evaluation_period_name\":\"one row\",\"data\":[{{{record},{target}}}]}}"),
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
