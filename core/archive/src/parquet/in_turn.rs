//! A file's rows as series, one metric after the other, so that no more than one is held.

use std::collections::VecDeque;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use arrow::array::{Array, AsArray, Float64Array, RecordBatch, StringArray};
use arrow::datatypes::DataType;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use parquet::file::reader::ChunkReader;
use timeseries::{Labels, Sample, Series, Timestamp};

use super::decode::{batches, column, decode, labels_of, required, times, values};
use super::encode::by_metric;
use super::{columns, examine};
use crate::FileError;

/// The series of a metric.
type OfMetric = (String, Vec<Series>);

/// Reads a file metric by metric, in the order of their names.
pub struct MetricReader(Kind);

enum Kind {
    /// The file has its metrics in this order.
    Sorted(Box<Sorted>),
    /// It has not, and all of it is held.
    Held(VecDeque<OfMetric>),
}

struct Sorted {
    batches: ParquetRecordBatchReader,
    batch: Option<Batch>,
}

impl fmt::Debug for MetricReader {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("MetricReader").finish_non_exhaustive()
    }
}

impl MetricReader {
    /// Begins to read a file.
    ///
    /// # Errors
    /// Those of [`decode`](super::decode).
    pub fn open<F: ChunkReader + 'static>(open: impl Fn() -> Result<F, FileError>) -> Result<Self, FileError> {
        examine(&open()?)?;
        let is_sorted = guarded(|| has_metrics_in_order(open()?))?;
        if is_sorted {
            return Ok(Self(Kind::Sorted(Box::new(Sorted { batches: batches(open()?)?, batch: None }))));
        }
        let rows = decode(open()?)?;
        let held = by_metric(&rows).into_iter().map(|(metric, series)| (metric.to_owned(), series)).collect();
        Ok(Self(Kind::Held(held)))
    }

    /// The next metric with its series; nothing at the end.
    ///
    /// # Errors
    /// Pages that cannot be read, and rows without a time, a metric or a value.
    pub fn next_metric(&mut self) -> Result<Option<OfMetric>, FileError> {
        match &mut self.0 {
            Kind::Held(held) => Ok(held.pop_front()),
            Kind::Sorted(sorted) => guarded(|| sorted.next_metric()),
        }
    }
}

/// Some damage in a page makes the library panic.
fn guarded<T>(read: impl FnOnce() -> Result<T, FileError>) -> Result<T, FileError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(FileError::Pages))
}

fn has_metrics_in_order<F: ChunkReader + 'static>(file: F) -> Result<bool, FileError> {
    let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
    let builder =
        ParquetRecordBatchReaderBuilder::try_new_with_options(file, options).map_err(FileError::Unreadable)?;
    let only_names = ProjectionMask::columns(builder.parquet_schema(), [columns::METRIC_NAME]);
    let mut last = String::new();
    for batch in builder.with_projection(only_names).build().map_err(FileError::Unreadable)? {
        let batch = batch.map_err(FileError::Rows)?;
        let names: &StringArray = required(&batch, columns::METRIC_NAME)?.as_string();
        for name in names.iter().flatten() {
            match name.cmp(last.as_str()) {
                std::cmp::Ordering::Less => return Ok(false),
                std::cmp::Ordering::Equal => {}
                std::cmp::Ordering::Greater => name.clone_into(&mut last),
            }
        }
    }
    Ok(true)
}

impl Sorted {
    fn next_metric(&mut self) -> Result<Option<OfMetric>, FileError> {
        let mut of_metric: Option<OfMetric> = None;
        while let Some(batch) = self.batch()? {
            let (name, series) = of_metric.get_or_insert_with(|| (batch.metric().to_owned(), Vec::new()));
            batch.take(name, series);
            if !batch.is_done() {
                break;
            }
        }
        Ok(of_metric)
    }

    /// The batch that still has rows.
    fn batch(&mut self) -> Result<Option<&mut Batch>, FileError> {
        while self.batch.as_ref().is_none_or(Batch::is_done) {
            let Some(next) = self.batches.next() else { return Ok(None) };
            self.batch = Some(Batch::of(next.map_err(FileError::Rows)?)?);
        }
        Ok(self.batch.as_mut())
    }
}

/// Rows that were read at once, and how many of them were taken.
struct Batch {
    times: Vec<Timestamp>,
    metrics: StringArray,
    values: Float64Array,
    labels: arrow::array::ArrayRef,
    taken: usize,
}

impl Batch {
    fn of(batch: RecordBatch) -> Result<Self, FileError> {
        let labels = batch.column_by_name(columns::LABELS).cloned().ok_or(FileError::NoColumn(columns::LABELS))?;
        Ok(Self {
            times: times(column(&batch, columns::TIMESTAMP)?)?,
            metrics: required(&batch, columns::METRIC_NAME)?.as_string().clone(),
            values: values(&batch)?,
            labels,
            taken: 0,
        })
    }

    fn is_done(&self) -> bool {
        self.taken == self.times.len()
    }

    /// The metric of the next row.
    fn metric(&self) -> &str {
        self.metrics.value(self.taken)
    }

    /// Takes the rows of a metric. Rows with equal labels that follow one another are one series.
    fn take(&mut self, metric: &str, series: &mut Vec<Series>) {
        while !self.is_done() && self.metric() == metric {
            let at = self.taken;
            let sample = Sample { time: self.times[at], value: self.values.value(at) };
            match series.last_mut().filter(|series| self.has_labels(at, &series.labels)) {
                Some(series) => series.samples.push(sample),
                None => series.push(Series { labels: labels_of(&self.labels, at), samples: vec![sample] }),
            }
            self.taken += 1;
        }
    }

    /// Compares the labels of a row without making them, where they lie as they are written here.
    fn has_labels(&self, at: usize, labels: &Labels) -> bool {
        if !matches!(self.labels.data_type(), DataType::Map(..)) || self.labels.is_null(at) {
            return labels_of(&self.labels, at) == *labels;
        }
        let map = self.labels.as_map();
        let (names, values) = (map.keys().as_string::<i32>(), map.values().as_string::<i32>());
        let offsets = map.value_offsets();
        let place = |offset: i32| usize::try_from(offset).unwrap_or(0);
        let pairs = place(offsets[at])..place(offsets[at + 1]);
        let is_at = |(at, (name, value)): (usize, (&str, &str))| {
            !values.is_null(at) && names.value(at) == name && values.value(at) == value
        };
        pairs.len() == labels.iter().count() && pairs.zip(labels.iter()).all(is_at)
            || labels_of(&self.labels, at) == *labels
    }
}
