//! Values that hold no other: numbers, texts, bytes, moments.

use std::fmt::{self, Write};

use arrow::array::{Array, AsArray};
use arrow::datatypes::*;
use arrow::util::display::{ArrayFormatter, FormatOptions};

use super::room::Room;
use super::{Style, moment};

/// Writes a value. What JSON has no word for is a text there.
pub(super) fn write(room: &mut Room, array: &dyn Array, row: usize, style: Style) -> fmt::Result {
    let quoted = |room: &mut Room, text: &str| match style {
        Style::Plain => room.push(text),
        Style::Json => room.push_quoted(text),
    };
    match array.data_type() {
        DataType::Utf8 => quoted(room, array.as_string::<i32>().value(row)),
        DataType::LargeUtf8 => quoted(room, array.as_string::<i64>().value(row)),
        DataType::Utf8View => quoted(room, array.as_string_view().value(row)),
        DataType::Float16 => float(room, f64::from(array.as_primitive::<Float16Type>().value(row)), style),
        DataType::Float32 => single(room, array.as_primitive::<Float32Type>().value(row), style),
        DataType::Float64 => float(room, array.as_primitive::<Float64Type>().value(row), style),
        DataType::Boolean => room.push(if array.as_boolean().value(row) { "true" } else { "false" }),
        DataType::Binary => bytes_of(room, array.as_binary::<i32>().value(row), style),
        DataType::LargeBinary => bytes_of(room, array.as_binary::<i64>().value(row), style),
        DataType::BinaryView => bytes_of(room, array.as_binary_view().value(row), style),
        DataType::FixedSizeBinary(_) => bytes_of(room, array.as_fixed_size_binary().value(row), style),
        DataType::Decimal128(_, scale) => {
            room.push(&decimal(array.as_primitive::<Decimal128Type>().value(row), *scale))
        }
        data_type if data_type.is_numeric() => room.push(&formatted(array, row)),
        _ => quoted(room, &time(array, row).unwrap_or_else(|| formatted(array, row))),
    }
}

/// The shortest text that reads back as the same number.
fn float(room: &mut Room, value: f64, style: Style) -> fmt::Result {
    match special(value) {
        Some(word) => word_of(room, word, style),
        None if is_long(value) => write!(room, "{value:e}"),
        None => write!(room, "{value}"),
    }
}

/// The same for a `REAL`, which has fewer digits.
fn single(room: &mut Room, value: f32, style: Style) -> fmt::Result {
    match special(f64::from(value)) {
        Some(word) => word_of(room, word, style),
        None if is_long(f64::from(value)) => write!(room, "{value:e}"),
        None => write!(room, "{value}"),
    }
}

fn word_of(room: &mut Room, word: &str, style: Style) -> fmt::Result {
    if style == Style::Json { room.push_quoted(word) } else { room.push(word) }
}

/// As Prometheus writes them.
fn special(value: f64) -> Option<&'static str> {
    match value {
        value if value.is_nan() => Some("NaN"),
        f64::INFINITY => Some("+Inf"),
        f64::NEG_INFINITY => Some("-Inf"),
        _ => None,
    }
}

fn is_long(value: f64) -> bool {
    value != 0.0 && !(1e-5..1e16).contains(&value.abs())
}

/// As DuckDB writes them: what can be printed as it is, other bytes as `\xNN`.
fn bytes_of(room: &mut Room, bytes: &[u8], style: Style) -> fmt::Result {
    // JSON has a `\` of its own.
    let (quote, escape) = if style == Style::Json { ("\"", "\\\\x") } else { ("", "\\x") };
    room.push(quote)?;
    for byte in bytes {
        match byte {
            b'\\' | b'\'' | b'"' | ..=0x1f | 0x7f.. => write!(room, "{escape}{byte:02X}")?,
            printed => room.push(char::from(*printed).encode_utf8(&mut [0; 4]))?,
        }
    }
    room.push(quote)
}

/// A decimal with all of its digits, also where they are more than its type says: DuckDB's widest whole numbers are such.
fn decimal(value: i128, scale: i8) -> String {
    let digits = value.unsigned_abs().to_string();
    let scale = usize::try_from(scale).unwrap_or(0);
    let digits = format!("{digits:0>width$}", width = scale + 1);
    let (whole, below) = digits.split_at(digits.len() - scale);
    let sign = if value < 0 { "-" } else { "" };
    if below.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{below}") }
}

fn time(array: &dyn Array, row: usize) -> Option<String> {
    use TimeUnit::{Microsecond, Millisecond, Nanosecond, Second};
    Some(match array.data_type() {
        DataType::Date32 => moment::date(array.as_primitive::<Date32Type>().value(row)),
        DataType::Time32(Second) => {
            moment::time_of_day(i64::from(array.as_primitive::<Time32SecondType>().value(row)), Second)
        }
        DataType::Time32(unit) => {
            moment::time_of_day(i64::from(array.as_primitive::<Time32MillisecondType>().value(row)), *unit)
        }
        DataType::Time64(Microsecond) => {
            moment::time_of_day(array.as_primitive::<Time64MicrosecondType>().value(row), Microsecond)
        }
        DataType::Time64(unit) => moment::time_of_day(array.as_primitive::<Time64NanosecondType>().value(row), *unit),
        DataType::Timestamp(unit, zone) => {
            let value = match unit {
                Second => array.as_primitive::<TimestampSecondType>().value(row),
                Millisecond => array.as_primitive::<TimestampMillisecondType>().value(row),
                Microsecond => array.as_primitive::<TimestampMicrosecondType>().value(row),
                Nanosecond => array.as_primitive::<TimestampNanosecondType>().value(row),
            };
            // Arrow keeps a moment with a zone in UTC.
            let text = moment::timestamp(value, *unit);
            if zone.is_some() && !text.ends_with("infinity") { format!("{text}+00") } else { text }
        }
        _ => return None,
    })
}

/// Whole numbers, decimals, intervals, and what there may be more: as Arrow writes them.
fn formatted(array: &dyn Array, row: usize) -> String {
    let options = FormatOptions::default();
    let formatter = ArrayFormatter::try_new(array, &options).ok();
    formatter.and_then(|formatter| formatter.value(row).try_to_string().ok()).unwrap_or_else(|| "?".to_owned())
}
