//! The scores of Evidently 0.7.23, as it printed them.

use std::path::Path;

use serde_json::Value;

use super::bike::{Bikes, shared_data};
use crate::compatible::{ColumnTest, DRIFT_SHARE, DatasetVerdict, dataset};
use crate::{Column, ColumnKind};

fn golden(folder: &Path, file: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(folder.join("golden/drift").join(file)).unwrap()).unwrap()
}

fn day(moment: &Value) -> &str {
    &moment.as_str().unwrap()[..10]
}

fn kind(word: &Value) -> ColumnKind {
    match word.as_str().unwrap() {
        "num" => ColumnKind::Numerical,
        "cat" => ColumnKind::Categorical,
        other => panic!("{other}"),
    }
}

fn assert_same(test: &ColumnTest, golden: &Value) {
    let (score, expected) = (test.score.unwrap(), golden["score"].as_f64().unwrap());
    assert_eq!(test.method.name(), golden["method"], "{}", test.name);
    assert!((score - expected).abs() <= 1e-9 * expected.max(1e-300), "{}: {score} {expected}", test.name);
    assert_eq!(test.threshold, golden["threshold"].as_f64().unwrap());
    assert_eq!(test.drifted, golden["drifted"].as_bool().unwrap(), "{}", test.name);
}

/// The verdict over those columns of a golden result that the data have.
fn verdict(results: &Value, reference: &Bikes, current: &Bikes) -> DatasetVerdict {
    let columns = results["columns"].as_object().unwrap().iter().filter(|(name, _)| *name != "prediction");
    let columns: Vec<Column<'_>> = columns
        .map(|(name, golden)| Column {
            name,
            kind: kind(&golden["type"]),
            reference: reference.column(name),
            current: current.column(name),
        })
        .collect();
    dataset(&columns, DRIFT_SHARE)
}

#[test]
fn weeks_against_january() {
    let Some(folder) = shared_data() else { return };
    let golden = golden(&folder, "january_vs_weeks.json");
    let bikes = Bikes::read(&folder);
    let january = bikes.between("2011-01-01", "2011-01-31");
    let windows = golden["windows"].as_object().unwrap();
    assert_eq!(windows.len(), 2);
    for (name, window) in windows {
        let week = bikes.between(day(&window["range"][0]), day(&window["range"][1]));
        for kinds in ["features_only", "features_target_prediction", "auto_typed_features"] {
            let (results, verdict) = (&window[kinds], verdict(&window[kinds], &january, &week));
            verdict.columns.iter().for_each(|test| assert_same(test, &results["columns"][&test.name]));
            if kinds != "features_target_prediction" {
                assert_eq!(verdict.share, results["drifted_share"].as_f64().unwrap(), "{name} {kinds}");
                assert_eq!(verdict.drifted, results["dataset_drift"].as_bool().unwrap());
            }
        }
    }
}

/// One column of the golden edge cases, of which only the counts were kept where they are long.
fn edge(kind: ColumnKind, reference: &[f64], current: &[f64]) -> (&'static str, f64, bool) {
    let verdict = dataset(&[Column { name: "x", kind, reference, current }], DRIFT_SHARE);
    let test = &verdict.columns[0];
    assert_eq!(verdict.drifted, test.drifted);
    (test.method.name(), test.score.unwrap(), test.drifted)
}

#[test]
fn constants() {
    let Some(folder) = shared_data() else { return };
    let golden = &golden(&folder, "edge_cases.json")["edge"];
    for (name, current) in [("num_const_equal", 1.0), ("num_const_diff", 2.0)] {
        let (method, score, drifted) = edge(ColumnKind::Numerical, &[1.0; 4], &[current; 3]);
        assert_eq!(method, "Z-test p_value");
        assert!((score - golden[name]["score"].as_f64().unwrap()).abs() < 1e-12, "{name}: {score}");
        assert_eq!(drifted, golden[name]["drifted"].as_bool().unwrap());
    }
}

#[test]
fn which_test_at_the_boundaries() {
    let many = |rows: u32, values: u32| -> Vec<f64> { (0..rows).map(|row| f64::from(row % values)).collect() };
    let cases = [
        (ColumnKind::Numerical, 1000, 2, "Z-test p_value"),
        (ColumnKind::Numerical, 1000, 5, "chi-square p_value"),
        (ColumnKind::Numerical, 1000, 6, "K-S p_value"),
        (ColumnKind::Categorical, 1000, 6, "chi-square p_value"),
        (ColumnKind::Categorical, 1000, 2, "Z-test p_value"),
        (ColumnKind::Numerical, 1001, 5, "Jensen-Shannon distance"),
        (ColumnKind::Numerical, 1001, 6, "Wasserstein distance (normed)"),
        (ColumnKind::Categorical, 1001, 2, "Jensen-Shannon distance"),
    ];
    for (kind, rows, values, method) in cases {
        assert_eq!(edge(kind, &many(rows, values), &many(60, values)).0, method, "{kind:?} {rows} {values}");
    }
}

/// `scipy.stats.ks_2samp(arange(n), arange(m) * (n / m) + shift)` of scipy 1.17.1: exact, and from 10,001 values on not.
#[test]
fn p_values_as_scipy_has_them() {
    for (n, m, shift, expected) in KOLMOGOROV_SMIRNOV {
        let reference: Vec<f64> = (0..n).map(f64::from).collect();
        let stretch = f64::from(n) / f64::from(m);
        let current: Vec<f64> = (0..m).map(|value| f64::from(value) * stretch + shift).collect();
        let (method, p, _) = edge(ColumnKind::Numerical, &reference, &current);
        assert_eq!(method, "K-S p_value");
        assert!((p - expected).abs() <= 1e-9 * expected, "{n} {m} {shift}: {p} {expected}");
    }
}

const KOLMOGOROV_SMIRNOV: [(u32, u32, f64, f64); 22] = [
    (10, 10, 3.5, 0.41752365281777043),
    (7, 12, 0.5, 0.9657061205048819),
    (100, 100, 20.5, 0.024055802841094577),
    (100, 101, 9.5, 0.5824872060348584),
    (688, 165, 40.25, 0.6981140418088594),
    (1000, 1000, 61.5, 0.042792013924212634),
    (999, 1000, 30.5, 0.6848091202827636),
    (1, 10000, 0.25, 0.0001999800019997995),
    (1, 10001, 0.25, 0.0),
    (6, 10001, 0.7, 0.6272578455149169),
    (6, 12345, 2.5, 0.01808140591437424),
    (100, 10001, 0.3, 1.0),
    (100, 12000, 7.5, 0.4485237071519981),
    (100, 12000, 30.5, 3.1688087067496064e-09),
    (139, 20000, 5.5, 0.9094951237416853),
    (141, 20000, 0.5, 1.0),
    (500, 12345, 3.5, 0.9999999999982114),
    (500, 12345, 30.5, 0.04206082341565831),
    (1000, 10001, 15.5, 0.962123656905049),
    (1000, 30000, 45.5, 0.029628618354533343),
    (1000, 30000, 400.5, 2.3581010828069055e-141),
    (1000, 40000, 900.5, 0.0),
];
