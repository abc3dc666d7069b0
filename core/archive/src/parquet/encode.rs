//! Rows in, the bytes of a file out. The same rows, in any order, give the same bytes.

use std::cmp::Ordering;
use std::io::Write;
use std::sync::Arc;

use arrow::array::{
    ArrayRef, Float64Array, MapArray, RecordBatch, StringArray, StructArray, TimestampMillisecondArray,
};
use arrow::buffer::OffsetBuffer;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::{Compression as Codec, Encoding, GzipLevel, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use timeseries::Day;

use super::columns;
use crate::{Compression, FileError, ProxyName, Row, WriteOptions};

/// Rows are handed over in pieces; a row group can end between two of them.
const MOST_ROWS_A_PIECE: usize = 8192;
/// What a row takes at most, roughly: small row groups get small pieces.
const BYTES_A_ROW: usize = 64;

/// The file of a day and proxy.
///
/// # Errors
/// A row that lies in another day.
pub fn encode(rows: &[Row], proxy: &ProxyName, day: Day, options: &WriteOptions) -> Result<Vec<u8>, FileError> {
    let mut bytes = Vec::new();
    encode_into(&mut bytes, rows, proxy, day, options)?;
    Ok(bytes)
}

/// The same, written as it is made: no more than a row group is held.
///
/// # Errors
/// A row that lies in another day, or what `out` says.
pub fn encode_into<W: Write + Send>(
    out: W,
    rows: &[Row],
    proxy: &ProxyName,
    day: Day,
    options: &WriteOptions,
) -> Result<(), FileError> {
    if let Some(stranger) = rows.iter().find(|row| Day::of(row.timestamp) != day) {
        return Err(FileError::OtherDay { at: stranger.timestamp, day });
    }
    let mut sorted: Vec<&Row> = rows.iter().collect();
    sorted.sort_by(|left, right| in_order(left, right));
    write(out, &sorted, proxy, day, options).map_err(FileError::Encode)
}

/// A series is one run of rows; of rows with the same time the order is fixed, too.
fn in_order(left: &Row, right: &Row) -> Ordering {
    (left.metric.cmp(&right.metric))
        .then_with(|| left.labels.cmp(&right.labels))
        .then_with(|| left.timestamp.cmp(&right.timestamp))
        .then_with(|| left.value.total_cmp(&right.value))
}

fn write<W: Write + Send>(
    out: W,
    rows: &[&Row],
    proxy: &ProxyName,
    day: Day,
    options: &WriteOptions,
) -> Result<(), ParquetError> {
    // The schema of the format says everything; a second one of Arrow's would only be in the way of other readers.
    let how = ArrowWriterOptions::new().with_properties(properties(options)).with_skip_arrow_metadata(true);
    let mut writer = ArrowWriter::try_new_with_options(out, columns::written(), how)?;
    let piece = (options.row_group_bytes / BYTES_A_ROW / 4).clamp(1, MOST_ROWS_A_PIECE);
    for rows in rows.chunks(piece) {
        writer.write(&batch(rows, proxy, day)?)?;
    }
    writer.close().map(|_| ())
}

fn properties(options: &WriteOptions) -> WriterProperties {
    WriterProperties::builder()
        // The format leaves NaN out of them, and readers pass over row groups by them: they would miss it.
        .set_column_statistics_enabled(columns::VALUE.into(), EnabledStatistics::None)
        .set_compression(codec(options.compression))
        // Within a series one step follows the next: a dictionary of all times would be most of the file.
        .set_column_dictionary_enabled(columns::TIMESTAMP.into(), false)
        .set_column_encoding(columns::TIMESTAMP.into(), Encoding::DELTA_BINARY_PACKED)
        .set_max_row_group_row_count(None)
        .set_max_row_group_bytes(Some(options.row_group_bytes.max(1)))
        .build()
}

fn codec(compression: Compression) -> Codec {
    match compression {
        Compression::Snappy => Codec::SNAPPY,
        Compression::Gzip => Codec::GZIP(GzipLevel::default()),
        Compression::Lz4 => Codec::LZ4_RAW,
        Compression::Zstd => Codec::ZSTD(ZstdLevel::default()),
    }
}

fn batch(rows: &[&Row], proxy: &ProxyName, day: Day) -> Result<RecordBatch, ParquetError> {
    let same = |text: &str| Arc::new(StringArray::from_iter_values(std::iter::repeat_n(text, rows.len())));
    let columns: Vec<ArrayRef> = vec![
        Arc::new(TimestampMillisecondArray::from_iter_values(rows.iter().map(|row| row.timestamp.ms()))),
        Arc::new(StringArray::from_iter_values(rows.iter().map(|row| &row.metric))),
        Arc::new(Float64Array::from_iter_values(rows.iter().map(|row| row.value))),
        same(proxy.as_str()),
        Arc::new(labels(rows)?),
        same(&day.to_string()),
    ];
    Ok(RecordBatch::try_new(columns::written(), columns)?)
}

fn labels(rows: &[&Row]) -> Result<MapArray, ParquetError> {
    let pairs: Vec<(&str, &str)> = rows.iter().flat_map(|row| row.labels.iter()).collect();
    let offsets = OffsetBuffer::from_lengths(rows.iter().map(|row| row.labels.iter().count()));
    let names: ArrayRef = Arc::new(StringArray::from_iter_values(pairs.iter().map(|(name, _)| name)));
    let values: ArrayRef = Arc::new(StringArray::from_iter_values(pairs.iter().map(|(_, value)| value)));
    let entries = StructArray::try_new(columns::label_fields(), vec![names, values], None)?;
    Ok(MapArray::try_new(columns::label_entries(), offsets, entries, None, false)?)
}
