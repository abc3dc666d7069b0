//! The range is sensible for sensible data, and finite for any.

use super::*;
use crate::Threshold;
use crate::chart::fixture::{band, chart, line};
use proptest::prelude::*;

fn range(values: &[f64]) -> (f64, f64) {
    let mut chart = chart();
    chart.lines = vec![line(values)];
    value_range(&chart)
}

fn close((low, high): (f64, f64), expected: (f64, f64)) -> bool {
    (low - expected.0).abs() < 1e-9 && (high - expected.1).abs() < 1e-9
}

#[test]
fn air_around_the_data_but_none_below_zero() {
    let cases: [(&[f64], (f64, f64)); 7] = [
        (&[100.0, 200.0], (95.0, 205.0)),
        (&[0.0, 10.0], (0.0, 10.5)),
        (&[2.0, 12.0], (0.0, 12.6)),
        (&[-10.0, 0.0], (-10.5, 0.0)),
        (&[5.0, 5.0], (4.45, 5.55)),
        (&[0.0, 0.0], (0.0, 1.05)),
        (&[f64::NAN, f64::INFINITY], (0.0, 1.05)),
    ];
    for (values, expected) in cases {
        assert!(close(range(values), expected), "{values:?}: {:?}", range(values));
    }
}

#[test]
fn a_near_threshold_widens_the_range_and_a_far_one_does_not() {
    for (value, high) in [(250.0, 257.5), (301.0, 205.0), (f64::NAN, 205.0), (1e308, 205.0)] {
        let mut chart = chart();
        chart.lines = vec![line(&[100.0, 200.0])];
        chart.threshold = Some(Threshold { value, label: "limit".to_owned() });
        assert!((value_range(&chart).1 - high).abs() < 1e-9, "{value}: {:?}", value_range(&chart));
    }
}

#[test]
fn an_exploding_band_does_not_flatten_the_line() {
    let mut chart = chart();
    chart.lines = vec![line(&[100.0, 110.0])];
    chart.bands = vec![band(&[105.0, -1e9], &[106.0, 1e9])];
    assert!(close(value_range(&chart), (77.5, 132.5)), "{:?}", value_range(&chart));
}

proptest! {
    #[test]
    fn never_empty_and_never_infinite(values in proptest::collection::vec(proptest::num::f64::ANY, 0..6), zero: bool) {
        let mut chart = chart();
        chart.lines = vec![line(&values)];
        chart.from_zero = zero;
        let (low, high) = value_range(&chart);
        prop_assert!(low < high && (high - low).is_finite() && (1.0 / (high - low)).is_finite(), "{} {}", low, high);
    }
}
