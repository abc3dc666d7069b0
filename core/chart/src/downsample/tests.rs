//! Extremes and gaps survive, and the budget holds.

use super::*;
use proptest::prelude::*;

fn with_gaps() -> impl Strategy<Value = Vec<f64>> {
    let value = prop_oneof![6 => -1e3..1e3_f64, 1 => Just(f64::NAN), 1 => Just(f64::INFINITY)];
    proptest::collection::vec(value, 0..600)
}

fn extent(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values
        .filter(|value| value.is_finite())
        .fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)))
}

#[test]
fn a_spike_and_a_gap_in_a_crowd_stay() {
    let mut values = vec![0.0; 10_000];
    values[4321] = 9.0;
    values[7777] = f64::NAN;
    let kept = kept(&values, 100);
    assert!(kept.contains(&4321) && kept.contains(&7777), "{kept:?}");
}

#[test]
fn few_points_are_all_kept() {
    assert_eq!(kept(&[1.0, f64::NAN, 3.0], 2), [0, 1, 2]);
    assert_eq!(kept(&[], 5), [0_usize; 0]);
    assert_eq!(kept(&[1.0, 5.0, 2.0, 0.0], 0), [1, 3], "no column counts as one");
}

proptest! {
    #[test]
    fn extremes_stay_and_the_budget_holds(values in with_gaps(), columns in 1_usize..120) {
        let kept = kept(&values, columns);
        prop_assert!(kept.windows(2).all(|pair| pair[0] < pair[1]));
        let present = kept.iter().filter(|index| values[**index].is_finite()).count();
        prop_assert!(present <= 2 * columns);
        prop_assert_eq!(extent(kept.iter().map(|index| values[*index])), extent(values.iter().copied()));
    }

    #[test]
    fn no_gap_is_joined(values in with_gaps(), columns in 1_usize..120) {
        let kept = kept(&values, columns);
        for pair in kept.windows(2).filter(|pair| pair.iter().all(|index| values[*index].is_finite())) {
            prop_assert!(values[pair[0]..pair[1]].iter().all(|value| value.is_finite()), "{:?}", pair);
        }
    }
}
