//! One model in the config: where its data are, which columns it reads, and which part of the data it learns from.

use std::path::PathBuf;

use anyhow::{Context, ensure};
use regression::{Feature, Kind, Schema, Settings};
use serde::{Deserialize, Deserializer};
use timeseries::Day;

/// More trees make a model slower and no better.
const MOST_TREES: usize = 1000;

/// A model that is declared: `promcast train` makes it, and the server predicts with it.
#[derive(Clone, Debug)]
pub(crate) struct ModelConfig {
    /// Columns that it reads and predicts.
    pub(crate) schema: Schema,
    /// The CSV it is trained on; nothing where the command line must say.
    pub(crate) data: Option<PathBuf>,
    /// The days it is trained on; nothing is all rows.
    pub(crate) reference: Option<(Day, Day)>,
    /// Settings of the training.
    pub(crate) settings: Settings,
}

/// As it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ModelSection {
    name: String,
    data: Option<PathBuf>,
    target: String,
    #[serde(default)]
    target_unit: String,
    time: Option<String>,
    hour: Option<String>,
    features: Vec<FeatureSection>,
    reference: Option<ReferenceSection>,
    trees: Option<usize>,
    seed: Option<u64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FeatureSection {
    name: String,
    #[serde(default)]
    kind: KindName,
    label: Option<String>,
    #[serde(default)]
    unit: String,
    min: Option<f64>,
    max: Option<f64>,
    #[serde(default)]
    values: Vec<ValueSection>,
    example: Option<f64>,
}

/// The meaning of one code.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ValueSection {
    code: f64,
    meaning: String,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum KindName {
    #[default]
    Number,
    Integer,
    Category,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReferenceSection {
    #[serde(deserialize_with = "day")]
    from: Day,
    #[serde(deserialize_with = "day")]
    to: Day,
}

fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
}

/// The models of a config, with the mistakes of each at its key.
pub(super) fn checked(sections: Vec<ModelSection>) -> anyhow::Result<Vec<ModelConfig>> {
    let mut models: Vec<ModelConfig> = Vec::new();
    for (index, section) in sections.into_iter().enumerate() {
        let at = format!("models[{index}]");
        let is_taken = |name: &str| {
            name == regression::bike_sharing().model || models.iter().any(|earlier| earlier.schema.model == name)
        };
        ensure!(
            !is_taken(&section.name),
            "{at}.name: there are two models named `{}`: give each a name of its own (`bike-sharing` is built in)",
            section.name
        );
        models.push(section.checked().with_context(|| at)?);
    }
    Ok(models)
}

impl ModelSection {
    fn checked(self) -> anyhow::Result<ModelConfig> {
        let trees = self.trees.unwrap_or(Settings::default().trees);
        ensure!((1..=MOST_TREES).contains(&trees), "trees: {trees} is not a number from 1 to {MOST_TREES}");
        let reference = self.reference.map(|reference| (reference.from, reference.to));
        ensure!(reference.is_none_or(|(from, to)| from <= to), "reference: it ends before it begins");
        ensure!(
            reference.is_none() || self.time.is_some(),
            "reference: days need a `time`, the column that says when a row was"
        );
        let features = self.features.into_iter().enumerate();
        let schema = Schema {
            model: self.name,
            target: self.target,
            target_unit: self.target_unit,
            time: self.time,
            hour: self.hour,
            features: features
                .map(|(index, feature)| feature.checked().with_context(|| format!("features[{index}]")))
                .collect::<anyhow::Result<_>>()?,
        };
        schema.check()?;
        let settings = Settings { trees, seed: self.seed.unwrap_or(Settings::default().seed) };
        Ok(ModelConfig { schema, data: self.data, reference, settings })
    }
}

impl FeatureSection {
    fn checked(self) -> anyhow::Result<Feature> {
        let kind = match self.kind {
            KindName::Number => Kind::Number,
            KindName::Integer => Kind::Integer,
            KindName::Category => Kind::Category,
        };
        ensure!(
            self.values.is_empty() || kind == Kind::Integer,
            "values: only an `integer` has codes; the categories of a `category` are those of the reference"
        );
        ensure!(
            kind != Kind::Category || (self.min.is_none() && self.max.is_none()),
            "min, max: a `category` has no range"
        );
        let example = self.example.or(self.min).or(self.max).unwrap_or(0.0);
        let feature = Feature {
            label: self.label.unwrap_or_else(|| self.name.clone()),
            name: self.name,
            kind,
            min: self.min,
            max: self.max,
            unit: self.unit,
            values: self.values.into_iter().map(|value| (value.code, value.meaning)).collect(),
            example,
        };
        ensure!(
            kind == Kind::Category || feature.is_in_range(example),
            "example: {example} is not in the range of `{}`",
            feature.name
        );
        Ok(feature)
    }
}

#[cfg(test)]
mod tests;
