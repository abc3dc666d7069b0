//! Groups of values: every value is in one, also what is no number.

use super::*;
use crate::models_page::tests::schema;
use proptest::prelude::*;

fn groups(name: &str, first: &[f64], second: &[f64]) -> Groups {
    let schema = schema();
    let column = Column::named(&schema, name).unwrap();
    Groups::of(&column, first, second)
}

#[test]
fn a_code_has_its_meaning_and_a_range_round_ends() {
    assert_eq!(groups("weathersit", &[1.0, 1.0], &[3.0]).names()[0], "clear or partly cloudy");
    assert_eq!(groups("hr", &[0.0, 23.0], &[5.0]).names(), ["0", "5", "23"]);
    let temp = groups("temp", &[0.02, 0.97], &[0.5]);
    assert_eq!((temp.names()[0].as_str(), temp.names().last().unwrap().as_str()), ("0–0.1", "0.9–1"));
    assert_eq!(groups("temp", &[0.3], &[0.3]).names(), ["0.3"]);
}

#[test]
fn rows_without_a_value_are_a_group_of_their_own() {
    let with = groups("temp", &[0.1, f64::NAN], &[0.2, f64::INFINITY]);
    assert_eq!(with.names().last().map(String::as_str), Some("no value"));
    assert_eq!(with.shares(&[f64::NAN, 0.1]).last(), Some(&0.5));
    assert_eq!(groups("temp", &[f64::NAN], &[]).names(), ["no value"]);
    assert!(groups("temp", &[], &[]).names().is_empty());
}

#[test]
fn many_different_whole_numbers_come_in_ranges() {
    let many: Vec<f64> = (0..100).map(f64::from).collect();
    assert_eq!(groups("hr", &many, &[]).names().len(), 10);
}

proptest! {
    #[test]
    fn every_value_has_a_group(
        first in proptest::collection::vec(-1e6..1e6_f64, 1..40),
        second in proptest::collection::vec(-1e-3..1e-3_f64, 0..40),
    ) {
        let groups = groups("temp", &first, &second);
        prop_assert!(groups.names().len() <= 14, "{:?}", groups.names());
        for values in [&first, &second].into_iter().filter(|values| !values.is_empty()) {
            let sum: f64 = groups.shares(values).iter().sum();
            prop_assert!((sum - 1.0).abs() < 1e-9, "{}", sum);
        }
    }

    #[test]
    fn no_value_breaks_them(values in proptest::collection::vec(proptest::num::f64::ANY, 0..20)) {
        for name in ["temp", "hr", "weathersit"] {
            let groups = groups(name, &values, &[]);
            prop_assert!(groups.shares(&values).iter().all(|share| (0.0..=1.0).contains(share)));
        }
    }
}
