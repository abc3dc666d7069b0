//! DuckDB's own types as it hands them over, and what becomes of them.

use std::collections::HashMap;
use std::sync::Arc;

use arrow::array::*;
use arrow::buffer::OffsetBuffer;
use arrow::datatypes::*;

use super::*;
use crate::cell;

/// A field of one of DuckDB's own types.
fn opaque(name: &str, storage: DataType, type_name: &str) -> Field {
    let said = format!(r#"{{"type_name": "{type_name}", "vendor_name": "DuckDB"}}"#);
    extended(name, storage, "arrow.opaque", &said)
}

fn extended(name: &str, storage: DataType, extension: &str, said: &str) -> Field {
    let metadata = [(EXTENSION_NAME, extension), (EXTENSION_METADATA, said)];
    let metadata: HashMap<String, String> = metadata.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
    Field::new(name, storage, true).with_metadata(metadata)
}

fn sixteen(values: [Option<[u8; 16]>; 2]) -> ArrayRef {
    Arc::new(FixedSizeBinaryArray::try_from_sparse_iter_with_size(values.into_iter(), 16).unwrap())
}

/// The plain rows of columns.
fn plain(columns: Vec<(Field, ArrayRef)>) -> RecordBatch {
    let (fields, arrays): (Vec<Field>, Vec<ArrayRef>) = columns.into_iter().unzip();
    let schema = Arc::new(Schema::new(fields));
    let rows = RecordBatch::try_new(Arc::clone(&schema), arrays).unwrap();
    PlainColumns::of(&schema).unwrap().rows(&rows).unwrap()
}

fn shown(rows: &RecordBatch, column: usize) -> Vec<String> {
    let array = rows.column(column).as_ref();
    (0..array.len()).map(|row| cell::text(array, row).unwrap_or_else(|| "NULL".to_owned())).collect()
}

#[test]
fn the_widest_numbers_are_exact() {
    let hundred = 100_000_000_000_000_000_000_000_000_000_000_000_000_i128;
    let rows = plain(vec![
        (
            opaque("huge", DataType::FixedSizeBinary(16), "hugeint"),
            sixteen([Some(hundred.to_le_bytes()), Some(i128::MIN.to_le_bytes())]),
        ),
        (opaque("unsigned", DataType::FixedSizeBinary(16), "uhugeint"), sixteen([Some(u128::MAX.to_le_bytes()), None])),
    ]);
    assert_eq!(
        shown(&rows, 0),
        ["100000000000000000000000000000000000000", "-170141183460469231731687303715884105728"]
    );
    assert_eq!(shown(&rows, 1), ["340282366920938463463374607431768211455", "NULL"]);
    let types: Vec<String> = rows.schema().fields().iter().map(|field| cell::field_type_name(field)).collect();
    assert_eq!(types, ["HUGEINT", "UHUGEINT"]);
}

#[test]
fn what_arrow_has_no_type_for_is_text() {
    let time: ArrayRef = Arc::new(
        FixedSizeBinaryArray::try_from_iter([b"\xd7\xbd\x00\x00\xb0\xeb\x0e\n".to_vec()].into_iter()).unwrap(),
    );
    let id: ArrayRef =
        Arc::new(FixedSizeBinaryArray::try_from_iter([(0..16_u8).collect::<Vec<_>>()].into_iter()).unwrap());
    let rows = plain(vec![
        (opaque("bits", DataType::Binary, "bit"), Arc::new(BinaryArray::from(vec![&b"\x04\xf5"[..]]))),
        (opaque("number", DataType::Binary, "bignum"), Arc::new(BinaryArray::from(vec![&b"\x80\x00\x01\xff"[..]]))),
        (opaque("time", DataType::FixedSizeBinary(8), "time_tz"), time),
        (extended("id", DataType::FixedSizeBinary(16), "arrow.uuid", ""), id),
        (extended("yes", DataType::Int8, "arrow.bool8", ""), Arc::new(Int8Array::from(vec![1]))),
        (
            Field::new("length", DataType::Interval(IntervalUnit::MonthDayNano), true),
            Arc::new(IntervalMonthDayNanoArray::from(vec![IntervalMonthDayNano::new(14, 1, 0)])),
        ),
    ]);
    let texts: Vec<String> = (0..6).map(|column| shown(&rows, column).concat()).collect();
    assert_eq!(
        texts,
        ["0101", "255", "12:00:00+02:30", "00010203-0405-0607-0809-0a0b0c0d0e0f", "true", "1 year 2 months 1 day"]
    );
    let types: Vec<String> = rows.schema().fields().iter().map(|field| cell::field_type_name(field)).collect();
    assert_eq!(types, ["BIT", "BIGNUM", "TIMETZ", "UUID", "BOOLEAN", "INTERVAL"]);
}

#[test]
fn values_inside_of_others_become_plain_too() {
    let item = Arc::new(opaque("l", DataType::Binary, "bit"));
    let bits: ArrayRef = Arc::new(BinaryArray::from(vec![&b"\x04\xf5"[..], b"\x00\xff"]));
    let list = ListArray::new(Arc::clone(&item), OffsetBuffer::from_lengths([2]), bits, None);
    let inside = Field::new("inside", DataType::List(item), true);
    let whole = StructArray::new(vec![inside.clone()].into(), vec![Arc::new(list)], None);
    let seconds: ArrayRef = Arc::new(TimestampSecondArray::from(vec![i64::MAX]));
    let rows = plain(vec![
        (Field::new("whole", DataType::Struct(vec![inside].into()), true), Arc::new(whole)),
        (Field::new("second", DataType::Timestamp(TimeUnit::Second, None), true), seconds),
    ]);
    assert_eq!(shown(&rows, 0), [r#"{"inside": ["0101", "11111111"]}"#]);
    assert_eq!(cell::field_type_name(rows.schema().field(0)), "STRUCT(inside BIT[])");
    assert_eq!(shown(&rows, 1), ["infinity"]);
}

#[test]
fn columns_of_one_name_get_numbers() {
    let column =
        |value| (Field::new("value", DataType::Int64, true), Arc::new(Int64Array::from(vec![value])) as ArrayRef);
    let rows = plain(vec![column(1), column(2)]);
    let names: Vec<String> = rows.schema().fields().iter().map(|field| field.name().clone()).collect();
    assert_eq!(names, ["value", "value_1"]);
}

#[test]
fn a_type_nobody_knows_is_refused_by_its_column() {
    for (field, words) in [
        (
            extended("place", DataType::Binary, "geoarrow.wkb", "{}"),
            "the column `place` holds GEOMETRY, which cannot be sent as it is: cast it, as in CAST(place AS VARCHAR)",
        ),
        (
            opaque("a \"b\"", DataType::Binary, "new"),
            "the column `a \"b\"` holds NEW, which cannot be sent as it is: cast it, as in CAST(\"a \"\"b\"\"\" AS VARCHAR)",
        ),
    ] {
        let refused = PlainColumns::of(&Arc::new(Schema::new(vec![field]))).unwrap_err();
        assert_eq!(refused.to_string(), words);
    }
}
