//! Rows in, the bytes of a file out. The same rows, in any order, give the same bytes.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};
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
use timeseries::{Day, Labels, Sample, Series};

use super::columns;
use crate::{Compression, FileError, ProxyName, Row, WriteOptions};

/// Rows are handed over in pieces; a row group can end between two of them.
const MOST_ROWS_A_PIECE: usize = 8192;
/// The labels of each row of a piece are there at once: a piece of long ones is shorter.
const MOST_LABEL_BYTES_A_PIECE: usize = 8 << 20;
/// Rough upper bound of a row's size: small row groups get small pieces.
const BYTES_A_ROW: usize = 64;
/// A row group that has grown beyond this ends with its metric, so that no more is held.
const MOST_HELD_BYTES: usize = 16 << 20;

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
    let mut encoder = DayEncoder::new(out, proxy, day, options)?;
    for (metric, series) in by_metric(rows) {
        encoder.add(metric, &series)?;
    }
    encoder.finish().map(|_| ())
}

/// Groups rows to series, by metric.
#[must_use]
pub fn by_metric(rows: &[Row]) -> BTreeMap<&str, Vec<Series>> {
    let mut metrics: BTreeMap<&str, BTreeMap<&Labels, Vec<Sample>>> = BTreeMap::new();
    for row in rows {
        let sample = Sample { time: row.timestamp, value: row.value };
        metrics.entry(row.metric.as_str()).or_default().entry(&row.labels).or_default().push(sample);
    }
    let of_metric = |series: BTreeMap<&Labels, Vec<Sample>>| {
        series.into_iter().map(|(labels, samples)| Series { labels: labels.clone(), samples }).collect()
    };
    metrics.into_iter().map(|(metric, series)| (metric, of_metric(series))).collect()
}

/// The file of a day and proxy while it is written, one metric after the other.
pub struct DayEncoder<W: Write + Send> {
    writer: ArrowWriter<W>,
    proxy: ProxyName,
    day: Day,
    most_rows: usize,
    last_metric: Option<String>,
    rows: u64,
}

impl<W: Write + Send> fmt::Debug for DayEncoder<W> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { proxy, day, last_metric, rows, .. } = self;
        let mut shown = out.debug_struct("DayEncoder");
        shown.field("proxy", proxy).field("day", day).field("last_metric", last_metric).field("rows", rows);
        shown.finish_non_exhaustive()
    }
}

impl<W: Write + Send> DayEncoder<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// Errors of `out`.
    pub fn new(out: W, proxy: &ProxyName, day: Day, options: &WriteOptions) -> Result<Self, FileError> {
        // The schema of the format says everything; a second one of Arrow's would only be in the way of other readers.
        let how = ArrowWriterOptions::new().with_properties(properties(options)).with_skip_arrow_metadata(true);
        let writer = ArrowWriter::try_new_with_options(out, columns::written(), how).map_err(of_writer)?;
        let most_rows = (options.row_group_bytes / BYTES_A_ROW / 4).clamp(1, MOST_ROWS_A_PIECE);
        Ok(Self { writer, proxy: proxy.clone(), day, most_rows, last_metric: None, rows: 0 })
    }

    /// Adds all rows of a metric, whose name comes after those of all before. A series is one run of rows; of rows with the same
    /// time the order is fixed, too.
    ///
    /// # Errors
    /// A row that lies in another day, a metric in the wrong order, or what the file's writer says.
    pub fn add(&mut self, metric: &str, series: &[Series]) -> Result<(), FileError> {
        if self.last_metric.as_deref().is_some_and(|last| last >= metric) {
            return Err(FileError::MetricOrder(metric.to_owned()));
        }
        let samples = series.iter().flat_map(|series| &series.samples);
        if let Some(stranger) = samples.map(|sample| sample.time).find(|time| Day::of(*time) != self.day) {
            return Err(FileError::OtherDay { at: stranger, day: self.day });
        }
        self.last_metric = Some(metric.to_owned());
        let mut sorted: Vec<&Series> = series.iter().collect();
        sorted.sort_by(|left, right| left.labels.cmp(&right.labels));
        let mut piece = Piece::default();
        for of_labels in sorted.chunk_by(|left, right| left.labels == right.labels) {
            let Some(Series { labels, .. }) = of_labels.first() else { continue };
            let label_bytes = bytes_of(labels);
            let mut samples: Vec<Sample> = of_labels.iter().flat_map(|series| &series.samples).copied().collect();
            samples.sort_by(|left, right| left.time.cmp(&right.time).then_with(|| left.value.total_cmp(&right.value)));
            for sample in samples {
                piece.add(labels, sample, label_bytes);
                if piece.rows.len() >= self.most_rows || piece.label_bytes >= MOST_LABEL_BYTES_A_PIECE {
                    self.write(metric, &mut piece)?;
                }
            }
        }
        self.write(metric, &mut piece)?;
        if self.writer.in_progress_size() > MOST_HELD_BYTES {
            self.writer.flush().map_err(of_writer)?;
        }
        Ok(())
    }

    /// Ends the file; gives where it was written to, and how many rows it has.
    ///
    /// # Errors
    /// Errors of the file's writer.
    pub fn finish(self) -> Result<(W, u64), FileError> {
        Ok((self.writer.into_inner().map_err(of_writer)?, self.rows))
    }

    fn write(&mut self, metric: &str, piece: &mut Piece<'_>) -> Result<(), FileError> {
        if !piece.rows.is_empty() {
            let batch = batch(metric, &piece.rows, &self.proxy, self.day);
            batch.and_then(|batch| self.writer.write(&batch)).map_err(of_writer)?;
            self.rows += piece.rows.len() as u64;
        }
        *piece = Piece::default();
        Ok(())
    }
}

