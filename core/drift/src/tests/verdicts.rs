//! Tests of the honest verdict on shifts that are known because they were made.

use super::rows::{Rows, hourly, verdict, verdict_of};
use crate::honest::{Direction, Reason, Settings};

fn shifted(mut rows: Rows, by: f64) -> Rows {
    rows.columns[0].iter_mut().for_each(|amount| *amount += by);
    rows
}

#[test]
fn the_same_kind_of_days_is_not_flagged() {
    let report = verdict(&hourly(0, 28, 1), &hourly(28, 7, 3)).unwrap();
    assert!(!report.flagged && !report.inputs_drifted && report.reasons.is_empty(), "{report:?}");
    assert!((0.9..1.6).contains(&report.expected.severity), "{}", report.expected.severity);
    assert_eq!((report.reference_days, report.current_days, report.shared_days), (28, 7, 0));
}

#[test]
fn amounts_beyond_the_reference_are_expected_to_cost() {
    let report = verdict(&hourly(0, 28, 1), &shifted(hourly(28, 7, 3), 40.0)).unwrap();
    assert!(report.flagged && report.reasons.contains(&Reason::ErrorExpected));
    let [amount, category] = report.columns.as_slice() else { panic!("two features") };
    assert!(amount.drifted && !category.drifted);
    assert_eq!(amount.direction, Some(Direction::Higher));
    assert!(amount.statistic > 0.6 && amount.outside_share > 0.3, "{amount:?}");
    assert!(amount.added_squared_error > 100.0 * category.added_squared_error);
    assert!(report.expected.severity > 3.0);
    let lower = verdict(&hourly(0, 28, 1), &shifted(hourly(28, 7, 3), -40.0)).unwrap();
    assert_eq!(lower.columns[0].direction, Some(Direction::Lower));
}

#[test]
fn a_worse_model_is_noticed_only_by_its_targets() {
    let mut current = hourly(28, 7, 3);
    current.target.iter_mut().for_each(|target| *target += 9.0);
    let report = verdict(&hourly(0, 28, 1), &current).unwrap();
    assert_eq!(report.reasons, [Reason::ErrorRisen]);
    let error = report.error.unwrap();
    assert!(error.rmse > 5.0 * error.reference_rmse && error.p_value <= 0.005, "{error:?}");
    current.target.clear();
    let blind = verdict(&hourly(0, 28, 1), &current).unwrap();
    assert!(!blind.flagged && blind.error.is_none());
}

#[test]
fn nulls_and_new_categories_are_told_and_cost() {
    let mut current = hourly(28, 7, 3);
    current.columns[0].iter_mut().step_by(2).for_each(|amount| *amount = f64::NAN);
    current.columns[1][0] = 9.0;
    current.columns[1][1] = 9.0;
    current.columns[1][2] = -1.0;
    let report = verdict(&hourly(0, 28, 1), &current).unwrap();
    let [amount, category] = report.columns.as_slice() else { panic!("two features") };
    assert_eq!((amount.null_share_reference, amount.null_share), (0.0, 0.5));
    assert!(amount.drifted && amount.direction == Some(Direction::Reshaped));
    assert_eq!(category.new_categories, [(-1.0, 1), (9.0, 2)]);
    assert!((category.outside_share - 3.0 / 168.0).abs() < 1e-12);
    assert!(report.flagged && amount.added_squared_error > 0.0 && category.added_squared_error > 0.0);
}

#[test]
fn the_hour_is_no_drift() {
    // Office hours only: their amounts are higher than those of the whole day, and what the reference has at these hours.
    let week = hourly(28, 7, 3);
    let kept: Vec<usize> = (0..week.target.len()).filter(|row| row % 24 >= 9 && row % 24 < 17).collect();
    let of = |values: &[f64]| kept.iter().map(|row| values[*row]).collect::<Vec<f64>>();
    let office = Rows {
        times: kept.iter().map(|row| week.times[*row]).collect(),
        columns: week.columns.each_ref().map(|column| of(column)),
        predicted: of(&week.predicted),
        target: of(&week.target),
    };
    let report = verdict(&hourly(0, 28, 1), &office).unwrap();
    assert!(!report.inputs_drifted && !report.flagged, "{report:?}");
}

#[test]
fn days_of_the_reference_are_held_out_of_it() {
    let (reference, current) = (hourly(0, 28, 1), hourly(21, 9, 5));
    let report = verdict(&reference, &current).unwrap();
    assert_eq!((report.reference_days, report.current_days, report.shared_days), (21, 9, 7));
    // With nothing else to compare with, they stay.
    let same = verdict(&reference, &reference).unwrap();
    assert_eq!((same.reference_days, same.shared_days), (28, 0));
    assert!(!same.flagged && !same.inputs_drifted);
}

#[test]
fn severity_grows_with_age() {
    let reference = hourly(0, 28, 1);
    let severity = |day: i64| verdict(&reference, &hourly(day, 7, 3)).unwrap().expected;
    let (soon, late, before) = (severity(28), severity(700), severity(-707));
    assert!(late.severity > soon.severity && soon.from_age > 0.0);
    assert_eq!((soon.from_inside, soon.p_value), (late.from_inside, late.p_value));
    assert!((before.from_age / late.from_age - 1.0).abs() < 0.2);
}

#[test]
fn a_seed_gives_the_same_bytes() {
    let (reference, current) = (hourly(0, 28, 1), shifted(hourly(28, 7, 3), 2.0));
    let report = |seed| format!("{:?}", verdict_of(&reference, &current, Settings { seed, ..Settings::default() }));
    assert_eq!(report(1), report(1));
    assert_ne!(report(1), report(2));
}
