//! A file's rows, rolled up without any of them being kept.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use arrow::array::{Array, AsArray, RecordBatch, StringArray};
use arrow::datatypes::DataType;
use bytes::Bytes;
use timeseries::Sample;

use super::columns;
use super::decode::{batches, column, required, times, values};
use super::examine::{Examined, examine};
use crate::rollup::{ERROR_TYPE, ERRORS, Rolling, Rollup};
use crate::{FileError, Place};

/// Rolls up the rows of a file with these bytes. `None` if the rows do not allow it, so that they have to be queried: they are of
/// another day or proxy than their file, have a time finer than a millisecond, or cover too many hours.
///
/// # Errors
/// Those of [`decode`](super::decode).
pub fn roll_up(file: Vec<u8>, place: &Place) -> Result<Option<Rollup>, FileError> {
    let file = Bytes::from(file);
    let examined = examine(&file)?;
    // Some damage in a page makes the library panic.
    catch_unwind(AssertUnwindSafe(|| rolled(file, &examined, place))).unwrap_or(Err(FileError::Pages))
}

fn rolled(file: Bytes, examined: &Examined, place: &Place) -> Result<Option<Rollup>, FileError> {
    let mut rolling = Rolling::default();
    for batch in batches(file)? {
        let batch = batch.map_err(FileError::Rows)?;
        if examined.shape.has_proxy_and_date && !lies_at(&batch, place)? {
            return Ok(None);
        }
        if !add(&batch, &mut rolling)? {
            return Ok(None);
        }
    }
    Ok(rolling.finish())
}

/// Returns true if every row has the day and the proxy of its file's path.
fn lies_at(batch: &RecordBatch, place: &Place) -> Result<bool, FileError> {
    let all_are = |name, expected: &str| {
        let texts = column(batch, name)?.as_string::<i32>();
        Ok::<_, FileError>(texts.iter().all(|text| text == Some(expected)))
    };
    Ok(all_are(columns::API_PROXY, place.proxy.as_str())? && all_are(columns::DATE, &place.day.to_string())?)
}

/// Adds the rows of a batch; false where they cannot be.
fn add(batch: &RecordBatch, rolling: &mut Rolling) -> Result<bool, FileError> {
    let stamps = column(batch, columns::TIMESTAMP)?;
    if !are_whole_ms(stamps) {
        return Ok(false);
    }
    let times = times(stamps)?;
    let metrics: &StringArray = required(batch, columns::METRIC_NAME)?.as_string();
    let values = values(batch)?;
    let Some(labels) = LabelColumn::of(column(batch, columns::LABELS)?) else { return Ok(false) };
    let mut start = 0;
    // Rows of a metric mostly follow one another.
    while start < batch.num_rows() {
        let metric = metrics.value(start);
        let end = (start..batch.num_rows()).find(|row| metrics.value(*row) != metric).unwrap_or(batch.num_rows());
        if metric == ERRORS && !(start..end).all(|row| labels.is_a_map(row)) {
            return Ok(false);
        }
        let samples = (start..end).map(|row| (row, Sample { time: times[row], value: values.value(row) }));
        rolling.add(metric, samples, |row| labels.value(row, ERROR_TYPE));
        start = end;
    }
    Ok(true)
}

/// Returns true if all times are whole milliseconds.
fn are_whole_ms(stamps: &dyn Array) -> bool {
    use arrow::datatypes::{TimeUnit, TimestampMicrosecondType as Micro, TimestampNanosecondType as Nano};
    let are_whole = |counts: &[i64], of_ms: i64| counts.iter().all(|count| count % of_ms == 0);
    match stamps.data_type() {
        DataType::Timestamp(TimeUnit::Microsecond, _) => are_whole(stamps.as_primitive::<Micro>().values(), 1000),
        DataType::Timestamp(TimeUnit::Nanosecond, _) => are_whole(stamps.as_primitive::<Nano>().values(), 1_000_000),
        _ => true,
    }
}

/// Labels of all rows: names and values one after the other, and where those of each row begin.
struct LabelColumn<'a> {
    column: &'a dyn Array,
    is_list: bool,
    names: &'a StringArray,
    values: &'a StringArray,
    offsets: &'a [i32],
}

impl<'a> LabelColumn<'a> {
    /// `None` for labels that are neither a map nor a list.
    fn of(column: &'a dyn Array) -> Option<Self> {
        let (entries, offsets) = match column.data_type() {
            DataType::Map(..) => (column.as_map().entries(), column.as_map().value_offsets()),
            DataType::List(_) => {
                (column.as_list::<i32>().values().as_struct(), column.as_list::<i32>().value_offsets())
            }
            _ => return None,
        };
        let (names, values) = (entries.column(0).as_string(), entries.column(1).as_string());
        Some(Self { column, is_list: !matches!(column.data_type(), DataType::Map(..)), names, values, offsets })
    }

    fn places(&self, row: usize) -> impl Iterator<Item = usize> + use<'a> {
        let (start, end) = if self.column.is_null(row) { (0, 0) } else { (self.offsets[row], self.offsets[row + 1]) };
        (start..end).filter_map(|place| usize::try_from(place).ok())
    }

    /// A list with a name twice, or with no name, is none: asked for its rows, DuckDB says so.
    fn is_a_map(&self, row: usize) -> bool {
        let mut seen = BTreeSet::new();
        !self.is_list
            || self.places(row).all(|place| !self.names.is_null(place) && seen.insert(self.names.value(place)))
    }

    /// The value of a label; empty where there is none.
    fn value(&self, row: usize, name: &str) -> &'a str {
        let place = self.places(row).find(|place| self.names.value(*place) == name);
        place.filter(|place| !self.values.is_null(*place)).map_or("", |place| self.values.value(place))
    }
}
