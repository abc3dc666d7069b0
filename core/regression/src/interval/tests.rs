//! Intervals of models whose errors are known, and of the real one.

use super::*;
use crate::{Origin, Rows, Schema, Settings, bike_sharing, train};

fn schema() -> Schema {
    let mut schema = bike_sharing();
    schema.features.truncate(1);
    schema.hour = None;
    schema
}

/// A target that is twice the feature, and off by as much as `spread` of the feature says.
fn model(spread: impl Fn(f64) -> f64) -> Model {
    let mut rows = Rows::new(1);
    for index in 0..600_u32 {
        let value = f64::from(index % 100);
        let noise = (f64::from(index) * 0.618_033_988_749_894_9).fract() * 2.0 - 1.0;
        rows.push_coded(&[value], 2.0 * value + noise * spread(value), None).unwrap();
    }
    train(&schema(), &rows, Settings { trees: 30, seed: 5 }, Origin::default()).unwrap()
}

#[test]
fn an_interval_holds_about_its_share_and_the_prediction() {
    let model = model(|_| 10.0);
    let intervals = Intervals::of(&model).unwrap();
    assert!((0.77..0.84).contains(&intervals.coverage()), "{}", intervals.coverage());
    for predicted in [-1e9, 0.0, 100.0, 198.0, 1e9] {
        let Interval { lower, upper } = intervals.about(predicted).unwrap();
        assert!(lower <= predicted && predicted <= upper && lower < upper, "{predicted}: {lower} to {upper}");
    }
    assert_eq!(intervals.about(f64::NAN), None);
}

#[test]
fn it_is_as_wide_as_the_errors_near_the_prediction() {
    let intervals = Intervals::of(&model(|value| value / 2.0)).unwrap();
    let width = |predicted: f64| intervals.about(predicted).map(|of| of.upper - of.lower).unwrap();
    assert!(width(180.0) > 2.0 * width(40.0), "{} and {}", width(180.0), width(40.0));
}

#[test]
fn it_claims_nothing_that_never_came() {
    // Never below zero, as counts are.
    let intervals = Intervals::of(&model(|value| value.min(1.0))).unwrap();
    assert!(intervals.about(0.0).unwrap().lower >= -1.0);
    let exact = Intervals::of(&model(|_| 0.0)).unwrap();
    let Interval { lower, upper } = exact.about(50.0).unwrap();
    assert!(upper - lower < 10.0, "{lower} to {upper}");
}

#[test]
fn the_model_that_ships_has_them() {
    let model = crate::decode(include_bytes!("../../../../models/bike-sharing.model")).unwrap();
    let intervals = Intervals::of(&model).unwrap();
    println!("coverage {}, about 22: {:?}", intervals.coverage(), intervals.about(22.0));
    assert!((0.78..0.83).contains(&intervals.coverage()), "{}", intervals.coverage());
    let Interval { lower, upper } = intervals.about(22.0).unwrap();
    assert!((1.0..22.0).contains(&lower) && (22.0..80.0).contains(&upper), "{lower} to {upper}");
}
