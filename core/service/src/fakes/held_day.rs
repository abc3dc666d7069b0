//! A day written and read metric by metric in memory, for archives that know only whole days.

use std::collections::{BTreeMap, VecDeque};

use archive::{ArchivedFile, ProxyName, Row};
use async_trait::async_trait;
use timeseries::{Day, Sample, Series, Timestamp};

use crate::{Archive, ArchiveError, DayDraft, DayReader, DayToKeep};

/// A draft that is handed over as a whole day.
#[derive(Debug)]
pub struct HeldDraft<'a> {
    archive: &'a dyn Archive,
    day: Day,
    proxy: ProxyName,
    rows: Vec<Row>,
}

impl<'a> HeldDraft<'a> {
    /// Begins one.
    #[must_use]
    pub fn of(archive: &'a dyn Archive, day: Day, proxy: &ProxyName) -> Box<dyn DayDraft + 'a> {
        Box::new(Self { archive, day, proxy: proxy.clone(), rows: Vec::new() })
    }
}

#[async_trait]
impl DayDraft for HeldDraft<'_> {
    async fn add(&mut self, metric: &str, series: Vec<Series>) -> Result<(), ArchiveError> {
        if self.rows.last().is_some_and(|last| last.metric.as_str() >= metric) {
            return Err(ArchiveError::Refused { why: format!("the metric `{metric}` comes too late") });
        }
        for Series { labels, samples } in series {
            let row = |sample: Sample| Row {
                timestamp: sample.time,
                metric: metric.to_owned(),
                value: sample.value,
                labels: labels.clone(),
            };
            self.rows.extend(samples.into_iter().map(row));
        }
        Ok(())
    }

    async fn keep(self: Box<Self>, collected: Timestamp, whole_day: bool) -> Result<ArchivedFile, ArchiveError> {
        let Self { archive, day, proxy, rows } = *self;
        archive.write_day(DayToKeep { day, proxy, rows, collected, whole_day }).await
    }
}

/// A reader of rows that are there already.
#[derive(Debug)]
pub struct HeldReader(VecDeque<(String, Vec<Series>)>);

impl HeldReader {
    /// Begins to read rows.
    #[must_use]
    pub fn of(rows: Vec<Row>) -> Box<dyn DayReader> {
        let mut metrics: BTreeMap<String, Vec<Series>> = BTreeMap::new();
        for row in rows {
            let sample = Sample { time: row.timestamp, value: row.value };
            let series = metrics.entry(row.metric).or_default();
            match series.last_mut().filter(|series| series.labels == row.labels) {
                Some(series) => series.samples.push(sample),
                None => series.push(Series { labels: row.labels, samples: vec![sample] }),
            }
        }
        Box::new(Self(metrics.into_iter().collect()))
    }
}

#[async_trait]
impl DayReader for HeldReader {
    async fn next_metric(&mut self) -> Result<Option<(String, Vec<Series>)>, ArchiveError> {
        Ok(self.0.pop_front())
    }
}
