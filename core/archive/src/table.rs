//! An answer as columns that are read by name: text, numbers, moments.

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Float64Type, Int64Type, TimeUnit, TimestampMillisecondType};
use timeseries::Timestamp;

use crate::cell;

/// Rows of an answer of ours, whose columns we know.
#[derive(Clone, Debug, Default)]
pub struct Table {
    batches: Vec<RecordBatch>,
}

impl Table {
    /// The rows of these batches.
    #[must_use]
    pub fn new(batches: Vec<RecordBatch>) -> Self {
        Self { batches }
    }

    /// Returns the number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// Returns true if there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A column as text, exact; empty where it is NULL or not there.
    #[must_use]
    pub fn texts(&self, name: &str) -> Vec<String> {
        let of_batch = |batch: &RecordBatch| -> Vec<String> {
            let column = batch.column_by_name(name);
            let text = |row| column.and_then(|array| cell::text(array.as_ref(), row)).unwrap_or_default();
            (0..batch.num_rows()).map(text).collect()
        };
        self.batches.iter().flat_map(of_batch).collect()
    }

    /// Returns its approximate size in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.batches.iter().map(RecordBatch::get_array_memory_size).sum()
    }

    /// A column as numbers; NaN where it is NULL or not there.
    #[must_use]
    pub fn reals(&self, name: &str) -> Vec<f64> {
        let column =
            self.column(name, &DataType::Float64, |array| array.as_primitive::<Float64Type>().iter().collect());
        column.into_iter().map(|value| value.unwrap_or(f64::NAN)).collect()
    }

    /// A column as counts; 0 where it is NULL, negative or not there.
    #[must_use]
    pub fn counts(&self, name: &str) -> Vec<u64> {
        let column = self.column(name, &DataType::Int64, |array| array.as_primitive::<Int64Type>().iter().collect());
        column.into_iter().map(|value| value.and_then(|value| u64::try_from(value).ok()).unwrap_or(0)).collect()
    }

    /// A column as moments.
    #[must_use]
    pub fn moments(&self, name: &str) -> Vec<Option<Timestamp>> {
        let as_ms = DataType::Timestamp(TimeUnit::Millisecond, None);
        let column =
            self.column(name, &as_ms, |array| array.as_primitive::<TimestampMillisecondType>().iter().collect());
        column.into_iter().map(|value| value.map(Timestamp::from_ms)).collect()
    }

    /// A column over all batches; what cannot be had of a batch is `None` for each of its rows.
    fn column<T: Clone>(
        &self,
        name: &str,
        kind: &DataType,
        read: impl Fn(&dyn Array) -> Vec<Option<T>>,
    ) -> Vec<Option<T>> {
        let of_batch = |batch: &RecordBatch| {
            let array = batch.column_by_name(name).and_then(|array| cast(array, kind).ok());
            array.map_or_else(|| vec![None; batch.num_rows()], |array| read(array.as_ref()))
        };
        self.batches.iter().flat_map(of_batch).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    use arrow::array::{Float64Array, Int64Array, StringArray, TimestampMicrosecondArray};

    #[test]
    fn columns_are_read_by_name() {
        let batch = RecordBatch::try_from_iter([
            ("name", Arc::new(StringArray::from(vec![Some("a"), None])) as Arc<dyn Array>),
            ("mean", Arc::new(Float64Array::from(vec![Some(0.5), None]))),
            ("records", Arc::new(Int64Array::from(vec![Some(7), Some(-1)]))),
            ("moment", Arc::new(TimestampMicrosecondArray::from(vec![Some(1_700_000_000_123_456), None]))),
        ])
        .unwrap();
        let table = Table::new(vec![batch.clone(), batch]);
        assert_eq!((table.len(), table.is_empty()), (4, false));
        assert_eq!(table.texts("name"), ["a", "", "a", ""]);
        assert_eq!(table.counts("records"), [7, 0, 7, 0]);
        assert!(table.reals("mean")[0] == 0.5 && table.reals("mean")[1].is_nan());
        assert_eq!(table.moments("moment")[..2], [Some(Timestamp::from_ms(1_700_000_000_123)), None]);
        assert_eq!(table.texts("nothing"), ["", "", "", ""]);
        assert_eq!(table.texts("mean")[0], "0.5");
        assert!(Table::default().is_empty());
    }
}
