//! The types that writers of files stumble over: the right value, or a refusal that names the column.

use std::sync::Arc;

use arrow::array::*;
use arrow::buffer::{OffsetBuffer, ScalarBuffer};
use arrow::datatypes::*;

use super::{Export, ExportError, Format};

/// A whole file.
pub(super) fn text(format: Format, rows: &RecordBatch) -> String {
    String::from_utf8(file(format, rows).unwrap()).unwrap()
}

fn file(format: Format, rows: &RecordBatch) -> Result<Vec<u8>, ExportError> {
    let mut export = Export::begin(format, &rows.schema())?;
    let mut bytes = export.rows(rows)?;
    bytes.extend(export.end()?);
    Ok(bytes)
}

fn column(array: impl Array + 'static) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable([("x", Arc::new(array) as ArrayRef, true)]).unwrap()
}

/// A map of numbers to numbers of one row.
fn numbers_by_number() -> MapArray {
    let fields: Fields =
        vec![Field::new("key", DataType::Float64, false), Field::new("value", DataType::Int64, true)].into();
    let entries = StructArray::new(
        fields.clone(),
        vec![Arc::new(Float64Array::from(vec![1.5, 2.0])), Arc::new(Int64Array::from(vec![Some(1), None]))],
        None,
    );
    MapArray::new(
        Arc::new(Field::new_struct("entries", fields, false)),
        OffsetBuffer::from_lengths([2]),
        entries,
        None,
        false,
    )
}

/// A union of a number and a text: a number, a text, NULL.
fn union() -> UnionArray {
    let fields = [Field::new("n", DataType::Int64, true), Field::new("t", DataType::Utf8, true)];
    let fields: UnionFields =
        [(0, Arc::new(fields[0].clone())), (1, Arc::new(fields[1].clone()))].into_iter().collect();
    let children: Vec<ArrayRef> = vec![
        Arc::new(Int64Array::from(vec![Some(2), None, None])),
        Arc::new(StringArray::from(vec![None, Some("b\""), None])),
    ];
    UnionArray::try_new(fields, ScalarBuffer::from(vec![0_i8, 1, 0]), None, children).unwrap()
}

#[test]
fn moments_in_json_have_an_offset() {
    let day = 1_680_307_200_000_000_i64;
    let moments =
        TimestampMicrosecondArray::from(vec![Some(day), Some(day + 5), None, Some(i64::MAX), Some(-i64::MAX)]);
    let expected = r#"[{"x":"2023-04-01T00:00:00Z"},{"x":"2023-04-01T00:00:00.000005Z"},{"x":null},{"x":"infinity"},{"x":"-infinity"}]"#;
    assert_eq!(text(Format::Json, &column(moments.clone())), expected);
    assert_eq!(text(Format::Json, &column(moments.with_timezone("Etc/UTC"))), expected);
    let dates = Date32Array::from(vec![19_448, i32::MAX, -800_000]);
    assert_eq!(text(Format::Json, &column(dates)), r#"[{"x":"2023-04-01"},{"x":"infinity"},{"x":"0222-09-04 (BC)"}]"#);
    let midnight = Time64MicrosecondArray::from(vec![86_400_000_000]);
    assert!(text(Format::Json, &column(midnight)).contains("24:00:00"));
}

#[test]
fn keys_of_maps_are_text_in_json() {
    assert_eq!(text(Format::Json, &column(numbers_by_number())), r#"[{"x":{"1.5":1,"2":null}}]"#);
    assert!(file(Format::Parquet, &column(numbers_by_number())).is_ok());
}

#[test]
fn a_union_is_its_value_or_refused() {
    assert_eq!(text(Format::Json, &column(union())), r#"[{"x":2},{"x":"b\""},{"x":null}]"#);
    assert_eq!(text(Format::Csv, &column(union())), "x\n2\n\"b\"\"\"\n\"\"\n");
    let list = ListArray::new(
        Arc::new(Field::new("l", union().data_type().clone(), true)),
        OffsetBuffer::from_lengths([3]),
        Arc::new(union()),
        None,
    );
    assert_eq!(text(Format::Json, &column(list.clone())), r#"[{"x":[2,"b\"",null]}]"#);
    for rows in [column(union()), column(list)] {
        let refused = Export::begin(Format::Parquet, &rows.schema()).unwrap_err().to_string();
        assert_eq!(
            refused,
            "the column `x` holds UNION, which has no form in Parquet: cast it, as in CAST(x AS VARCHAR)"
        );
    }
}

#[test]
fn numbers_of_39_digits_are_exact_or_refused() {
    let hundred = 100_000_000_000_000_000_000_000_000_000_000_000_000_i128;
    let huge = column(Decimal128Array::from(vec![hundred, 1]).with_precision_and_scale(38, 0).unwrap());
    assert_eq!(text(Format::Json, &huge), format!(r#"[{{"x":{hundred}}},{{"x":1}}]"#));
    assert_eq!(text(Format::Csv, &huge), format!("x\n{hundred}\n1\n"));
    let refused = file(Format::Parquet, &huge).unwrap_err().to_string();
    assert!(refused.contains("`x` holds a number of 39 digits"), "{refused}");
    assert!(file(Format::Parquet, &huge.slice(1, 1)).is_ok());
    let unsigned =
        column(Decimal256Array::from(vec![i256::from_parts(u128::MAX, 0)]).with_precision_and_scale(39, 0).unwrap());
    assert_eq!(text(Format::Json, &unsigned), format!(r#"[{{"x":{}}}]"#, u128::MAX));
    let refused = file(Format::Parquet, &unsigned).unwrap_err().to_string();
    assert!(refused.contains("UHUGEINT") && refused.contains("CAST(x AS DECIMAL(38, 0))"), "{refused}");
}

#[test]
fn infinity_is_no_moment_of_parquet() {
    for array in [
        Arc::new(TimestampMicrosecondArray::from(vec![0, i64::MAX])) as ArrayRef,
        Arc::new(TimestampMillisecondArray::from(vec![None, Some(-i64::MAX)])),
        Arc::new(Date32Array::from(vec![-i32::MAX])),
    ] {
        let rows = RecordBatch::try_from_iter_with_nullable([("x", array, true)]).unwrap();
        let refused = file(Format::Parquet, &rows).unwrap_err().to_string();
        assert!(refused.contains("the column `x` holds infinity"), "{refused}");
    }
}

#[test]
fn bytes_are_as_duckdb_writes_them() {
    let bytes = column(BinaryArray::from(vec![&b"a\"\\\x00\xff"[..]]));
    assert_eq!(text(Format::Csv, &bytes), "x\na\\x22\\x5C\\x00\\xFF\n");
    assert_eq!(text(Format::Json, &bytes), r#"[{"x":"a\\x22\\x5C\\x00\\xFF"}]"#);
}

#[test]
fn what_lies_too_deep_is_refused_by_every_format() {
    let mut array: ArrayRef = Arc::new(Int64Array::from(vec![1]));
    for _ in 0..30 {
        array = Arc::new(StructArray::from(vec![(Arc::new(Field::new("a", array.data_type().clone(), true)), array)]));
    }
    let rows = RecordBatch::try_from_iter_with_nullable([("x", array, true)]).unwrap();
    for (_, format) in Format::NAMES {
        let refused = Export::begin(format, &rows.schema()).unwrap_err().to_string();
        assert!(refused.contains("the column `x` holds values more than 24 deep"), "{refused}");
    }
}
