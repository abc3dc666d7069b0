//! Warnings about a prediction: values outside the range of their feature, and values the model was not trained on.

use regression::{Feature, Model};

use super::{range_words, value_text};

/// One a feature whose value lies outside of its range, or outside of what the reference holds.
pub(super) fn warnings(model: &Model, row: &[f64]) -> Vec<String> {
    let features = model.schema.features.iter().zip(row).zip(model.reference.columns());
    features.filter_map(|((feature, value), reference)| warning(feature, *value, reference)).collect()
}

fn warning(feature: &Feature, value: f64, reference: &[f64]) -> Option<String> {
    let text = |value: f64| value_text(feature, value);
    let (low, high) = known(reference)?;
    let label = &feature.label;
    if !feature.is_in_range(value) {
        return Some(format!(
            "{label} {} is outside {}; the nearest known value was used.",
            text(value),
            range_words(feature)
        ));
    }
    if (low..=high).contains(&value) {
        return None;
    }
    let seen = if low == high { text(low) } else { format!("{} to {}", text(low), text(high)) };
    Some(format!("{label}: the model was trained on {seen}, not on {}; the nearest known value was used.", text(value)))
}

/// The smallest and the largest value.
fn known(values: &[f64]) -> Option<(f64, f64)> {
    let finite = || values.iter().copied().filter(|value| value.is_finite());
    (finite().next().is_some())
        .then(|| (finite().fold(f64::INFINITY, f64::min), finite().fold(f64::NEG_INFINITY, f64::max)))
}
