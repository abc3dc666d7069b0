//! Rows as they come: what is kept of them, and what is refused.

use super::*;
use crate::{Cell, Feature, Kind, UNSEEN, bike_sharing};

fn weather() -> Schema {
    let mut schema = bike_sharing();
    let sky = Feature {
        kind: Kind::Category,
        values: vec![(0.0, "dry".to_owned()), (1.0, "wet".to_owned())],
        ..schema.features[0].clone()
    };
    schema.features.truncate(1);
    schema.features.push(Feature { name: "sky".to_owned(), ..sky });
    schema.hour = None;
    schema
}

fn push<'a>(
    rows: &mut Rows,
    cells: [Cell<'a>; 2],
    target: Cell<'a>,
    time: Option<&'a str>,
) -> Result<(), RegressionError> {
    rows.push(&weather(), &Record { cells: cells.to_vec(), target, time })
}

fn four_rows() -> Rows {
    let mut rows = Rows::new(2);
    let lines = [
        (Cell::Number(-1.0), Cell::Text("wet"), Cell::Number(3.0), Some("2011-01-01")),
        (Cell::Null, Cell::Text("snow"), Cell::Null, Some("2011-01-02 06:00:00")),
        (Cell::Text("0.5"), Cell::Text("hail"), Cell::Text("7"), None),
        (Cell::Text("0.25"), Cell::Text("snow"), Cell::Text("8"), Some("2011-01-03")),
    ];
    for (temp, sky, target, time) in lines {
        push(&mut rows, [temp, sky], target, time).unwrap();
    }
    rows
}

#[test]
fn what_is_kept() {
    let rows = four_rows();
    assert_eq!(rows.len(), 4);
    assert_eq!(format!("{:?}", rows.columns()), "[[-1.0, NaN, 0.5, 0.25], [1.0, -1.0, -1.0, -1.0]]");
    assert_eq!(format!("{:?}", rows.target()), "[3.0, NaN, 7.0, 8.0]");
    assert_eq!(rows.row(2), [0.5, UNSEEN]);
    assert_eq!(rows.row(9), [0.0; 0]);
    let (first, last) = rows.period().unwrap();
    assert_eq!(
        (first.to_string().as_str(), last.to_string().as_str()),
        ("2011-01-01T00:00:00Z", "2011-01-03T00:00:00Z")
    );
}

#[test]
fn what_was_never_seen_is_named() {
    let rows = four_rows();
    assert_eq!(rows.unseen(1), [("hail".to_owned(), 1), ("snow".to_owned(), 2)]);
    assert!(rows.unseen(0).is_empty(), "-1 is a number");
    assert_eq!((rows.told_apart(1), rows.told_apart(9)), (vec![1.0, -2.0, -1.0, -2.0], Vec::new()));
    let later = rows.between("2011-01-02".parse().unwrap(), "2011-01-09".parse().unwrap());
    assert_eq!((later.len(), later.unseen(1)), (2, vec![("snow".to_owned(), 2)]));
    assert!(rows.select(|index| index == 0).unseen(1).is_empty());
}

#[test]
fn both_days_are_part_of_a_period() {
    let rows = four_rows();
    let count = |first: &str, last: &str| rows.between(first.parse().unwrap(), last.parse().unwrap()).len();
    assert_eq!(count("2011-01-01", "2011-01-02"), 2);
    assert_eq!(count("2011-01-02", "2011-01-01"), 0);
    assert_eq!(count("0001-01-01", "9999-12-31"), 3, "a row that does not say when it was lies in no period");
}

#[test]
fn a_refused_row_leaves_nothing_behind() {
    let mut rows = four_rows();
    let cases = [
        ([Cell::Text("warm"), Cell::Text("dry")], Cell::Null, None, "`temp`: `warm` is not a number"),
        ([Cell::Null, Cell::Text("dry")], Cell::Text("many"), None, "`cnt`: `many` is not a number"),
        ([Cell::Null, Cell::Text("dry")], Cell::Number(f64::INFINITY), None, "`cnt`: `inf` is not a finite number"),
        ([Cell::Null, Cell::Text("dry")], Cell::Null, Some("yesterday"), "`dteday`: `yesterday` is not a day"),
    ];
    for (cells, target, time, words) in cases {
        let refusal = push(&mut rows, cells, target, time).unwrap_err().to_string();
        assert!(refusal.starts_with(words), "{refusal}");
    }
    let short = Record { cells: vec![Cell::Null], ..Record::default() };
    assert_eq!(rows.push(&weather(), &short), Err(RegressionError::RowLength { have: 1, want: 2 }));
    assert_eq!(rows.push_coded(&[1.0; 3], 1.0, None), Err(RegressionError::RowLength { have: 3, want: 2 }));
    assert_eq!((rows.len(), rows.columns()[1].len(), rows.times().len()), (4, 4, 4));
}

#[test]
fn the_hour_comes_from_its_feature() {
    let schema = bike_sharing();
    let mut rows = Rows::new(schema.features.len());
    let mut at = |hour: Cell<'static>, time: &'static str| {
        let mut cells: Vec<Cell<'_>> = schema.example().into_iter().map(Cell::Number).collect();
        cells[5] = hour;
        rows.push(&schema, &Record { cells, target: Cell::Null, time: Some(time) }).unwrap();
        rows.times().last().copied().flatten().unwrap().to_string()
    };
    assert_eq!(at(Cell::Number(13.0), "2011-01-01"), "2011-01-01T13:00:00Z");
    assert_eq!(at(Cell::Number(13.0), "2011-01-01 06:00"), "2011-01-01T06:00:00Z", "the time column says more");
    assert_eq!(at(Cell::Number(99.0), "2011-01-01"), "2011-01-01T00:00:00Z");
    assert_eq!(at(Cell::Null, "2011-01-01"), "2011-01-01T00:00:00Z");
}
