//! Records that walk through the ranges of a model's features, the same ones every time.

use anyhow::Context;
use serde_json::{Map, Value, json};

/// The golden ratio: its multiples spread evenly over any range.
const GOLDEN: f64 = 0.618_033_988_749_894_9;
/// Day of the rows, for a model that reads it.
const DAY: &str = "2011-01-01";

/// One record after the other.
#[derive(Debug)]
pub(super) struct Records {
    features: Vec<Feature>,
    time: Option<String>,
    count: u32,
}

#[derive(Debug)]
struct Feature {
    name: String,
    is_whole: bool,
    min: f64,
    max: f64,
    categories: Vec<String>,
}

impl Records {
    /// Records of a model, as `/api/v1/models/{model}` describes it.
    pub(super) fn of(model: &Value) -> anyhow::Result<Self> {
        let features = model["features"].as_array().context("what answers is not a Promcast")?;
        let time = model["time"].as_str().map(str::to_owned);
        Ok(Self { features: features.iter().filter_map(Feature::of).collect(), time, count: 0 })
    }

    /// The next one as JSON.
    pub(super) fn next_body(&mut self) -> Vec<u8> {
        self.count = self.count.wrapping_add(1);
        let values = self.features.iter().zip(1_u32..).map(|(feature, place)| {
            let share = (f64::from(self.count) * GOLDEN * f64::from(place)).fract();
            (feature.name.clone(), feature.value(share))
        });
        let mut record: Map<String, Value> = values.collect();
        record.extend(self.time.clone().map(|time| (time, json!(DAY))));
        Value::Object(record).to_string().into_bytes()
    }
}

impl Feature {
    fn of(told: &Value) -> Option<Self> {
        let is_category = told["kind"] == "category";
        let example = told["example"].as_f64().unwrap_or(0.0);
        let meanings = told["values"].as_array().into_iter().flatten();
        let categories =
            meanings.filter(|_| is_category).filter_map(|value| Some(value["meaning"].as_str()?.to_owned()));
        Some(Self {
            name: told["name"].as_str()?.to_owned(),
            is_whole: told["kind"] == "integer",
            min: told["min"].as_f64().unwrap_or(example),
            max: told["max"].as_f64().unwrap_or(example),
            categories: categories.collect(),
        })
    }

    /// The value at a share of its range, 0 up to but without 1.
    fn value(&self, share: f64) -> Value {
        if !self.categories.is_empty() {
            return json!(self.categories[(share * self.categories.len() as f64) as usize]);
        }
        match self.is_whole {
            true => json!((self.min + share * (self.max - self.min + 1.0)).floor().min(self.max)),
            false => json!(self.min + share * (self.max - self.min)),
        }
    }
}
