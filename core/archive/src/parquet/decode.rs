//! A file's rows, read back.

use std::panic::{AssertUnwindSafe, catch_unwind};

use arrow::array::{Array, AsArray, Float64Array, RecordBatch, StringArray, StructArray};
use arrow::compute::cast;
use arrow::datatypes::{
    DataType, Float64Type, TimeUnit, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType,
};
use parquet::arrow::arrow_reader::{ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use parquet::file::reader::ChunkReader;
use timeseries::{Labels, Timestamp};

use super::columns;
use super::examine::{examine, moment};
use crate::{FileError, Row};

/// Every row of a file, in the file's order.
///
/// # Errors
/// What [`examine`] finds, pages that cannot be read, and rows without a time, a metric or a value.
pub fn decode<F: ChunkReader + 'static>(file: F) -> Result<Vec<Row>, FileError> {
    examine(&file)?;
    // Some damage in a page makes the library panic.
    catch_unwind(AssertUnwindSafe(|| read(file))).unwrap_or(Err(FileError::Pages))
}

fn read<F: ChunkReader + 'static>(file: F) -> Result<Vec<Row>, FileError> {
    let mut rows = Vec::new();
    for batch in batches(file)? {
        rows_of(&batch.map_err(FileError::Rows)?, &mut rows)?;
    }
    Ok(rows)
}

/// The rows of a file as Arrow has them. Columns are of the types the format says; what a writer noted is not trusted.
pub(super) fn batches<F: ChunkReader + 'static>(file: F) -> Result<ParquetRecordBatchReader, FileError> {
    let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
    let builder = ParquetRecordBatchReaderBuilder::try_new_with_options(file, options);
    builder.and_then(ParquetRecordBatchReaderBuilder::build).map_err(FileError::Unreadable)
}

fn rows_of(batch: &RecordBatch, rows: &mut Vec<Row>) -> Result<(), FileError> {
    let times = times(column(batch, columns::TIMESTAMP)?)?;
    let metrics: &StringArray = required(batch, columns::METRIC_NAME)?.as_string();
    let values = values(batch)?;
    let labels = column(batch, columns::LABELS)?;
    for (at, timestamp) in times.into_iter().enumerate() {
        let (metric, value) = (metrics.value(at).to_owned(), values.value(at));
        rows.push(Row { timestamp, metric, value, labels: labels_of(labels, at) });
    }
    Ok(())
}

pub(super) fn column<'a>(batch: &'a RecordBatch, name: &'static str) -> Result<&'a dyn Array, FileError> {
    batch.column_by_name(name).map(AsRef::as_ref).ok_or(FileError::NoColumn(name))
}

pub(super) fn required<'a>(batch: &'a RecordBatch, name: &'static str) -> Result<&'a dyn Array, FileError> {
    let column = column(batch, name)?;
    if column.null_count() > 0 { Err(FileError::NoValue(name)) } else { Ok(column) }
}

/// The samples, of whatever type of number the file has.
pub(super) fn values(batch: &RecordBatch) -> Result<Float64Array, FileError> {
    let values = cast(required(batch, columns::VALUE)?, &DataType::Float64).map_err(FileError::Rows)?;
    Ok(values.as_primitive::<Float64Type>().clone())
}

pub(super) fn times(column: &dyn Array) -> Result<Vec<Timestamp>, FileError> {
    let none = FileError::NoValue(columns::TIMESTAMP);
    let DataType::Timestamp(unit, _) = column.data_type() else { return Err(none) };
    if column.null_count() > 0 {
        return Err(none);
    }
    let counts = match unit {
        TimeUnit::Second => column.as_primitive::<TimestampSecondType>().values(),
        TimeUnit::Millisecond => column.as_primitive::<TimestampMillisecondType>().values(),
        TimeUnit::Microsecond => column.as_primitive::<TimestampMicrosecondType>().values(),
        TimeUnit::Nanosecond => column.as_primitive::<TimestampNanosecondType>().values(),
    };
    Ok(counts.iter().map(|count| moment(*count, *unit)).collect())
}

/// A label without a value is one with an empty value, as Prometheus has it.
pub(super) fn labels_of(labels: &dyn Array, at: usize) -> Labels {
    if labels.is_null(at) {
        return Labels::default();
    }
    match labels.data_type() {
        DataType::Map(..) => pairs(&labels.as_map().value(at)),
        DataType::Struct(_) => fields(labels.as_struct(), at),
        _ => labels.as_list::<i32>().value(at).as_struct_opt().map(pairs).unwrap_or_default(),
    }
}

/// The fields of a struct that have a value.
fn fields(labels: &StructArray, at: usize) -> Labels {
    let named = labels.column_names().into_iter().zip(labels.columns());
    let named = named.map(|(name, column)| (name, column.as_string::<i32>()));
    let pairs = named.filter(|(_, column)| !column.is_null(at)).map(|(name, column)| (name, column.value(at)));
    Labels::from_pairs(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())))
}

fn pairs(entries: &StructArray) -> Labels {
    let (names, values) = (entries.column(0).as_string::<i32>(), entries.column(1).as_string::<i32>());
    let text = |array: &StringArray, at: usize| if array.is_null(at) { "" } else { array.value(at) }.to_owned();
    Labels::from_pairs((0..entries.len()).map(|at| (text(names, at), text(values, at))))
}
