//! Whole days for tests: written and read in one call, over drafts and readers as every archive has them, and held in memory for
//! archives without files.

use std::collections::VecDeque;

use archive::parquet::by_metric;
use archive::{ArchivedFile, ProxyName, Row};
use async_trait::async_trait;
use timeseries::{Day, Sample, Series, Timestamp};

use crate::{Archive, ArchiveError, DayDraft, DayReader};

/// The rows of one day and proxy.
#[derive(Clone, Debug, PartialEq)]
pub struct DayToKeep {
    /// The day all rows lie in.
    pub day: Day,
    /// Their proxy.
    pub proxy: ProxyName,
    /// The rows, in any order.
    pub rows: Vec<Row>,
    /// Time of the collection.
    pub collected: Timestamp,
    /// True if the day is complete, or was when it was collected before.
    pub whole_day: bool,
}

/// Whole days of any archive.
#[async_trait]
pub trait WholeDays {
    /// Replaces the file of a day and proxy.
    async fn write_day(&self, day: DayToKeep) -> Result<ArchivedFile, ArchiveError>;

    /// Reads the rows of a day and proxy, by metric; `None` where no file of it can be read.
    async fn read_day(&self, day: Day, proxy: &ProxyName) -> Result<Option<Vec<Row>>, ArchiveError>;
}

#[async_trait]
impl<A: Archive + ?Sized> WholeDays for A {
    async fn write_day(&self, day: DayToKeep) -> Result<ArchivedFile, ArchiveError> {
        let mut draft = self.draft_day(day.day, &day.proxy).await?;
        for (metric, series) in by_metric(&day.rows) {
            draft.add(metric, series).await?;
        }
        draft.keep(day.collected, day.whole_day).await
    }

    async fn read_day(&self, day: Day, proxy: &ProxyName) -> Result<Option<Vec<Row>>, ArchiveError> {
        let Some(mut reader) = self.read_in_turn(day, proxy).await? else { return Ok(None) };
        let mut rows = Vec::new();
        while let Some((metric, series)) = reader.next_metric().await? {
            rows.extend(series.into_iter().flat_map(|series| rows_of(&metric, series)));
        }
        Ok(Some(rows))
    }
}

fn rows_of(metric: &str, Series { labels, samples }: Series) -> Vec<Row> {
    let row =
        |Sample { time, value }| Row { timestamp: time, metric: metric.to_owned(), value, labels: labels.clone() };
    samples.into_iter().map(row).collect()
}

/// Takes a whole day.
type Keep<'a> = Box<dyn FnOnce(DayToKeep) -> Result<ArchivedFile, ArchiveError> + Send + 'a>;

/// A draft that is handed over as a whole day.
pub(crate) struct HeldDraft<'a> {
    day: Day,
    proxy: ProxyName,
    rows: Vec<Row>,
    keep: Keep<'a>,
}

impl<'a> HeldDraft<'a> {
    /// Begins one that `keep` is given.
    pub(crate) fn boxed(
        day: Day,
        proxy: &ProxyName,
        keep: impl FnOnce(DayToKeep) -> Result<ArchivedFile, ArchiveError> + Send + 'a,
    ) -> Box<dyn DayDraft + 'a> {
        Box::new(Self { day, proxy: proxy.clone(), rows: Vec::new(), keep: Box::new(keep) })
    }
}

#[async_trait]
impl DayDraft for HeldDraft<'_> {
    async fn add(&mut self, metric: &str, series: Vec<Series>) -> Result<(), ArchiveError> {
        if self.rows.last().is_some_and(|last| last.metric.as_str() >= metric) {
            return Err(ArchiveError::Refused { why: format!("the metric `{metric}` comes too late") });
        }
        self.rows.extend(series.into_iter().flat_map(|series| rows_of(metric, series)));
        Ok(())
    }

    async fn keep(self: Box<Self>, collected: Timestamp, whole_day: bool) -> Result<ArchivedFile, ArchiveError> {
        let Self { day, proxy, rows, keep } = *self;
        keep(DayToKeep { day, proxy, rows, collected, whole_day })
    }
}

/// A reader of rows that are there already.
pub(crate) struct HeldReader(VecDeque<(String, Vec<Series>)>);

impl HeldReader {
    /// Begins to read rows.
    pub(crate) fn boxed(rows: &[Row]) -> Box<dyn DayReader> {
        Box::new(Self(by_metric(rows).into_iter().map(|(metric, series)| (metric.to_owned(), series)).collect()))
    }
}

#[async_trait]
impl DayReader for HeldReader {
    async fn next_metric(&mut self) -> Result<Option<(String, Vec<Series>)>, ArchiveError> {
        Ok(self.0.pop_front())
    }
}
