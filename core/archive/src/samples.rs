//! The answers to the statements that read samples and list metrics, from Arrow to series.

mod columns;
mod metric_counts;

use std::collections::HashMap;

use arrow::array::RecordBatch;
use timeseries::{Labels, Sample, Timestamp};

use columns::SampleColumns;
pub use metric_counts::{MetricCount, metric_counts};

/// The label that carries the API proxy.
pub const API_PROXY: &str = "api_proxy";

/// Columns of an answer that are not those of the statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the answer has no column `{0}` of the expected type")]
pub struct UnexpectedColumns(pub(crate) &'static str);

/// A series of the archive.
#[derive(Clone, Debug, PartialEq)]
pub struct ArchivedSeries {
    /// Its labels with the metric's name and the API proxy.
    pub labels: Labels,
    /// Its samples by time, each moment once: of two values of one moment the greater one.
    pub samples: Vec<Sample>,
    /// Number of rows they were made of.
    pub rows: u64,
}

/// The series of an answer, gathered from its batches.
#[derive(Debug, Default)]
pub struct Samples {
    series: Vec<ArchivedSeries>,
    /// Index of each series, by its labels as text.
    places: HashMap<String, usize>,
}

impl Samples {
    /// Adds the rows of a batch.
    ///
    /// # Errors
    /// The batch is not an answer to [`samples`](crate::sql::samples).
    pub fn add(&mut self, batch: &RecordBatch) -> Result<(), UnexpectedColumns> {
        let columns = SampleColumns::of(batch)?;
        let mut key = String::new();
        for row in 0..batch.num_rows() {
            columns.write_key(row, &mut key);
            let place = match self.places.get(&key) {
                Some(place) => *place,
                None => self.begin(key.clone(), columns.labels(row)),
            };
            let series = &mut self.series[place];
            series.samples.push(Sample { time: Timestamp::from_ms(columns.ms(row)), value: columns.value(row) });
            series.rows = series.rows.saturating_add(columns.rows(row));
        }
        Ok(())
    }

    /// Returns the number of series so far.
    #[must_use]
    pub fn series_count(&self) -> usize {
        self.series.len()
    }

    /// The series by their labels. Rows that differ in the order of their labels only are one series.
    #[must_use]
    pub fn into_series(self) -> Vec<ArchivedSeries> {
        let mut all = self.series;
        all.sort_by(|a, b| a.labels.cmp(&b.labels));
        all.dedup_by(|later, kept| {
            let same = later.labels == kept.labels;
            if same {
                kept.samples.append(&mut later.samples);
                kept.rows = kept.rows.saturating_add(later.rows);
            }
            same
        });
        all.iter_mut().for_each(|series| in_order(&mut series.samples));
        all
    }

    fn begin(&mut self, key: String, labels: Labels) -> usize {
        self.series.push(ArchivedSeries { labels, samples: Vec::new(), rows: 0 });
        self.places.insert(key, self.series.len() - 1);
        self.series.len() - 1
    }
}

/// By time, each moment once, with its greatest value; NaN is the greatest, as in SQL.
fn in_order(samples: &mut Vec<Sample>) {
    samples.sort_unstable_by(|a, b| b.time.cmp(&a.time).then(b.value.total_cmp(&a.value)));
    samples.dedup_by_key(|sample| sample.time);
    samples.reverse();
}

#[cfg(test)]
mod tests;
