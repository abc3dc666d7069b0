//! Every type, the odd values of each, and what does not fit.

use std::sync::Arc;

use arrow::array::*;
use arrow::datatypes::*;

use super::*;

fn texts(array: &dyn Array) -> Vec<String> {
    (0..array.len()).map(|row| text(array, row).unwrap_or_else(|| "NULL".to_owned())).collect()
}

#[test]
fn numbers_are_exact() {
    let doubles = Float64Array::from(vec![
        0.1,
        42.0,
        -0.0,
        1e300,
        1e-7,
        9_007_199_254_740_993.0,
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::MAX,
    ]);
    assert_eq!(
        texts(&doubles),
        ["0.1", "42", "-0", "1e300", "1e-7", "9007199254740992", "NaN", "+Inf", "-Inf", "1.7976931348623157e308"]
    );
    assert_eq!(texts(&Float32Array::from(vec![0.1])), ["0.1"]);
    assert_eq!(texts(&Int64Array::from(vec![i64::MIN, i64::MAX])), ["-9223372036854775808", "9223372036854775807"]);
    assert_eq!(texts(&UInt64Array::from(vec![u64::MAX])), ["18446744073709551615"]);
    let huge = Decimal128Array::from(vec![99_999_999_999_999_999_999_999_999_999_999_999_999_i128, -1])
        .with_precision_and_scale(38, 0)
        .unwrap();
    assert_eq!(texts(&huge), ["99999999999999999999999999999999999999", "-1"]);
    let money = Decimal128Array::from(vec![123_456, -5]).with_precision_and_scale(18, 3).unwrap();
    assert_eq!(texts(&money), ["123.456", "-0.005"]);
    assert_eq!(number(&money, 0), Some(123.456));
    assert_eq!((number(&doubles, 1), number(&StringArray::from(vec!["1"]), 0)), (Some(42.0), None));
}

#[test]
fn null_is_not_an_empty_text() {
    let array = StringArray::from(vec![Some(""), None, Some("NULL")]);
    assert_eq!((text(&array, 0), text(&array, 1), text(&array, 2)), (Some("".into()), None, Some("NULL".into())));
    assert_eq!(text(&array, 3), None);
    assert_eq!(text(&NullArray::new(2), 1), None);
}

#[test]
fn moments_are_in_utc_with_milliseconds() {
    let day = 1_680_307_200_000_i64;
    let array = TimestampMillisecondArray::from(vec![day, day + 5, -1, i64::MAX, -i64::MAX]);
    assert_eq!(
        texts(&array),
        ["2023-04-01 00:00:00.000", "2023-04-01 00:00:00.005", "1969-12-31 23:59:59.999", "infinity", "-infinity"]
    );
    let finer = TimestampMicrosecondArray::from(vec![day * 1000 + 1]);
    assert_eq!(texts(&finer), ["2023-04-01 00:00:00.000001"]);
    assert_eq!(texts(&finer.with_timezone("Europe/Vienna")), ["2023-04-01 00:00:00.000001+00"]);
    assert_eq!(texts(&TimestampSecondArray::from(vec![i64::MAX - 1, i64::MIN + 2])).len(), 2);
    assert_eq!(
        texts(&Date32Array::from(vec![19_448, i32::MAX, -800_000])),
        ["2023-04-01", "infinity", "0222-09-04 (BC)"]
    );
    assert_eq!(texts(&Time64MicrosecondArray::from(vec![86_399_000_500])), ["23:59:59.000500"]);
    assert_eq!((moment_ms(&array, 1), moment_ms(&array, 3)), (Some(day + 5), None));
    assert_eq!(moment_ms(&Date32Array::from(vec![1]), 0), Some(86_400_000));
}

fn labels() -> MapArray {
    let mut map = MapBuilder::new(None, StringBuilder::new(), StringBuilder::new());
    map.keys().append_value("a\"b");
    map.values().append_value("<script>");
    map.keys().append_value("none");
    map.values().append_null();
    map.append(true).unwrap();
    map.append(true).unwrap();
    map.append(false).unwrap();
    map.finish()
}

#[test]
fn nested_values_are_json() {
    assert_eq!(texts(&labels()), [r#"{"a\"b": "<script>", "none": null}"#, "{}", "NULL"]);
    let list = ListArray::from_iter_primitive::<Float64Type, _, _>(vec![Some(vec![Some(1.5), None, Some(f64::NAN)])]);
    assert_eq!(texts(&list), [r#"[1.5, null, "NaN"]"#]);
    let item: ArrayRef = Arc::new(Date32Array::from(vec![19_448]));
    let bytes: ArrayRef = Arc::new(BinaryArray::from(vec![b"\x00\xff".as_slice()]));
    let row = StructArray::from(vec![
        (Arc::new(Field::new("day", DataType::Date32, true)), item),
        (Arc::new(Field::new("raw", DataType::Binary, true)), bytes),
    ]);
    assert_eq!(texts(&row), [r#"{"day": "2023-04-01", "raw": "\\x00\\xFF"}"#]);
    let words: DictionaryArray<UInt8Type> = vec![Some("one"), None, Some("one")].into_iter().collect();
    assert_eq!(texts(&words), ["one", "NULL", "one"]);
}

#[test]
fn deep_values_end() {
    let mut array: ArrayRef = Arc::new(Int64Array::from(vec![1]));
    for _ in 0..60 {
        array = Arc::new(StructArray::from(vec![(Arc::new(Field::new("a", array.data_type().clone(), true)), array)]));
    }
    assert!(text(array.as_ref(), 0).unwrap().contains('…'));
}

#[test]
fn what_has_no_room_is_cut_between_characters() {
    let array = StringArray::from(vec!["µµµµ"]);
    let cut = |max_chars| short_text(&array, 0, max_chars).unwrap();
    assert_eq!(cut(4), CellText { text: "µµµµ".into(), is_cut: false });
    assert_eq!(cut(3), CellText { text: "µµµ".into(), is_cut: true });
    assert_eq!(cut(0), CellText { text: String::new(), is_cut: true });
    let blob = BinaryArray::from(vec![vec![7; 1_000_000].as_slice()]);
    assert_eq!(short_text(&blob, 0, 6).unwrap().text, "\\x07\\x");
    let shown = short_text(&labels(), 0, 9).unwrap();
    assert_eq!((shown.text.as_str(), shown.is_cut), (r#"{"a\"b": "#, true));
}

#[test]
fn types_have_duckdbs_names() {
    let name = |data_type| type_name(&data_type);
    assert_eq!(type_name(labels().data_type()), "MAP(VARCHAR, VARCHAR)");
    assert_eq!(name(DataType::Timestamp(TimeUnit::Microsecond, None)), "TIMESTAMP");
    assert_eq!(name(DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()))), "TIMESTAMPTZ");
    assert_eq!(name(DataType::Decimal128(38, 0)), "HUGEINT");
    assert_eq!(name(DataType::Decimal128(18, 3)), "DECIMAL(18,3)");
    assert_eq!(name(DataType::new_list(DataType::Int64, true)), "BIGINT[]");
    let fields = Fields::from(vec![Field::new("a", DataType::Utf8, true), Field::new("b", DataType::Float64, true)]);
    assert_eq!(name(DataType::Struct(fields)), "STRUCT(a VARCHAR, b DOUBLE)");
    assert!(is_number(&DataType::Decimal128(18, 3)) && !is_number(&DataType::Utf8));
}
