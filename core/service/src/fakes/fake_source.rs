//! A source that answers what it was told to.

use std::collections::BTreeSet;
use std::sync::Arc;

use async_trait::async_trait;
use promql::evaluate::{KeptSeries, SeriesSamples, evaluate};
use promql::{MetricInfo, MetricKind, RangeAnswer, RangeQuery};
use timeseries::{Duration, Labels, Sample, Series, Timestamp};

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
    /// Its warnings.
    pub warnings: Vec<String>,
    /// Its notes beside its answers.
    pub infos: Vec<String>,
    /// Set where a part of it does not answer.
    pub is_partial: bool,
    /// The number of its series with native histograms.
    pub histograms: usize,
    /// Its answer about the newest sample.
    pub newest: Option<Timestamp>,
    /// Times of its samples, if it tells them: a value is visible for five minutes after each, as in Prometheus.
    pub sampled: Option<Arc<Vec<Timestamp>>>,
    /// The metrics it knows.
    pub metrics: Vec<MetricInfo>,
}

impl FakeSource {
    /// One series without labels.
    pub fn one(value: impl Fn(Timestamp) -> f64 + Send + Sync + 'static) -> Self {
        let value = Arc::new(move |_, time| value(time));
        Self {
            labels: vec![Labels::default()],
            value,
            error: None,
            warnings: Vec::new(),
            infos: Vec::new(),
            is_partial: false,
            histograms: 0,
            newest: None,
            sampled: None,
            metrics: up(),
        }
    }

    /// The same with samples at these moments only.
    #[must_use]
    pub fn sampled_at(self, times: impl IntoIterator<Item = Timestamp>) -> Self {
        Self { sampled: Some(Arc::new(times.into_iter().collect())), ..self }
    }

    /// The series as samples, under the name of the metric that is asked for.
    fn kept(&self, name: &str) -> Vec<KeptSeries> {
        let times = self.sampled.clone().unwrap_or_default();
        let series = self.labels.iter().enumerate().map(|(index, labels)| {
            let mut labels = labels.clone();
            labels.insert("__name__".to_owned(), name.to_owned());
            let samples = times.iter().map(|time| Sample { time: *time, value: (self.value)(index, *time) }).collect();
            KeptSeries { labels, samples, lookback: Duration::from_seconds(300), exact_after: None }
        });
        series.collect()
    }

    fn evaluated(&self, query: &RangeQuery) -> Result<RangeAnswer, SourceError> {
        let parsed = promql::parse(&query.expr).ok();
        let names = parsed.as_ref().map(promql::evaluate::reads).unwrap_or_default();
        let names: BTreeSet<_> = names.iter().filter_map(|read| read.selector.name.clone()).collect();
        let series: Vec<KeptSeries> = names.iter().flat_map(|name| self.kept(name)).collect();
        let series: Vec<_> = series.iter().map(|series| series as &dyn SeriesSamples).collect();
        evaluate(&series, query).map_err(|error| SourceError::of_evaluation(error, "the fake"))
    }
}

fn up() -> Vec<MetricInfo> {
    let help = "Whether it is.".to_owned();
    vec![MetricInfo { name: "up".to_owned(), kind: MetricKind::Gauge, help, unit: String::new() }]
}

impl FakeSource {
    /// A counter named `name` that grows by one a second.
    #[must_use]
    pub fn counter(name: &str) -> Self {
        let info =
            MetricInfo { name: name.to_owned(), kind: MetricKind::Counter, help: String::new(), unit: String::new() };
        Self { metrics: vec![info], ..Self::one(|time| time.seconds()) }
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
        if self.sampled.is_some() {
            return self.evaluated(query);
        }
        let samples = |index: usize| {
            let sample = |time| Sample { time, value: (self.value)(index, time) };
            query.grid.times().map(sample).filter(|sample| !sample.value.is_nan()).collect()
        };
        let series =
            self.labels.iter().cloned().enumerate().map(|(index, labels)| Series { labels, samples: samples(index) });
        let (warnings, infos) = (self.warnings.clone(), self.infos.clone());
        let (is_partial, histograms) = (self.is_partial, self.histograms);
        Ok(RangeAnswer { series: series.collect(), warnings, infos, is_partial, histograms })
    }

    async fn metrics(&self) -> Result<Vec<MetricInfo>, SourceError> {
        Ok(self.metrics.clone())
    }

    async fn newest_sample(&self, _expr: &str, before: Timestamp) -> Result<Option<Timestamp>, SourceError> {
        Ok(self.newest.or_else(|| self.sampled.as_ref()?.iter().copied().filter(|time| *time <= before).max()))
    }

    fn tells_samples(&self) -> bool {
        self.sampled.is_some()
    }

    async fn samples(&self, _selector: &str, window: Duration, at: Timestamp) -> Result<Vec<Series>, SourceError> {
        let kept = self.kept("x").into_iter().map(|kept| {
            let samples = kept.samples.into_iter().filter(|sample| at - window <= sample.time && sample.time <= at);
            Series { labels: kept.labels, samples: samples.collect() }
        });
        Ok(kept.collect())
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
