//! Tests of a trained model on its own rows, and on others.

use super::*;
use crate::{RegressionError, encode, score};

#[test]
fn it_learns_what_is_there() {
    let model = small_model();
    let (unseen, seen) = (model.out_of_bag_scores, model.training_scores);
    assert_eq!((model.forest.trees(), seen.rows), (5, 60));
    assert!(unseen.rmse > seen.rmse, "rows a tree drew flatter it");
    assert!(unseen.rmse < 0.5 * model.baseline(model.reference.target()).unwrap().rmse, "{unseen:?}");
    assert!(model.predict(&[10.0, 3.0, 1.0]) > 1.5 * model.predict(&[10.0, 3.0, 0.0]));
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let rows = small_rows(60);
    let trained = |seed| train(&small_schema(), &rows, Settings { trees: 3, seed }, Origin::default()).unwrap();
    assert_eq!(encode(&trained(1)), encode(&trained(1)));
    assert_ne!(trained(1).forest, trained(2).forest);
}

#[test]
fn a_forest_of_more_trees_begins_with_the_same() {
    let rows = small_rows(40);
    let trained = |trees| train(&small_schema(), &rows, Settings { trees, seed: 9 }, Origin::default()).unwrap().forest;
    let (few, many) = (trained(2), trained(3));
    assert!(many.preorder().zip(few.preorder()).all(|(many, few)| many == few));
    assert!(many.nodes() > few.nodes());
}

#[test]
fn every_way_to_ask_says_the_same() {
    let model = small_model();
    let mut rows = model.reference.select(|index| index < 30);
    rows.push_coded(&[f64::NAN, 1.0, 1.0], 1.0, None).unwrap();
    for index in 30..60 {
        rows.push_coded(&model.reference.row(index), 1.0, None).unwrap();
    }
    for (index, prediction) in model.predict_all(&rows).into_iter().enumerate() {
        let row = rows.row(index);
        assert_eq!(prediction.to_bits(), model.predict(&row).to_bits());
        let Some(told) = model.forest.contributions(&row) else {
            assert_eq!(index, 30, "the row with a null");
            continue;
        };
        let sum = told.base + told.by_feature.iter().sum::<f64>();
        assert!((sum - prediction).abs() < 1e-9, "{sum} {prediction}");
    }
}

#[test]
fn importances_are_shares() {
    let model = small_model();
    let importances = model.forest.importances();
    assert!((importances.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    assert!(importances[1] < 0.05 && importances[0] > 0.2 && importances[2] > 0.2, "{importances:?}");
}

#[test]
fn categories_are_learned_and_others_stay_unseen() {
    let model = small_model();
    let known: Vec<&str> = model.schema.features[2].values.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(known, ["dry", "wet"]);
    assert!(model.reference.unseen(2).is_empty());
    let mut rows = Rows::new(3);
    for sky in ["wet", "hail", ""] {
        let cells = vec![Cell::Number(10.0), Cell::Number(1.0), Cell::Text(sky)];
        rows.push(&model.schema, &Record { cells, ..Record::default() }).unwrap();
    }
    let predicted = model.predict_all(&rows);
    assert!(predicted[0].is_finite() && predicted[1].is_nan() && predicted[2].is_nan(), "{predicted:?}");
    assert!(model.predict(&rows.row(1)).is_nan());
    assert_eq!(rows.unseen(2), [("hail".to_owned(), 1)]);
}

#[test]
fn what_is_incomplete_is_left_out_and_counted() {
    let mut rows = small_rows(40);
    rows.push_coded(&[f64::NAN, 1.0, 0.0], 5.0, None).unwrap();
    let cells = vec![Cell::Number(1.0), Cell::Number(1.0), Cell::Text("fog")];
    rows.push(&small_schema(), &Record { cells, ..Record::default() }).unwrap();
    let model = train(&small_schema(), &rows, Settings { trees: 2, seed: 1 }, Origin::default()).unwrap();
    assert_eq!((model.reference.len(), model.left_out), (40, 2));
    assert_eq!(model.schema.features[2].values.len(), 2, "fog was met only where no target says what it means");
}

#[test]
fn training_rows_are_known_again() {
    let model = small_model();
    let mut rows = model.reference.select(|index| index < 3);
    let (row, target, time) = (rows.row(0), rows.target()[0], rows.times()[0]);
    rows.push_coded(&row, target, None).unwrap();
    rows.push_coded(&row, target + 1.0, time).unwrap();
    rows.push_coded(&row, target, rows.times()[1]).unwrap();
    rows.push_coded(&[0.0, row[1], row[2]], target, time).unwrap();
    assert_eq!(model.training_rows(&rows), [true, true, true, true, false, false, false]);
}

#[test]
fn out_of_bag_scores_are_those_of_its_predictions() {
    let model = small_model();
    assert_eq!(model.out_of_bag.len(), 60);
    assert_eq!(score(model.reference.target(), &model.out_of_bag), Some(model.out_of_bag_scores));
    // With five trees, about one row in ten was drawn by all of them.
    let drawn_by_all = model.out_of_bag.iter().filter(|prediction| prediction.is_nan()).count();
    assert_eq!(model.out_of_bag_scores.rows, 60 - drawn_by_all);
}

#[test]
fn too_little_or_too_much() {
    let trained =
        |rows: usize, trees| train(&small_schema(), &small_rows(rows), Settings { trees, seed: 0 }, Origin::default());
    assert_eq!(trained(19, 5).unwrap_err(), RegressionError::TooFewRows { have: 19, nulls: Vec::new() });
    assert_eq!(trained(0, 5).unwrap_err(), RegressionError::TooFewRows { have: 0, nulls: Vec::new() });
    assert_eq!(trained(20, 0).unwrap_err(), RegressionError::Trees(0));
    assert_eq!(trained(20, 10_001).unwrap_err(), RegressionError::Trees(10_001));
    assert!(trained(20, 5).is_ok());
}
