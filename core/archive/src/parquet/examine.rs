//! Examines the footer of a file, without reading a row.

use arrow::datatypes::{DataType, Schema, TimeUnit};
use parquet::arrow::parquet_to_arrow_schema;
use parquet::file::metadata::{ParquetMetaData, RowGroupMetaData};
use parquet::file::reader::ChunkReader;
use parquet::file::statistics::Statistics;
use timeseries::Timestamp;

use super::{columns, footer};
use crate::{FileError, FileShape};

/// Footer of a usable file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Examined {
    /// Its rows.
    pub rows: u64,
    /// Its row groups.
    pub row_groups: usize,
    /// The earliest and the latest timestamp, where every row group has statistics.
    pub span: Option<(Timestamp, Timestamp)>,
    /// Reading of its columns.
    pub shape: FileShape,
}

/// Reads the footer of a file and says whether its rows can be used.
///
/// # Errors
/// It is empty, cut off, damaged, not Parquet, or has other columns.
pub fn examine(file: &impl ChunkReader) -> Result<Examined, FileError> {
    let metadata = footer::read(file)?;
    let schema = arrow_schema(&metadata)?;
    let labels = columns::check(&schema)?;
    Ok(Examined {
        rows: u64::try_from(metadata.file_metadata().num_rows()).unwrap_or(0),
        row_groups: metadata.num_row_groups(),
        span: span(&metadata, &schema),
        shape: FileShape {
            labels,
            has_proxy_and_date: columns::has_proxy_and_date(&schema),
            bounds_hide_nan: has_bounds(&metadata),
        },
    })
}

/// Returns true if any row group has the bounds of `value`.
fn has_bounds(metadata: &ParquetMetaData) -> bool {
    let of_value = |group: &RowGroupMetaData| {
        let column = group.columns().iter().find(|column| column.column_descr().path().string() == columns::VALUE);
        column.is_some_and(|column| column.statistics().is_some_and(|of| of.min_bytes_opt().is_some()))
    };
    metadata.row_groups().iter().any(of_value)
}

/// The columns as the format says them; what a writer noted about Arrow's types is not trusted.
fn arrow_schema(metadata: &ParquetMetaData) -> Result<Schema, FileError> {
    parquet_to_arrow_schema(metadata.file_metadata().schema_descr(), None).map_err(FileError::Unreadable)
}

fn span(metadata: &ParquetMetaData, schema: &Schema) -> Option<(Timestamp, Timestamp)> {
    let DataType::Timestamp(unit, _) = schema.field_with_name(columns::TIMESTAMP).ok()?.data_type() else {
        return None;
    };
    let (mut first, mut last) = (i64::MAX, i64::MIN);
    for group in metadata.row_groups().iter().filter(|group| group.num_rows() > 0) {
        let (least, most) = group_span(group)?;
        (first, last) = (first.min(least), last.max(most));
    }
    (first <= last).then(|| (moment(first, *unit), moment(last, *unit)))
}

fn group_span(group: &RowGroupMetaData) -> Option<(i64, i64)> {
    let column = group.columns().iter().find(|column| column.column_descr().path().string() == columns::TIMESTAMP)?;
    match column.statistics()? {
        Statistics::Int64(of) => Some((*of.min_opt()?, *of.max_opt()?)),
        _ => None,
    }
}

/// A count of `unit` since the epoch as a moment; what is finer than a millisecond is cut.
pub(super) fn moment(count: i64, unit: TimeUnit) -> Timestamp {
    match unit {
        TimeUnit::Second => Timestamp::from_seconds(count),
        TimeUnit::Millisecond => Timestamp::from_ms(count),
        TimeUnit::Microsecond => Timestamp::from_ms(count.div_euclid(1000)),
        TimeUnit::Nanosecond => Timestamp::from_ms(count.div_euclid(1_000_000)),
    }
}
