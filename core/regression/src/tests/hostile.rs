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
    let nulls = vec![("useless".to_owned(), 50)];
    assert_eq!(refusal, RegressionError::TooFewRows { have: 0, nulls });
    assert!(refusal.to_string().ends_with("Rows without a value: `useless` in 50"), "{refusal}");
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

/// Rows of one category each, the target 10 for the first and 1000 for the second.
fn rows_of_categories(names: &[&str], count: usize) -> Rows {
    let mut rows = Rows::new(3);
    for index in 0..count {
        let name = names[index % names.len()];
        let cells = vec![Cell::Number(1.0), Cell::Number(1.0), Cell::Text(name)];
        let target = Cell::Number(if index % names.len() == 0 { 10.0 } else { 1000.0 });
        rows.push(&small_schema(), &Record { cells, target, time: None }).unwrap();
    }
    rows
}

fn trained_on_categories(names: &[&str]) -> Result<Model, RegressionError> {
    let rows = rows_of_categories(names, 60);
    train(&small_schema(), &rows, Settings { trees: 10, seed: 3 }, Origin::default())
}

#[test]
fn long_categories_are_kept_whole() {
    for length in [79, 80, 89, 5000] {
        let names = ["a", "b", "c"].map(|end| format!("{}{end}", "route".repeat(length).split_at(length).0));
        let model = trained_on_categories(&[&names[0], &names[1]]).unwrap();
        let model = decode(&encode(&model)).unwrap();
        let code = |name: &str| model.schema.features[2].code(Cell::Text(name)).unwrap();
        assert_eq!(
            (model.predict(&[1.0, 1.0, code(&names[0])]), model.predict(&[1.0, 1.0, code(&names[1])])),
            (10.0, 1000.0)
        );
        assert_eq!(code(&names[2]), crate::UNSEEN, "a third with the same beginning is another");
        assert_eq!(model.out_of_bag_scores.rmse, 0.0);
    }
}

#[test]
fn categories_that_are_documents_are_refused() {
    let names = ["a", "b", "c"].map(|end| "x".repeat(400_000) + end);
    let refusal = trained_on_categories(&names.each_ref().map(String::as_str)).unwrap_err().to_string();
    assert_eq!(
        refusal,
        "the categories of `sky` are 1200003 bytes long together, at most 1048576 can be learned: shorten them, or leave the column out"
    );
    assert!(trained_on_categories(&names.each_ref().map(String::as_str)[..2]).is_ok());
}

#[test]
fn spellings_of_a_number_are_one_category() {
    let model = trained_on_categories(&["1.0", "2.0"]).unwrap();
    let code = |cell: Cell<'_>| model.schema.features[2].code(cell).unwrap();
    for one in [Cell::Number(1.0), Cell::Text("1"), Cell::Text("1.0"), Cell::Text(" 1.00 ")] {
        assert_eq!(model.predict(&[1.0, 1.0, code(one)]), 10.0, "{one:?}");
    }
    assert_eq!(code(Cell::Number(3.0)), crate::UNSEEN);
    assert!(code(Cell::Text("")).is_nan());
    let names = |names: &[&str]| -> Vec<String> {
        let model = trained_on_categories(names).unwrap();
        model.schema.features[2].values.iter().map(|(_, name)| name.clone()).collect()
    };
    assert_eq!(names(&["1", "1.0", "2"]), ["1", "2"]);
    assert_eq!(names(&["True", "true", "False"]), ["False", "True"]);
    assert_eq!(names(&["3.1", "3.10", "3.9"]), ["3.1", "3.10", "3.9"], "versions");
    assert_eq!(names(&["1", "1.0", "other"]), ["1", "1.0", "other"], "no column of numbers");
    assert_eq!(names(&["01", "1"]), ["01", "1"]);
}

#[test]
fn columns_of_rows_left_out_are_named() {
    let mut rows = rows_of_categories(&["dry", "wet"], 60);
    rows.push_coded(&[f64::NAN, 1.0, f64::NAN], f64::NAN, None).unwrap();
    rows.push_coded(&[f64::INFINITY, 1.0, 0.0], 1.0, None).unwrap();
    let expected = [("warmth", 2), ("sky", 1), ("sold", 1)].map(|(name, rows)| (name.to_owned(), rows));
    assert_eq!(rows.nulls(&small_schema()), expected);
}

#[test]
fn the_size_of_a_file_is_known_before_it_is_written() {
    let model = trained_on_categories(&["dry", &"w".repeat(100_000)]).unwrap();
    let told = crate::model_file::body_bytes(&model);
    let file = encode(&model);
    let at = "promcast model\n".len() + 4 + 8;
    let written = u64::from_le_bytes(file[at..at + 8].try_into().unwrap());
    assert!(told.abs_diff(written) < 2000, "{told} {written}");
}
