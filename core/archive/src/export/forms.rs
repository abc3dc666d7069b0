//! Checks the columns and values of an export: those that a format cannot represent are refused, by the column's name, up front.

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::{
    ArrowPrimitiveType, DataType, Date32Type, Decimal128Type, Schema, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType,
};

use super::Format;
use crate::NoForm;
use crate::cell::{MAX_DEPTH, type_name};

const PARQUET: &str = "has no form in Parquet";
/// The largest number of 38 digits, which is as many as a decimal of Parquet has.
const MOST_DECIMAL: u128 = 99_999_999_999_999_999_999_999_999_999_999_999_999;

/// Checks the types of all columns.
pub(super) fn check(format: Format, schema: &Schema) -> Result<(), NoForm> {
    for field in schema.fields() {
        if depth(field.data_type()) > MAX_DEPTH {
            let what = format!("values more than {MAX_DEPTH} deep in each other");
            return Err(NoForm::cast(field.name(), &what, "no file has room for", "VARCHAR"));
        }
        if format == Format::Parquet
            && let Some(found) = without_form(field.data_type())
        {
            let (what, is_alone) = (type_name(found), found == field.data_type());
            let to = if is_alone && matches!(found, DataType::Decimal256(..)) { "DECIMAL(38, 0)" } else { "VARCHAR" };
            return Err(NoForm::cast(field.name(), &what, PARQUET, to));
        }
    }
    Ok(())
}

/// Checks the values of rows for Parquet.
pub(super) fn check_values(rows: &RecordBatch) -> Result<(), NoForm> {
    for (field, column) in rows.schema_ref().fields().iter().zip(rows.columns()) {
        if let Some(what) = odd_value(column.as_ref()) {
            return Err(NoForm::cast(field.name(), what, PARQUET, "VARCHAR"));
        }
    }
    Ok(())
}

fn depth(of: &DataType) -> usize {
    1 + inner(of).into_iter().map(depth).max().unwrap_or(0)
}

/// The types of the values that a value holds.
fn inner(of: &DataType) -> Vec<&DataType> {
    match of {
        DataType::List(item) | DataType::FixedSizeList(item, _) => vec![item.data_type()],
        DataType::Struct(fields) => fields.iter().map(|field| field.data_type()).collect(),
        DataType::Map(entries, _) => inner(entries.data_type()),
        DataType::Union(fields, _) => fields.iter().map(|(_, field)| field.data_type()).collect(),
        _ => Vec::new(),
    }
}

/// The type in this one that Parquet does not have.
fn without_form(of: &DataType) -> Option<&DataType> {
    match of {
        DataType::Union(..) | DataType::Decimal256(..) => Some(of),
        _ => inner(of).into_iter().find_map(without_form),
    }
}

/// A value in the array that would be read as another one.
fn odd_value(array: &dyn Array) -> Option<&'static str> {
    const INFINITY: &str = "infinity";
    match array.data_type() {
        DataType::Date32 => {
            any::<Date32Type>(array, |days| days.unsigned_abs() >= i32::MAX.unsigned_abs()).then_some(INFINITY)
        }
        DataType::Timestamp(unit, _) => {
            use arrow::datatypes::TimeUnit::{Microsecond, Millisecond, Nanosecond, Second};
            let is_infinite = |value: i64| value.unsigned_abs() >= i64::MAX.unsigned_abs();
            let has_one = match unit {
                Millisecond => any::<TimestampMillisecondType>(array, is_infinite),
                Microsecond => any::<TimestampMicrosecondType>(array, is_infinite),
                Nanosecond => any::<TimestampNanosecondType>(array, is_infinite),
                Second => false,
            };
            has_one.then_some(INFINITY)
        }
        DataType::Decimal128(..) => {
            any::<Decimal128Type>(array, |value| value.unsigned_abs() > MOST_DECIMAL).then_some("a number of 39 digits")
        }
        DataType::List(_) => odd_value(array.as_list::<i32>().values()),
        DataType::FixedSizeList(..) => odd_value(array.as_fixed_size_list().values()),
        DataType::Struct(_) => array.as_struct().columns().iter().find_map(|column| odd_value(column)),
        DataType::Map(..) => array.as_map().entries().columns().iter().find_map(|column| odd_value(column)),
        _ => None,
    }
}

/// Returns true if the predicate holds for any value that is not NULL.
fn any<T: ArrowPrimitiveType>(array: &dyn Array, is_such: impl Fn(T::Native) -> bool) -> bool {
    let array = array.as_primitive::<T>();
    match array.null_count() {
        0 => array.values().iter().any(|value| is_such(*value)),
        _ => array.iter().flatten().any(is_such),
    }
}
