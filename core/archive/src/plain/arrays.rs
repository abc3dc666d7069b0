//! Arrays of DuckDB's own types as arrays of plain ones.

use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, Decimal128Array, Decimal256Array, FixedSizeListArray, ListArray, MapArray,
    StringArray, StructArray, UnionArray,
};
use arrow::compute::cast;
use arrow::datatypes::{
    DataType, Field, Int8Type, IntervalMonthDayNanoType, IntervalUnit, TimestampMillisecondType, TimestampSecondType,
    i256,
};
use arrow::error::ArrowError;

use super::{Extension, extension, texts};

/// The array of the field `from` as one of the field `to`.
pub(super) fn plain(array: &ArrayRef, from: &Field, to: &Field) -> Result<ArrayRef, ArrowError> {
    match extension(from, from.name()).ok().flatten() {
        _ if array.data_type() == to.data_type() => Ok(ArrayRef::clone(array)),
        Some(of) => plain_extension(array, of),
        None => rebuilt(array, from.data_type(), to.data_type()),
    }
}

fn plain_extension(array: &ArrayRef, of: Extension) -> Result<ArrayRef, ArrowError> {
    let nulls = || array.nulls().cloned();
    Ok(match of {
        Extension::Boolean => {
            let values = array.as_primitive::<Int8Type>();
            Arc::new(BooleanArray::new(values.values().iter().map(|value| *value != 0).collect(), nulls()))
        }
        Extension::HugeInt => {
            let values = halves(array).map(|value| value.map(i128::from_le_bytes));
            Arc::new(values.collect::<Decimal128Array>().with_precision_and_scale(38, 0)?)
        }
        Extension::UnsignedHugeInt => {
            let values = halves(array).map(|value| Some(i256::from_parts(u128::from_le_bytes(value?), 0)));
            Arc::new(values.collect::<Decimal256Array>().with_precision_and_scale(39, 0)?)
        }
        Extension::BigNumber => written(array.as_binary::<i32>().iter(), texts::big_number),
        Extension::Bits => written(array.as_binary::<i32>().iter(), texts::bits),
        Extension::ZonedTime => written(array.as_fixed_size_binary().iter(), texts::zoned_time),
        Extension::Uuid => written(array.as_fixed_size_binary().iter(), texts::uuid),
        Extension::Json => ArrayRef::clone(array),
    })
}

/// The sixteen bytes of each value.
fn halves(array: &ArrayRef) -> impl Iterator<Item = Option<[u8; 16]>> {
    array.as_fixed_size_binary().iter().map(|value| value?.try_into().ok())
}

fn written<'a>(values: impl Iterator<Item = Option<&'a [u8]>>, text: fn(&[u8]) -> String) -> ArrayRef {
    Arc::new(values.map(|value| value.map(text)).collect::<StringArray>())
}

/// An array whose values, or those inside of them, are of another type.
fn rebuilt(array: &ArrayRef, from: &DataType, to: &DataType) -> Result<ArrayRef, ArrowError> {
    let nulls = || array.nulls().cloned();
    Ok(match (from, to) {
        (DataType::Interval(IntervalUnit::MonthDayNano), DataType::Utf8) => {
            let values = array.as_primitive::<IntervalMonthDayNanoType>().iter();
            Arc::new(values.map(|value| value.map(texts::interval)).collect::<StringArray>())
        }
        (DataType::Timestamp(..), DataType::Timestamp(..)) => milliseconds(array, to)?,
        (DataType::List(item), DataType::List(plain_item)) => {
            let list = array.as_list::<i32>();
            let values = plain(list.values(), item, plain_item)?;
            Arc::new(ListArray::try_new(Arc::clone(plain_item), list.offsets().clone(), values, nulls())?)
        }
        (DataType::FixedSizeList(item, _), DataType::FixedSizeList(plain_item, length)) => {
            let values = plain(array.as_fixed_size_list().values(), item, plain_item)?;
            Arc::new(FixedSizeListArray::try_new(Arc::clone(plain_item), *length, values, nulls())?)
        }
        (DataType::Struct(fields), DataType::Struct(plain_fields)) => {
            let columns = array.as_struct().columns().iter().zip(fields).zip(plain_fields);
            let columns = columns.map(|((column, from), to)| plain(column, from, to));
            Arc::new(StructArray::try_new(plain_fields.clone(), columns.collect::<Result<_, _>>()?, nulls())?)
        }
        (DataType::Map(entries, _), DataType::Map(plain_entries, ordered)) => {
            let map = array.as_map();
            let whole: ArrayRef = Arc::new(map.entries().clone());
            let inside = rebuilt(&whole, entries.data_type(), plain_entries.data_type())?.as_struct().clone();
            Arc::new(MapArray::try_new(Arc::clone(plain_entries), map.offsets().clone(), inside, nulls(), *ordered)?)
        }
        (DataType::Union(fields, _), DataType::Union(plain_fields, _)) => {
            let union = array.as_any().downcast_ref::<UnionArray>();
            let union = union.ok_or_else(|| ArrowError::CastError("this is no union".to_owned()))?;
            let members = fields.iter().zip(plain_fields.iter());
            let members = members.map(|((id, from), (_, to))| plain(union.child(id), from, to));
            let members = members.collect::<Result<_, _>>()?;
            let offsets = union.offsets().cloned();
            Arc::new(UnionArray::try_new(plain_fields.clone(), union.type_ids().clone(), offsets, members)?)
        }
        _ => cast(array, to)?,
    })
}

/// Seconds as milliseconds; the infinite ones stay infinite.
fn milliseconds(array: &ArrayRef, to: &DataType) -> Result<ArrayRef, ArrowError> {
    let seconds = array.as_primitive::<TimestampSecondType>();
    let of = |value: i64| match value {
        i64::MAX | i64::MIN => value,
        value if value == -i64::MAX => value,
        value => value.saturating_mul(1000),
    };
    let moments = seconds.unary::<_, TimestampMillisecondType>(of);
    let DataType::Timestamp(_, zone) = to else { return cast(array, to) };
    Ok(Arc::new(moments.with_timezone_opt(zone.clone())))
}
