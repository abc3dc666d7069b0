//! A source whose every answer is counted and timed.

use std::time::Instant;

use async_trait::async_trait;
use promql::{MetricInfo, RangeAnswer, RangeQuery};
use service::{MetricsSource, SourceError};
use timeseries::{Duration, Series, Timestamp};

use crate::telemetry::SourceSeries;

/// Counts and times what it passes on.
#[derive(Debug)]
pub(super) struct Measured<S> {
    inner: S,
    series: SourceSeries,
}

impl<S> Measured<S> {
    pub(super) fn new(inner: S, series: SourceSeries) -> Self {
        Self { inner, series }
    }

    fn count<T>(&self, since: Instant, answer: Result<T, SourceError>) -> Result<T, SourceError> {
        self.series.answered(answer.as_ref().err(), since.elapsed());
        answer
    }
}

#[async_trait]
impl<S: MetricsSource> MetricsSource for Measured<S> {
    async fn query_range(&self, query: &RangeQuery) -> Result<RangeAnswer, SourceError> {
        let since = Instant::now();
        self.count(since, self.inner.query_range(query).await)
    }

    async fn query(&self, expr: &str, at: Timestamp) -> Result<RangeAnswer, SourceError> {
        let since = Instant::now();
        self.count(since, self.inner.query(expr, at).await)
    }

    async fn probe(&self, at: Timestamp) -> Result<(), SourceError> {
        let since = Instant::now();
        self.count(since, self.inner.probe(at).await)
    }

    async fn metrics(&self) -> Result<Vec<MetricInfo>, SourceError> {
        let since = Instant::now();
        self.count(since, self.inner.metrics().await)
    }

    async fn labels(&self, selector: &str, at: Timestamp) -> Result<Vec<String>, SourceError> {
        let since = Instant::now();
        self.count(since, self.inner.labels(selector, at).await)
    }

    async fn label_values(&self, label: &str, selector: &str, at: Timestamp) -> Result<Vec<String>, SourceError> {
        let since = Instant::now();
        self.count(since, self.inner.label_values(label, selector, at).await)
    }

    async fn newest_sample(&self, expr: &str, before: Timestamp) -> Result<Option<Timestamp>, SourceError> {
        let since = Instant::now();
        self.count(since, self.inner.newest_sample(expr, before).await)
    }

    async fn resolution(&self, expr: &str, before: Timestamp) -> Option<Duration> {
        self.inner.resolution(expr, before).await
    }

    fn tells_samples(&self) -> bool {
        self.inner.tells_samples()
    }

    async fn samples(&self, selector: &str, window: Duration, at: Timestamp) -> Result<Vec<Series>, SourceError> {
        let since = Instant::now();
        self.count(since, self.inner.samples(selector, window, at).await)
    }
}
