//! Columns of an answer, as DuckDB would name and type them.

use std::sync::Arc;

use arrow::array::{ArrayRef, Float64Array, Int64Array, RecordBatch, StringArray, TimestampMillisecondArray};

use crate::Table;

/// Names, numbers or moments.
pub(super) fn texts(values: impl IntoIterator<Item = impl AsRef<str>>) -> ArrayRef {
    Arc::new(StringArray::from_iter_values(values))
}

/// Numbers; `None` where there is nothing to add or to compare.
pub(super) fn reals(values: impl IntoIterator<Item = Option<f64>>) -> ArrayRef {
    Arc::new(values.into_iter().collect::<Float64Array>())
}

/// Counts.
pub(super) fn counts(values: impl IntoIterator<Item = u64>) -> ArrayRef {
    Arc::new(Int64Array::from_iter_values(values.into_iter().map(u64::cast_signed)))
}

/// Moments in milliseconds since the epoch.
pub(super) fn moments(values: impl IntoIterator<Item = i64>) -> ArrayRef {
    Arc::new(TimestampMillisecondArray::from_iter_values(values))
}

/// The answer; `None` where columns differ in length, which those of one list of rows do not.
pub(super) fn table<const N: usize>(columns: [(&str, ArrayRef); N]) -> Option<Table> {
    RecordBatch::try_from_iter(columns).ok().map(|batch| Table::new(vec![batch]))
}
