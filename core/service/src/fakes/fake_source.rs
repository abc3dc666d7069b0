//! A source that answers what it was told to.

use std::sync::Arc;

use async_trait::async_trait;
use promql::{MetricInfo, MetricKind, RangeAnswer, RangeQuery};
use timeseries::{Labels, Sample, Series, Timestamp};

use crate::{Credentials, MetricsSource, SourceEntry, SourceError, SourceKind, Sources};

/// Answers every expression with the same series: `values(time)` of each.
#[derive(Clone)]
pub struct FakeSource {
    /// Labels of each series.
    pub labels: Vec<Labels>,
    /// The value of a series, by its place, at a moment; NaN where it has none.
    pub value: Arc<dyn Fn(usize, Timestamp) -> f64 + Send + Sync>,
    /// Fails with this instead.
    pub error: Option<SourceError>,
    /// What it warns of.
    pub warnings: Vec<String>,
    /// What it says of its newest sample.
    pub newest: Option<Timestamp>,
}

impl FakeSource {
    /// One series without labels.
    pub fn one(value: impl Fn(Timestamp) -> f64 + Send + Sync + 'static) -> Self {
        let value = Arc::new(move |_, time| value(time));
        Self { labels: vec![Labels::default()], value, error: None, warnings: Vec::new(), newest: None }
    }
}

impl std::fmt::Debug for FakeSource {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FakeSource").field("labels", &self.labels).finish_non_exhaustive()
    }
}

#[async_trait]
impl MetricsSource for FakeSource {
    async fn query_range(&self, query: &RangeQuery) -> Result<RangeAnswer, SourceError> {
        if let Some(error) = &self.error {
            return Err(error.clone());
        }
        let samples = |index: usize| {
            let sample = |time| Sample { time, value: (self.value)(index, time) };
            query.grid.times().map(sample).filter(|sample| !sample.value.is_nan()).collect()
        };
        let series =
            self.labels.iter().cloned().enumerate().map(|(index, labels)| Series { labels, samples: samples(index) });
        Ok(RangeAnswer { series: series.collect(), warnings: self.warnings.clone(), infos: Vec::new() })
    }

    async fn metrics(&self) -> Result<Vec<MetricInfo>, SourceError> {
        Ok(vec![MetricInfo { name: "up".to_owned(), kind: MetricKind::Gauge, help: "Whether it is.".to_owned() }])
    }

    async fn newest_sample(&self, _expr: &str, _before: Timestamp) -> Result<Option<Timestamp>, SourceError> {
        Ok(self.newest)
    }
}

/// One source, under the name `fake` and under every URL.
#[derive(Clone, Debug)]
pub struct FakeSources(pub FakeSource);

impl Sources for FakeSources {
    fn list(&self) -> Vec<SourceEntry> {
        vec![SourceEntry { name: "fake".to_owned(), kind: SourceKind::Prometheus, examples: Vec::new() }]
    }

    fn named(&self, name: &str) -> Option<Arc<dyn MetricsSource>> {
        (name == "fake").then(|| Arc::new(self.0.clone()) as Arc<dyn MetricsSource>)
    }

    fn adhoc_allowed(&self) -> bool {
        true
    }

    fn by_url(&self, _url: &str, _credentials: Option<Credentials>) -> Result<Arc<dyn MetricsSource>, SourceError> {
        Ok(Arc::new(self.0.clone()))
    }
}
