//! Input that nobody should send: no verdict panics on it, none answers with what is no number.

use proptest::prelude::*;
use timeseries::Timestamp;

use super::rows::{Rows, hourly, verdict, verdict_of};
use crate::compatible::{DRIFT_SHARE, Method, dataset};
use crate::honest::{HonestReport, Settings};
use crate::{Column, ColumnKind, DriftError};

/// Generates any value of a column.
fn value() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => (-3..4_i32).prop_map(f64::from),
        2 => -1e3..1e3_f64,
        1 => prop_oneof![Just(f64::NAN), Just(f64::INFINITY), Just(f64::NEG_INFINITY), Just(-0.0)],
        1 => prop_oneof![Just(1e308), Just(-1e308), Just(1e150), Just(5e-324), Just(1e-200)],
    ]
}

fn assert_sane(report: &HonestReport) {
    let expected = report.expected;
    for number in [expected.severity, expected.rmse, expected.reference_rmse, expected.from_outside, expected.from_age]
    {
        assert!(number.is_finite() && number >= 0.0, "{expected:?}");
    }
    let shares = report.columns.iter().flat_map(|column| {
        let p_values = [column.p_value, column.q_value].into_iter().flatten();
        p_values.chain([column.statistic, column.null_share, column.null_share_reference, column.outside_share])
    });
    for share in shares.chain([expected.p_value]).chain(report.error.map(|error| error.p_value)) {
        assert!((0.0..=1.0).contains(&share), "{report:?}");
    }
    assert_eq!(report.flagged, !report.reasons.is_empty());
}

fn rows(values: &[(f64, f64, f64, f64, Option<i64>)]) -> Rows {
    Rows {
        times: values.iter().map(|row| row.4.map(|hour| Timestamp::from_ms(hour * 3_600_000))).collect(),
        columns: [values.iter().map(|row| row.0).collect(), values.iter().map(|row| row.1).collect()],
        predicted: values.iter().map(|row| row.2).collect(),
        target: values.iter().map(|row| row.3).collect(),
    }
}

proptest! {
    #[test]
    fn the_compatible_verdict_is_a_number_or_nothing(
        reference in prop::collection::vec(value(), 0..60),
        current in prop::collection::vec(value(), 0..60),
        is_numerical: bool,
    ) {
        let kind = if is_numerical { ColumnKind::Numerical } else { ColumnKind::Categorical };
        let test = |reference: &[f64], current: &[f64]| {
            dataset(&[Column { name: "x", kind, reference, current }], DRIFT_SHARE).columns.remove(0)
        };
        let found = test(&reference, &current);
        let has_values = |values: &[f64]| values.iter().any(|value| value.is_finite());
        prop_assert_eq!(found.score.is_some(), has_values(&reference) && has_values(&current));
        let is_finite = found.score.is_none_or(|score| score.is_finite() && score >= 0.0);
        prop_assert!(is_finite && (found.method.is_distance() || found.score.is_none_or(|score| score <= 1.0)));
        let backwards = |values: &[f64]| values.iter().rev().copied().collect::<Vec<f64>>();
        prop_assert_eq!(&found, &test(&backwards(&reference), &backwards(&current)));
        let turned = test(&current, &reference);
        if found.method == Method::KolmogorovSmirnov && turned.method == found.method {
            prop_assert_eq!(found.score, turned.score);
        }
    }

    #[test]
    fn the_honest_verdict_is_made_of_numbers(
        reference in prop::collection::vec((value(), value(), value(), value(), prop::option::of(-500..500_i64)), 1..80),
        current in prop::collection::vec((value(), value(), value(), value(), prop::option::of(-500..900_i64)), 1..40),
    ) {
        let settings = Settings { draws: 19, ..Settings::default() };
        match verdict_of(&rows(&reference), &rows(&current), settings) {
            Ok(report) => assert_sane(&report),
            Err(error) => prop_assert_eq!(error, DriftError::NoError),
        }
    }
}

