//! Whole models: trained, asked, written and read; on rows made here, and on the real ones.

mod bike;
mod file;
mod hostile;
mod training;

use timeseries::Day;

use crate::{Cell, Feature, Kind, Model, Origin, Record, Rows, Schema, Settings, bike_sharing, train};

/// Two numbers and a sky; the target is the first, doubled where it is wet, and a little noise.
fn small_schema() -> Schema {
    let template = bike_sharing().features[0].clone();
    let named = |name: &str, kind: Kind| Feature { name: name.to_owned(), kind, ..template.clone() };
    Schema {
        model: "small".to_owned(),
        target: "sold".to_owned(),
        target_unit: "pieces".to_owned(),
        time: Some("day".to_owned()),
        hour: None,
        features: vec![named("warmth", Kind::Number), named("useless", Kind::Integer), named("sky", Kind::Category)],
    }
}

fn small_rows(count: usize) -> Rows {
    let schema = small_schema();
    let mut rows = Rows::new(schema.features.len());
    let mut noise = Noise(7);
    let first: Day = "2026-01-01".parse().unwrap();
    for index in 0..count {
        let warmth = 10.0 + 5.0 * noise.uniform();
        let (sky, factor) = if index % 3 == 0 { ("wet", 2.0) } else { ("dry", 1.0) };
        let cells = vec![Cell::Number(warmth), Cell::Number((index % 7) as f64), Cell::Text(sky)];
        let target = Cell::Number(factor * warmth + 0.1 * noise.uniform());
        let day = first.plus_days(index as i64).to_string();
        rows.push(&schema, &Record { cells, target, time: Some(&day) }).unwrap();
    }
    rows
}

fn small_model() -> Model {
    train(&small_schema(), &small_rows(60), Settings { trees: 5, seed: 1 }, Origin::default()).unwrap()
}

/// Numbers in [-1, 1) by a linear congruential generator: the same in every run.
struct Noise(u64);

impl Noise {
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
    }
}
