//! Each form read back, with values that break naive writers.

use std::sync::Arc;

use arrow::array::{
    ArrayRef, Float64Array, MapBuilder, RecordBatch, StringArray, StringBuilder, TimestampMillisecondArray,
};
use bytes::Bytes;
use parquet::arrow::arrow_reader::ParquetRecordBatchReader;

use super::{Export, ExportError, Format};

mod types;

fn rows() -> RecordBatch {
    let mut labels = MapBuilder::new(None, StringBuilder::new(), StringBuilder::new());
    labels.keys().append_value("path");
    labels.values().append_value("a,\"b\"\n");
    labels.append(true).unwrap();
    labels.append(true).unwrap();
    labels.append(false).unwrap();
    let columns: [(&str, ArrayRef, bool); 4] = [
        ("timestamp", Arc::new(TimestampMillisecondArray::from(vec![0, 1, 2])), false),
        ("value", Arc::new(Float64Array::from(vec![Some(-0.5), Some(f64::NAN), None])), true),
        ("=name", Arc::new(StringArray::from(vec![Some("=1+1"), Some("-a"), None])), true),
        ("labels", Arc::new(labels.finish()), true),
    ];
    RecordBatch::try_from_iter_with_nullable(columns).unwrap()
}

fn written(format: Format, batches: usize) -> Vec<u8> {
    let mut export = Export::begin(format, &rows().schema()).unwrap();
    let mut bytes: Vec<u8> = (0..batches).flat_map(|_| export.rows(&rows()).unwrap()).collect();
    bytes.extend(export.end().unwrap());
    bytes
}

#[test]
fn csv_is_quoted_and_runs_no_formula() {
    let text = String::from_utf8(written(Format::Csv, 1)).unwrap();
    let expected = "timestamp,value,'=name,labels\n\
        1970-01-01 00:00:00.000,-0.5,'=1+1,\"{\"\"path\"\": \"\"a,\\\"\"b\\\"\"\\n\"\"}\"\n\
        1970-01-01 00:00:00.001,NaN,'-a,{}\n\
        1970-01-01 00:00:00.002,,,\n";
    assert_eq!(text, expected);
}

#[test]
fn csv_has_infinity_as_every_reader_knows_it() {
    let values = vec![f64::INFINITY, f64::NEG_INFINITY, f64::NAN, 1.5];
    let rows = RecordBatch::try_from_iter([("value", Arc::new(Float64Array::from(values)) as ArrayRef)]).unwrap();
    assert_eq!(types::text(Format::Csv, &rows), "value\ninf\n-inf\nNaN\n1.5\n");
}

#[test]
fn csv_has_no_empty_line() {
    let texts = StringArray::from(vec![Some("a"), None, Some(""), Some("b")]);
    let one = RecordBatch::try_from_iter([("x", Arc::new(texts.clone()) as ArrayRef)]).unwrap();
    assert_eq!(types::text(Format::Csv, &one), "x\na\n\"\"\n\"\"\nb\n");
    let two = RecordBatch::try_from_iter([("x", Arc::new(texts.clone()) as ArrayRef), ("y", Arc::new(texts))]).unwrap();
    assert_eq!(types::text(Format::Csv, &two), "x,y\na,a\n,\n,\nb,b\n");
}

#[test]
fn json_is_one_array_of_all_batches() {
    let read: serde_json::Value = serde_json::from_slice(&written(Format::Json, 2)).unwrap();
    let rows = read.as_array().unwrap();
    assert_eq!(rows.len(), 6);
    assert_eq!(rows[0]["value"], -0.5);
    assert_eq!(
        (&rows[0]["timestamp"], &rows[1]["timestamp"]),
        (&"1970-01-01T00:00:00Z".into(), &"1970-01-01T00:00:00.001Z".into())
    );
    assert_eq!(rows[0]["labels"]["path"], "a,\"b\"\n");
    assert!(rows[1]["value"].is_null() && rows[2]["=name"].is_null());
}

#[test]
fn parquet_is_read_back_as_it_was() {
    let bytes = Bytes::from(written(Format::Parquet, 2));
    let reader = ParquetRecordBatchReader::try_new(bytes, 1024).unwrap();
    let read: Vec<RecordBatch> = reader.map(Result::unwrap).collect();
    assert_eq!(read.iter().map(RecordBatch::num_rows).sum::<usize>(), 6);
    assert_eq!(format!("{:?}", read[0].slice(0, 3).columns()), format!("{:?}", rows().columns()));
}

#[test]
fn no_rows_are_a_file_too() {
    assert_eq!(written(Format::Csv, 0), b"timestamp,value,'=name,labels\n");
    assert_eq!(written(Format::Json, 0), b"[]");
    let reader = ParquetRecordBatchReader::try_new(Bytes::from(written(Format::Parquet, 0)), 1024).unwrap();
    assert_eq!(reader.count(), 0);
}

#[test]
fn a_format_has_one_name() {
    for (name, format) in Format::NAMES {
        assert_eq!((Format::named(name), format.name()), (Some(format), name));
    }
    assert_eq!(Format::named("xls"), None);
}