#[test]
fn a_column_without_any_value_ends_nothing() {
    let column = |reference, current| Column { name: "x", kind: ColumnKind::Numerical, reference, current };
    let (none, some): (&[f64], &[f64]) = (&[f64::NAN; 9], &[1.0, 2.0, 3.0]);
    let verdict = dataset(&[column(some, none), column(none, some), column(none, none), column(&[], &[])], DRIFT_SHARE);
    assert!(verdict.columns.iter().all(|test| test.score.is_none()));
    let drifted: Vec<bool> = verdict.columns.iter().map(|test| test.drifted).collect();
    assert_eq!(drifted, [true, true, false, false]);
    assert_eq!((verdict.columns[0].nulls_current, verdict.columns[0].nulls_reference), (9, 0));
    assert!(verdict.drifted && verdict.share == 0.5);
}

#[test]
fn no_column_is_no_drift() {
    let verdict = dataset(&[], 0.0);
    assert!(!verdict.drifted && verdict.share == 0.0);
}

#[test]
fn one_row_is_compared_with_its_own_hour() {
    let mut one = hourly(28, 1, 3);
    let keep = |values: &mut Vec<f64>| *values = vec![values[13]];
    one.times = vec![one.times[13]];
    one.columns.iter_mut().for_each(keep);
    [&mut one.predicted, &mut one.target].into_iter().for_each(keep);
    let report = verdict(&hourly(0, 28, 1), &one).unwrap();
    assert_sane(&report);
    assert!(!report.inputs_drifted, "{report:?}");
    let turned = verdict(&one, &hourly(0, 28, 1)).unwrap();
    assert_sane(&turned);
}

#[test]
fn rows_without_times_are_taken_in_their_order() {
    let (mut reference, mut current) = (hourly(0, 28, 1), hourly(28, 7, 3));
    current.times.clear();
    let report = verdict(&reference, &current).unwrap();
    assert_eq!((report.reference_days, report.current_days), (28, 7));
    assert!(!report.flagged && report.expected.from_age == 0.0);
    reference.times.clear();
    let report = verdict(&reference, &current).unwrap();
    assert_eq!((report.reference_days, report.current_days), (672, 168));
}

#[test]
fn constants_and_nulls_alone_are_no_panic() {
    let reference = hourly(0, 10, 1);
    for constant in [0.0, f64::NAN, f64::INFINITY, 1e300, -5.0] {
        let mut current = hourly(10, 3, 2);
        current.columns.iter_mut().for_each(|column| column.fill(constant));
        current.predicted.fill(constant);
        assert_sane(&verdict(&reference, &current).unwrap());
        let mut flat = reference.clone();
        flat.columns.iter_mut().for_each(|column| column.fill(constant));
        assert_sane(&verdict(&flat, &current).unwrap());
        flat.target.fill(constant);
        if let Ok(report) = verdict(&flat, &current) {
            assert_sane(&report);
        }
    }
}

#[test]
fn what_cannot_be_compared_says_why() {
    let (reference, empty) = (hourly(0, 5, 1), hourly(5, 0, 1));
    assert_eq!(verdict(&reference, &empty).unwrap_err(), DriftError::NoRow("current"));
    assert_eq!(verdict(&empty, &reference).unwrap_err(), DriftError::NoRow("reference"));
    let mut short = reference.clone();
    short.columns[1].pop();
    let error = verdict(&reference, &short).unwrap_err();
    assert_eq!(error.to_string(), "`column` of the current period has 119 values, 120 are needed");
    let mut blind = reference.clone();
    blind.target.clear();
    assert_eq!(verdict(&blind, &reference).unwrap_err(), DriftError::NoError);
    for draws in [0, 1] {
        let report = verdict_of(&reference, &hourly(5, 2, 9), Settings { draws, ..Settings::default() }).unwrap();
        assert!(!report.flagged, "so few deals prove nothing");
    }
}