/// Takes an error of the output out of the library's.
fn of_writer(error: ParquetError) -> FileError {
    match error {
        ParquetError::External(cause) => match cause.downcast::<io::Error>() {
            Ok(error) => FileError::Out(*error),
            Err(other) => FileError::Encode(ParquetError::External(other)),
        },
        other => FileError::Encode(other),
    }
}

/// Rows that are handed over at once.
#[derive(Default)]
struct Piece<'a> {
    rows: Vec<(&'a Labels, Sample)>,
    label_bytes: usize,
}

impl<'a> Piece<'a> {
    fn add(&mut self, labels: &'a Labels, sample: Sample, label_bytes: usize) {
        self.rows.push((labels, sample));
        self.label_bytes += label_bytes;
    }
}

fn bytes_of(labels: &Labels) -> usize {
    labels.iter().map(|(name, value)| name.len() + value.len()).sum()
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

fn batch(metric: &str, rows: &[(&Labels, Sample)], proxy: &ProxyName, day: Day) -> Result<RecordBatch, ParquetError> {
    let same = |text: &str| Arc::new(StringArray::from_iter_values(std::iter::repeat_n(text, rows.len())));
    let columns: Vec<ArrayRef> = vec![
        Arc::new(TimestampMillisecondArray::from_iter_values(rows.iter().map(|(_, sample)| sample.time.ms()))),
        same(metric),
        Arc::new(Float64Array::from_iter_values(rows.iter().map(|(_, sample)| sample.value))),
        same(proxy.as_str()),
        Arc::new(labels(rows)?),
        same(&day.to_string()),
    ];
    Ok(RecordBatch::try_new(columns::written(), columns)?)
}

fn labels(rows: &[(&Labels, Sample)]) -> Result<MapArray, ParquetError> {
    let pairs: Vec<(&str, &str)> = rows.iter().flat_map(|(labels, _)| labels.iter()).collect();
    let offsets = OffsetBuffer::from_lengths(rows.iter().map(|(labels, _)| labels.iter().count()));
    let names: ArrayRef = Arc::new(StringArray::from_iter_values(pairs.iter().map(|(name, _)| name)));
    let values: ArrayRef = Arc::new(StringArray::from_iter_values(pairs.iter().map(|(_, value)| value)));
    let entries = StructArray::try_new(columns::label_fields(), vec![names, values], None)?;
    Ok(MapArray::try_new(columns::label_entries(), offsets, entries, None, false)?)
}
