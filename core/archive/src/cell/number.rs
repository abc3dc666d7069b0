//! Values as numbers and as moments, for whoever draws them.

use arrow::array::{Array, AsArray};
use arrow::datatypes::*;

use super::is_null;

/// Returns true if the values of a type are numbers.
#[must_use]
pub fn is_number(data_type: &DataType) -> bool {
    data_type.is_numeric()
}

/// Returns true if the values of a type are moments: dates or timestamps.
#[must_use]
pub fn is_moment(data_type: &DataType) -> bool {
    matches!(data_type, DataType::Date32 | DataType::Timestamp(..))
}

/// Returns true if the values of a type are texts.
#[must_use]
pub fn is_text(data_type: &DataType) -> bool {
    match data_type {
        DataType::Dictionary(_, values) => is_text(values),
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => true,
        _ => false,
    }
}

/// A number as near as a `f64` comes; `None` for NULL and for what is no number.
#[must_use]
pub fn number(array: &dyn Array, row: usize) -> Option<f64> {
    if row >= array.len() || is_null(array, row) {
        return None;
    }
    let scaled = |value: f64, scale: i8| value / 10_f64.powi(i32::from(scale));
    match array.data_type() {
        DataType::Float16 => Some(f64::from(array.as_primitive::<Float16Type>().value(row))),
        DataType::Float32 => Some(f64::from(array.as_primitive::<Float32Type>().value(row))),
        DataType::Float64 => Some(array.as_primitive::<Float64Type>().value(row)),
        DataType::UInt64 => Some(array.as_primitive::<UInt64Type>().value(row) as f64),
        DataType::Decimal32(_, scale) => {
            Some(scaled(f64::from(array.as_primitive::<Decimal32Type>().value(row)), *scale))
        }
        DataType::Decimal64(_, scale) => Some(scaled(array.as_primitive::<Decimal64Type>().value(row) as f64, *scale)),
        DataType::Decimal128(_, scale) => {
            Some(scaled(array.as_primitive::<Decimal128Type>().value(row) as f64, *scale))
        }
        // Wider than any number of the language.
        DataType::Decimal256(..) => super::text(array, row)?.parse().ok(),
        _ => integer(array, row).map(|value| value as f64),
    }
}

/// A whole number; `None` for what is none, or is larger than 64 bits with a sign.
pub(super) fn integer(array: &dyn Array, row: usize) -> Option<i64> {
    Some(match array.data_type() {
        DataType::Int8 => i64::from(array.as_primitive::<Int8Type>().value(row)),
        DataType::Int16 => i64::from(array.as_primitive::<Int16Type>().value(row)),
        DataType::Int32 => i64::from(array.as_primitive::<Int32Type>().value(row)),
        DataType::Int64 => array.as_primitive::<Int64Type>().value(row),
        DataType::UInt8 => i64::from(array.as_primitive::<UInt8Type>().value(row)),
        DataType::UInt16 => i64::from(array.as_primitive::<UInt16Type>().value(row)),
        DataType::UInt32 => i64::from(array.as_primitive::<UInt32Type>().value(row)),
        DataType::UInt64 => i64::try_from(array.as_primitive::<UInt64Type>().value(row)).ok()?,
        _ => return None,
    })
}

/// A moment in milliseconds since the epoch; `None` for NULL, for what is neither a date nor a timestamp, and for infinity.
#[must_use]
pub fn moment_ms(array: &dyn Array, row: usize) -> Option<i64> {
    if row >= array.len() || is_null(array, row) {
        return None;
    }
    let finite = |value: i64| (value.unsigned_abs() != i64::MAX.unsigned_abs()).then_some(value);
    match array.data_type() {
        DataType::Date32 => {
            let days = array.as_primitive::<Date32Type>().value(row);
            (days.unsigned_abs() != i32::MAX.unsigned_abs()).then(|| i64::from(days) * 86_400_000)
        }
        DataType::Timestamp(TimeUnit::Second, _) => {
            finite(array.as_primitive::<TimestampSecondType>().value(row))?.checked_mul(1000)
        }
        DataType::Timestamp(TimeUnit::Millisecond, _) => {
            finite(array.as_primitive::<TimestampMillisecondType>().value(row))
        }
        DataType::Timestamp(TimeUnit::Microsecond, _) => {
            finite(array.as_primitive::<TimestampMicrosecondType>().value(row)).map(|value| value.div_euclid(1000))
        }
        DataType::Timestamp(TimeUnit::Nanosecond, _) => {
            finite(array.as_primitive::<TimestampNanosecondType>().value(row)).map(|value| value.div_euclid(1_000_000))
        }
        _ => None,
    }
}
