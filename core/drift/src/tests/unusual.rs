//! Categories that the reference does not have, constants, and columns that are empty, beside what Evidently 0.7.23 says of them
//! (Python 3.11, scipy 1.17.1, pandas 2.3.3; `DataDriftPreset` of one column whose type is declared).

use crate::compatible::{DRIFT_SHARE, Method, dataset};
use crate::{Column, ColumnKind};

/// Runs of a value: `(value, how often)`.
type Runs = &'static [(f64, usize)];

fn values(runs: Runs) -> Vec<f64> {
    runs.iter().flat_map(|(value, count)| std::iter::repeat_n(*value, *count)).collect()
}

struct Golden {
    kind: ColumnKind,
    reference: Runs,
    current: Runs,
    method: Method,
    score: f64,
    is_drift: bool,
}

const A: f64 = 0.0;
const B: f64 = 1.0;
const C: f64 = -1.0;
const D: f64 = -2.0;
const NULL: f64 = f64::NAN;

const fn category(reference: Runs, current: Runs, method: Method, score: f64, is_drift: bool) -> Golden {
    Golden { kind: ColumnKind::Categorical, reference, current, method, score, is_drift }
}

const fn number(reference: Runs, current: Runs, method: Method, score: f64, is_drift: bool) -> Golden {
    Golden { kind: ColumnKind::Numerical, reference, current, method, score, is_drift }
}

const NEW_CATEGORIES: [Golden; 13] = [
    category(&[(A, 50), (B, 50)], &[(A, 20), (B, 20), (C, 1)], Method::ChiSquare, 0.0, true),
    category(&[(A, 60)], &[(A, 59), (C, 1)], Method::Z, 0.315_285_648_268_289_53, false),
    // As one category they would be two values, and a z-test that sees no drift.
    category(&[(A, 60)], &[(A, 58), (C, 1), (D, 1)], Method::ChiSquare, 0.0, true),
    category(&[(A, 60)], &[(C, 60)], Method::Z, 0.0, true),
    category(&[(A, 60)], &[(C, 1)], Method::Z, 5.773_159_728_050_814e-15, true),
    category(&[(A, 30), (B, 30)], &[(C, 10), (D, 10)], Method::ChiSquare, 0.0, true),
    category(&[(A, 50), (B, 50)], &[(A, 10), (B, 10), (NULL, 10), (C, 2)], Method::ChiSquare, 0.0, true),
    category(&[(A, 50), (B, 50)], &[(C, 1)], Method::ChiSquare, 0.0, true),
    category(
        &[(A, 600), (B, 600)],
        &[(A, 300), (B, 300), (C, 30)],
        Method::JensenShannon,
        0.129_591_254_106_056_7,
        true,
    ),
    category(
        &[(A, 600), (B, 600)],
        &[(A, 300), (B, 300), (C, 15), (D, 15)],
        Method::JensenShannon,
        0.129_591_254_106_056_9,
        true,
    ),
    category(&[(A, 1200)], &[(A, 600), (C, 4), (D, 4)], Method::JensenShannon, 0.067_690_202_929_585_1, false),
    category(
        &[(A, 600), (B, 600)],
        &[(A, 300), (B, 300), (C, 1)],
        Method::JensenShannon,
        0.024_020_988_817_664_73,
        false,
    ),
    // Nulls are no values: 800 are a small reference.
    category(&[(A, 400), (B, 400), (NULL, 400)], &[(A, 30), (B, 30)], Method::Z, 1.0, false),
];

const CONSTANTS: [Golden; 7] = [
    number(&[(5.0, 90)], &[(5.0, 30)], Method::Z, 1.0, false),
    number(&[(5.0, 90)], &[(6.0, 30)], Method::Z, 0.0, true),
    number(&[(5.0, 90)], &[(6.0, 1)], Method::Z, 0.0, true),
    number(&[(5.0, 1200)], &[(5.0, 30)], Method::JensenShannon, 0.0, false),
    number(&[(5.0, 1200)], &[(6.0, 30)], Method::JensenShannon, 0.832_554_611_157_697_7, true),
    number(&[(5.0, 90)], &[(5.0, 29), (NULL, 1)], Method::Z, 1.0, false),
    category(&[(A, 30), (B, 30), (2.0, 30)], &[(A, 30), (B, 30)], Method::ChiSquare, 3.059_023_205_018_259_4e-7, true),
];

fn assert_golden(goldens: &[Golden]) {
    for Golden { kind, reference, current, method, score, is_drift } in goldens {
        let (reference, current) = (values(reference), values(current));
        let column = Column { name: "x", kind: *kind, reference: &reference, current: &current };
        let test = dataset(&[column], DRIFT_SHARE).columns.remove(0);
        let found = test.score.unwrap();
        assert_eq!((test.method, test.drifted), (*method, *is_drift), "{test:?}");
        assert!((found - score).abs() <= 1e-9 * score.abs().max(1e-6), "{found} and not {score}");
    }
}

#[test]
fn new_categories_are_judged_as_evidently_does() {
    assert_golden(&NEW_CATEGORIES);
}

#[test]
fn constants_are_judged_as_evidently_does() {
    assert_golden(&CONSTANTS);
}

#[test]
fn a_constant_beside_many_values() {
    let rising: Vec<f64> = (0..30_u32).map(f64::from).collect();
    let test = |reference: &[f64], current: &[f64]| {
        let column = Column { name: "x", kind: ColumnKind::Numerical, reference, current };
        let test = dataset(&[column], DRIFT_SHARE).columns.remove(0);
        (test.method, test.score.unwrap(), test.drifted)
    };
    let (method, p, is_drift) = test(&[5.0; 90], &rising);
    assert!(
        method == Method::KolmogorovSmirnov && is_drift && (p / 5.808_353_918_029_659e-15 - 1.0).abs() < 1e-6,
        "{p}"
    );
    // The deviation of a constant is taken for 0.001.
    let (method, distance, is_drift) = test(&[5.0; 1200], &rising);
    assert!(method == Method::Wasserstein && is_drift && (distance - 10_500.0).abs() < 1e-6, "{distance}");
}

/// Evidently ends the whole report with "An empty column 'x' was provided for drift calculation", whichever period is empty.
#[test]
fn an_empty_column_has_no_score_and_ends_nothing() {
    let (none, some) = ([NULL; 30], [A, B, A, B]);
    for kind in [ColumnKind::Numerical, ColumnKind::Categorical] {
        let column = |reference, current| Column { name: "x", kind, reference, current };
        let verdict = dataset(&[column(&some, &none), column(&none, &some), column(&none, &none)], DRIFT_SHARE);
        let drifted: Vec<bool> = verdict.columns.iter().map(|test| test.drifted).collect();
        assert_eq!(drifted, [true, true, false]);
        assert!(verdict.columns.iter().all(|test| test.score.is_none()));
    }
}
