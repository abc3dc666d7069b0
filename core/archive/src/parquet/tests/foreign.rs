//! Files that other programs write: what can be used, and what is said about the rest.

use std::sync::Arc;

use arrow::array::{
    ArrayRef, Float32Array, Float64Array, Int64Array, ListBuilder, RecordBatch, StringArray, StringBuilder,
    StructArray, StructBuilder, TimestampMicrosecondArray, TimestampMillisecondArray,
};
use arrow::datatypes::{DataType, Field};
use bytes::Bytes;
use parquet::arrow::ArrowWriter;
use timeseries::Labels;

use crate::LabelShape;
use crate::parquet::{decode, examine};

const AT_MS: i64 = 1_680_307_200_000;

fn file(columns: Vec<(&str, ArrayRef)>) -> Bytes {
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    Bytes::from(bytes)
}

fn text(text: &str) -> ArrayRef {
    Arc::new(StringArray::from(vec![text]))
}

fn no_text() -> ArrayRef {
    Arc::new(StringArray::from(vec![None::<&str>]))
}

/// One row whose labels are a list of structs with these names.
fn label_list(names: [&str; 2]) -> ArrayRef {
    let fields = names.map(|name| Field::new(name, DataType::Utf8, true)).to_vec();
    let texts = || Box::new(StringBuilder::new()) as Box<dyn arrow::array::ArrayBuilder>;
    let mut list = ListBuilder::new(StructBuilder::new(fields, vec![texts(), texts()]));
    for (at, text) in ["environment", "prod"].into_iter().enumerate() {
        list.values().field_builder::<StringBuilder>(at).unwrap().append_value(text);
    }
    list.values().append(true);
    list.append(true);
    Arc::new(list.finish())
}

fn columns() -> Vec<(&'static str, ArrayRef)> {
    vec![
        ("timestamp", Arc::new(TimestampMicrosecondArray::from(vec![AT_MS * 1000 + 999]).with_timezone("UTC"))),
        ("metric_name", text("request_count")),
        ("value", Arc::new(Float64Array::from(vec![1.5]))),
        ("labels", label_list(["key", "value"])),
    ]
}

#[test]
fn labels_as_a_list_and_times_in_microseconds_are_read() {
    let examined = examine(&file(columns())).unwrap();
    assert!(examined.shape.labels == LabelShape::List && !examined.shape.has_proxy_and_date);
    let (first, last) = examined.span.unwrap();
    assert_eq!((first.ms(), last.ms()), (AT_MS, AT_MS));
    let rows = decode(file(columns())).unwrap();
    assert_eq!(rows[0].labels, Labels::from_pairs([("environment", "prod")]));
    assert_eq!((rows[0].timestamp.ms(), rows[0].value), (AT_MS, 1.5));
}

#[test]
fn a_missing_column_is_named() {
    for (at, name) in ["timestamp", "metric_name", "value", "labels"].into_iter().enumerate() {
        let mut columns = columns();
        columns.remove(at);
        assert_eq!(examine(&file(columns)).unwrap_err().to_string(), format!("it has no column `{name}`"));
    }
}

#[test]
fn a_column_of_another_type_is_named() {
    let cases: [(usize, ArrayRef, &str); 6] = [
        (0, Arc::new(Int64Array::from(vec![1])), "its column `timestamp` holds Int64, not a timestamp"),
        (0, text("2023-04-01"), "its column `timestamp` holds Utf8, not a timestamp"),
        (1, Arc::new(Int64Array::from(vec![1])), "its column `metric_name` holds Int64, not text"),
        (2, text("1"), "its column `value` holds Utf8, not numbers"),
        (
            3,
            text("prod"),
            "its column `labels` holds Utf8, not a map of text to text, a list of `key` and `value`, or a struct of texts",
        ),
        (
            3,
            label_list(["name", "text"]),
            "its column `labels` holds another list, not a map of text to text, a list of `key` and `value`, or a struct of texts",
        ),
    ];
    for (at, array, words) in cases {
        let mut columns = columns();
        columns[at].1 = array;
        assert_eq!(examine(&file(columns)).unwrap_err().to_string(), words);
    }
}

#[test]
fn values_are_numbers_of_any_type_and_labels_may_be_a_struct() {
    let fields = |value| vec![(Arc::new(Field::new("environment", DataType::Utf8, true)), value)];
    for array in [Arc::new(Float32Array::from(vec![2.0])) as ArrayRef, Arc::new(Int64Array::from(vec![2]))] {
        for (label, labels) in
            [(text("prod"), Labels::from_pairs([("environment", "prod")])), (no_text(), Labels::default())]
        {
            let mut columns = columns();
            columns[2].1 = Arc::clone(&array);
            columns[3].1 = Arc::new(StructArray::from(fields(label)));
            let shape = examine(&file(columns.clone())).unwrap().shape;
            assert_eq!(shape.labels, LabelShape::Struct(vec!["environment".to_owned()]));
            let rows = decode(file(columns)).unwrap();
            assert_eq!((rows[0].value, &rows[0].labels), (2.0, &labels));
        }
    }
}

#[test]
fn bounds_that_may_hide_nan_are_told() {
    assert!(examine(&file(columns())).unwrap().shape.bounds_hide_nan);
}

#[test]
fn rows_without_a_value_are_refused_when_they_are_read() {
    let nulls: [(usize, ArrayRef); 3] = [
        (0, Arc::new(TimestampMillisecondArray::from(vec![None]))),
        (1, Arc::new(StringArray::from(vec![None::<&str>]))),
        (2, Arc::new(Float64Array::from(vec![None]))),
    ];
    for (at, array) in nulls {
        let mut columns = columns();
        columns[at].1 = array;
        let words = decode(file(columns)).unwrap_err().to_string();
        assert!(words.ends_with("has a row without a value"), "{words}");
    }
}

/// Rows of two metrics whose names go back and forth, as a program that writes by time has them.
pub(super) fn unsorted() -> Vec<u8> {
    let times: Vec<i64> = (0..4).map(|at| AT_MS + 1_000 * at).collect();
    let environment: ArrayRef = Arc::new(StringArray::from(vec![Some("prod"), None, Some("test"), Some("prod")]));
    let labels = vec![(Arc::new(Field::new("environment", DataType::Utf8, true)), environment)];
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("timestamp", Arc::new(TimestampMillisecondArray::from(times))),
        ("metric_name", Arc::new(StringArray::from(vec!["b", "a", "b", "a"]))),
        ("value", Arc::new(Float64Array::from(vec![1.0, 2.0, 3.0, 4.0]))),
        ("labels", Arc::new(StructArray::from(labels))),
    ];
    file(columns).to_vec()
}
