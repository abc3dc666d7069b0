//! The declared models as YAML for people. Names and words are quoted: they may hold anything.

use std::fmt::{Formatter, Result};

use regression::{Feature, Kind};

use crate::config::ModelConfig;

pub(super) fn write(models: &[ModelConfig], f: &mut Formatter<'_>) -> Result {
    match models.is_empty() {
        true => writeln!(f, "models: []  # only the built-in one, `bike-sharing`"),
        false => {
            writeln!(f, "models:")?;
            models.iter().try_for_each(|model| write_model(model, f))
        }
    }
}

fn write_model(model: &ModelConfig, f: &mut Formatter<'_>) -> Result {
    let schema = &model.schema;
    writeln!(f, "  - name: {}", schema.model)?;
    model.data.iter().try_for_each(|data| writeln!(f, "    data: {:?}", data.display().to_string()))?;
    writeln!(f, "    target: {:?}\n    target_unit: {:?}", schema.target, schema.target_unit)?;
    schema.time.iter().try_for_each(|time| writeln!(f, "    time: {time:?}"))?;
    schema.hour.iter().try_for_each(|hour| writeln!(f, "    hour: {hour:?}"))?;
    model.reference.iter().try_for_each(|(from, to)| writeln!(f, "    reference: {{from: {from}, to: {to}}}"))?;
    writeln!(f, "    trees: {}\n    seed: {}\n    features:", model.settings.trees, model.settings.seed)?;
    schema.features.iter().try_for_each(|feature| write_feature(feature, f))
}

fn write_feature(feature: &Feature, f: &mut Formatter<'_>) -> Result {
    let kind = match feature.kind {
        Kind::Number => "number",
        Kind::Integer => "integer",
        Kind::Category => "category",
    };
    writeln!(f, "      - name: {:?}\n        kind: {kind}\n        label: {:?}", feature.name, feature.label)?;
    writeln!(f, "        unit: {:?}", feature.unit)?;
    feature.min.iter().try_for_each(|min| writeln!(f, "        min: {min}"))?;
    feature.max.iter().try_for_each(|max| writeln!(f, "        max: {max}"))?;
    if feature.kind != Kind::Category {
        writeln!(f, "        example: {}", feature.example)?;
    }
    if !feature.values.is_empty() {
        writeln!(f, "        values:")?;
    }
    let mut values = feature.values.iter();
    values.try_for_each(|(code, meaning)| writeln!(f, "          - {{code: {code}, meaning: {meaning:?}}}"))
}
