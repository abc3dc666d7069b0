//! The answer to the statement that lists the metrics.

use arrow::array::{Int64Array, RecordBatch, StringArray};

use super::UnexpectedColumns;
use super::columns::column;

/// A metric of the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetricCount {
    /// Its name.
    pub name: String,
    /// Number of its rows.
    pub rows: u64,
    /// Number of API proxies that have it.
    pub proxies: u64,
}

/// The metrics of a batch.
///
/// # Errors
/// The batch is not an answer to [`metric_names`](crate::sql::metric_names).
pub fn metric_counts(batch: &RecordBatch) -> Result<Vec<MetricCount>, UnexpectedColumns> {
    let names: &StringArray = column(batch, "metric_name")?;
    let (rows, proxies): (&Int64Array, &Int64Array) = (column(batch, "rows")?, column(batch, "proxies")?);
    let count = |counts: &Int64Array, row| u64::try_from(counts.value(row)).unwrap_or(0);
    let metric =
        |row| MetricCount { name: names.value(row).to_owned(), rows: count(rows, row), proxies: count(proxies, row) };
    Ok((0..batch.num_rows()).map(metric).collect())
}
