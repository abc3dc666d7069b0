//! Rows in any order, and what is made of them.

use std::sync::Arc;

use arrow::array::{ArrayRef, Float64Array, Int64Array, ListBuilder, StringArray, StringBuilder};

use super::*;

/// A row: metric, proxy, labels (`None` for NULL), moment in ms, value, how many rows it stands for.
type Row<'a> = (&'a str, &'a str, Option<&'a [(&'a str, &'a str)]>, i64, f64, i64);

fn texts(rows: &[Row<'_>], part: fn(&(&str, &str)) -> String) -> ArrayRef {
    let mut lists = ListBuilder::new(StringBuilder::new());
    for row in rows {
        for pair in row.2.unwrap_or_default() {
            lists.values().append_value(part(pair));
        }
        lists.append(row.2.is_some());
    }
    Arc::new(lists.finish())
}

fn batch(rows: &[Row<'_>]) -> RecordBatch {
    let text = |of: fn(&Row<'_>) -> String| Arc::new(StringArray::from_iter_values(rows.iter().map(of))) as ArrayRef;
    let whole = |of: fn(&Row<'_>) -> i64| Arc::new(Int64Array::from_iter_values(rows.iter().map(of))) as ArrayRef;
    let values = Arc::new(Float64Array::from_iter_values(rows.iter().map(|row| row.4))) as ArrayRef;
    RecordBatch::try_from_iter([
        ("metric_name", text(|row| row.0.to_owned())),
        ("api_proxy", text(|row| row.1.to_owned())),
        ("label_names", texts(rows, |pair| pair.0.to_owned())),
        ("label_values", texts(rows, |pair| pair.1.to_owned())),
        ("ms", whole(|row| row.3)),
        ("value", values),
        ("rows", whole(|row| row.5)),
    ])
    .unwrap()
}

fn read(batches: &[&[Row<'_>]]) -> Vec<ArchivedSeries> {
    let mut samples = Samples::default();
    batches.iter().for_each(|rows| samples.add(&batch(rows)).unwrap());
    samples.into_series()
}

const PROD: Option<&[(&str, &str)]> = Some(&[("env", "prod"), ("zone", "a")]);
const PROD_TURNED: Option<&[(&str, &str)]> = Some(&[("zone", "a"), ("env", "prod")]);

#[test]
fn rows_become_series_by_all_that_they_say() {
    let first: &[Row<'_>] = &[("m", "p", PROD, 2000, 2.0, 3), ("m", "q", PROD, 1000, 7.0, 1)];
    let second: &[Row<'_>] = &[("m", "p", PROD_TURNED, 1000, 1.0, 1), ("n", "p", None, 1000, 5.0, 1)];
    let read = read(&[first, second]);
    let names: Vec<_> = read.iter().map(|series| series.labels.to_string()).collect();
    assert_eq!(
        names,
        [r#"m{api_proxy="p",env="prod",zone="a"}"#, r#"m{api_proxy="q",env="prod",zone="a"}"#, r#"n{api_proxy="p"}"#]
    );
    assert_eq!(read[0].samples.iter().map(|sample| sample.value).collect::<Vec<_>>(), [1.0, 2.0]);
    assert_eq!(read[0].rows, 4);
}

#[test]
fn a_moment_counts_once_whatever_the_order_of_its_rows() {
    let rows: [Row<'_>; 3] = [("m", "p", None, 1, 2.0, 1), ("m", "p", None, 1, 3.0, 1), ("m", "p", None, 0, 9.0, 1)];
    let mut turned = rows;
    turned.reverse();
    let values =
        |rows: &[Row<'_>]| read(&[rows]).remove(0).samples.iter().map(|sample| sample.value).collect::<Vec<_>>();
    assert_eq!(values(&rows), [9.0, 3.0]);
    assert_eq!(values(&turned), [9.0, 3.0]);
}

#[test]
fn what_the_archive_says_itself_wins_over_a_label() {
    let labels: Option<&[(&str, &str)]> = Some(&[("api_proxy", "x"), ("__name__", "y"), ("empty", "")]);
    assert_eq!(read(&[&[("m", "p", labels, 0, 1.0, 1)]])[0].labels.to_string(), r#"m{api_proxy="p"}"#);
}

#[test]
fn texts_that_run_together_are_still_told_apart() {
    let rows: &[Row<'_>] = &[("ab", "c", None, 0, 1.0, 1), ("a", "bc", None, 0, 1.0, 1)];
    assert_eq!(read(&[rows]).len(), 2);
}

#[test]
fn foreign_columns_are_an_error() {
    let foreign = RecordBatch::try_from_iter([("ms", Arc::new(StringArray::from(vec!["x"])) as ArrayRef)]).unwrap();
    assert_eq!(Samples::default().add(&foreign), Err(UnexpectedColumns("metric_name")));
    assert_eq!(metric_counts(&foreign), Err(UnexpectedColumns("metric_name")));
}
