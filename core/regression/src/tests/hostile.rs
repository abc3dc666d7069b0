//! Rows that are hard to learn from.

use super::*;
use crate::{RegressionError, decode, encode};

/// Rows of two numbers and a category, as many as asked for, each made by its index.
fn rows_of(count: usize, row: impl Fn(f64) -> [f64; 2], target: impl Fn(f64) -> f64) -> Rows {
    let mut rows = Rows::new(2);
    for index in 0..count {
        rows.push_coded(&row(index as f64), target(index as f64), None).unwrap();
    }
    rows
}

fn trained(rows: &Rows) -> Result<Model, RegressionError> {
    let mut schema = small_schema();
    schema.features.truncate(2);
    train(&schema, rows, Settings { trees: 4, seed: 3 }, Origin::default())
}

#[test]
fn a_constant_target_needs_no_question() {
    let model = trained(&rows_of(50, |index| [index, -index], |_| 7.0)).unwrap();
    assert_eq!((model.forest.nodes(), model.predict(&[1e9, 0.0])), (4, 7.0));
    assert_eq!((model.out_of_bag_scores.rmse, model.out_of_bag_scores.r2), (0.0, None));
    assert_eq!(model.forest.importances(), [0.0, 0.0]);
    let zeros = trained(&rows_of(50, |index| [index, -index], |_| 0.0)).unwrap();
    assert_eq!((zeros.predict(&[1.0, 1.0]), zeros.out_of_bag_scores.mape), (0.0, None));
}

#[test]
fn rows_that_are_all_the_same() {
    let model = trained(&rows_of(50, |_| [1.0, 1.0], |index| index)).unwrap();
    assert_eq!(model.forest.nodes(), 4);
    assert!((model.predict(&[1.0, 1.0]) - 24.5).abs() < 15.0);
}

#[test]
fn a_column_of_nulls_leaves_no_row() {
    let refusal = trained(&rows_of(50, |index| [index, f64::NAN], |index| index)).unwrap_err();
    assert_eq!(refusal, RegressionError::TooFewRows { have: 0 });
}

#[test]
fn numbers_at_the_end_of_what_there_is() {
    let model = trained(&rows_of(50, |index| [index * 1e306, -index], |index| index * 1e3)).unwrap();
    assert!(model.predict(&[f64::MAX, 0.0]).is_finite());
    assert!(decode(&encode(&model)).is_ok());
    let unscored = trained(&rows_of(50, |index| [index, -index], |index| index * 1e200)).unwrap_err();
    assert_eq!(unscored, RegressionError::Unscored);
    // Squares of such targets have no end: no scores, no model, and no panic.
    assert!(trained(&rows_of(50, |index| [index, -index], |index| index * 1e306)).is_err());
}

#[test]
fn infinite_values_are_not_learned() {
    let spoiled = rows_of(50, |index| [if index < 10.0 { f64::INFINITY } else { index }, 1.0], |index| index);
    let model = trained(&spoiled).unwrap();
    assert_eq!((model.reference.len(), model.left_out), (40, 10));
    assert!(model.predict(&[f64::INFINITY, 1.0]).is_nan());
}

#[test]
fn too_many_categories() {
    let mut rows = Rows::new(3);
    for index in 0..1001 {
        let name = index.to_string();
        let cells = vec![Cell::Number(1.0), Cell::Number(1.0), Cell::Text(&name)];
        rows.push(&small_schema(), &Record { cells, target: Cell::Number(1.0), time: None }).unwrap();
    }
    let refusal = train(&small_schema(), &rows, Settings::default(), Origin::default()).unwrap_err();
    assert!(refusal.to_string().starts_with("`sky` has 1001 categories"), "{refusal}");
}
