//! The archive as a source of metrics: rows read by SQL, PromQL evaluated over them here.

mod ask;
mod kept;
mod plan;
mod reader;
mod recent;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration as StdDuration;

use archive::Inventory;
use async_trait::async_trait;
use moka::sync::Cache;
use promql::evaluate::{KeptSeries, SeriesSamples, evaluate};
use promql::{MetricInfo, MetricKind, RangeAnswer, RangeQuery};
use timeseries::{Day, Duration, Grid, Timestamp, text};

use crate::{Archive, MetricsSource, SourceError, SqlEngine};
pub(crate) use kept::{coarse, kept, usual_spacing};
pub(crate) use reader::SamplesReader;

/// For how long a resolution is remembered: the samples of a day hardly change it.
const REMEMBERED: StdDuration = StdDuration::from_secs(60);
/// Resolutions remembered.
const MAX_REMEMBERED: u64 = 1_000;

/// The archive as a source: `metric_name` is the metric's name, `api_proxy` a label beside those that were kept.
#[derive(Debug)]
pub struct ArchiveSource {
    reader: SamplesReader,
    /// The metrics, with what the archive held when they were listed.
    listed: Mutex<Option<(Arc<Inventory>, Vec<MetricInfo>)>>,
    resolutions: Cache<String, Option<Duration>>,
}

impl ArchiveSource {
    /// An archive and what reads it.
    #[must_use]
    pub fn new(archive: Arc<dyn Archive>, sql: Arc<dyn SqlEngine>) -> Self {
        let resolutions = Cache::builder().time_to_live(REMEMBERED).max_capacity(MAX_REMEMBERED).build();
        Self { reader: SamplesReader::new(archive, sql), listed: Mutex::default(), resolutions }
    }

    /// Returns the reader of the archive, for a source that adds to it.
    pub(crate) fn reader(&self) -> &SamplesReader {
        &self.reader
    }

    fn remembered(&self, inventory: &Arc<Inventory>) -> Option<Vec<MetricInfo>> {
        let listed = self.listed.lock().unwrap_or_else(PoisonError::into_inner);
        let (of, metrics) = listed.as_ref()?;
        (Arc::ptr_eq(of, inventory) || of == inventory).then(|| metrics.clone())
    }

    /// The newest sample that a selector of the expression sees, and the expression may make something of.
    async fn newest_read(&self, expr: &str, before: Timestamp) -> Result<Option<Timestamp>, SourceError> {
        let newest = recent::newest(&self.reader, expr, before).await?;
        let Some(newest) = newest.filter(|newest| *newest <= before) else { return Ok(None) };
        let grid = Grid { start: newest, step: Duration::from_seconds(300), len: 1 };
        let seen = self.query_range(&RangeQuery { expr: expr.to_owned(), grid }).await?;
        Ok((!seen.series.is_empty()).then_some(newest))
    }
}

#[async_trait]
impl MetricsSource for ArchiveSource {
    async fn query_range(&self, query: &RangeQuery) -> Result<RangeAnswer, SourceError> {
        let reading = self.reader.read(query).await?;
        let infos = coarse(&reading, query.grid.step).into_iter().collect();
        let series = reading.series.into_iter().map(|series| kept(series, query.grid.step)).collect();
        let answer = evaluated(series, query.clone()).await?;
        Ok(RangeAnswer { warnings: reading.warnings, infos, ..answer })
    }

    async fn metrics(&self) -> Result<Vec<MetricInfo>, SourceError> {
        let inventory = self.reader.inventory().await?;
        if let Some(metrics) = self.remembered(&inventory) {
            return Ok(metrics);
        }
        let counts = self.reader.metric_counts(&inventory).await?;
        let metrics: Vec<_> = counts.into_iter().map(metric_info).collect();
        *self.listed.lock().unwrap_or_else(PoisonError::into_inner) = Some((inventory, metrics.clone()));
        Ok(metrics)
    }

    async fn newest_sample(&self, expr: &str, before: Timestamp) -> Result<Option<Timestamp>, SourceError> {
        self.newest_read(expr, before).await
    }

    async fn resolution(&self, expr: &str, before: Timestamp) -> Option<Duration> {
        let key = format!("{} {expr}", Day::of(before));
        if let Some(known) = self.resolutions.get(&key) {
            return known;
        }
        let resolution = recent::resolution(&self.reader, expr, before).await.ok()?;
        self.resolutions.insert(key, resolution);
        resolution
    }
}

/// Describes an archived metric: it holds results of a query, so that it is never taken for a counter.
fn metric_info(count: archive::samples::MetricCount) -> MetricInfo {
    let of = match count.proxies {
        1 => "1 API proxy".to_owned(),
        proxies => format!("{} API proxies", text::number(proxies as f64)),
    };
    let help = format!("Archived: {} of {of}.", text::counted(count.rows, "row"));
    MetricInfo { name: count.name, kind: MetricKind::Gauge, help, unit: String::new() }
}

/// Evaluates where computing holds up nobody else.
pub(crate) async fn evaluated(series: Vec<KeptSeries>, query: RangeQuery) -> Result<RangeAnswer, SourceError> {
    let evaluation = tokio::task::spawn_blocking(move || {
        let series: Vec<_> = series.iter().map(|series| series as &dyn SeriesSamples).collect();
        evaluate(&series, &query)
    });
    let answer = evaluation.await.map_err(|stopped| SourceError::Archive { why: stopped.to_string() })?;
    answer.map_err(|error| SourceError::of_evaluation(error, "the archived metrics"))
}

#[cfg(test)]
pub(crate) mod tests;
