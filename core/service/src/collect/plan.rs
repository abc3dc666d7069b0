//! `CollectPlan`: proxies, metrics, and the number of concurrent queries.

use archive::ProxyName;
use promql::{Template, TemplateError};
use timeseries::{Day, Duration, Timestamp};

/// Metrics and proxies to collect, and the way to query them.
#[derive(Clone, Debug)]
pub struct CollectPlan {
    proxies: Vec<ProxyName>,
    metrics: Vec<CollectedMetric>,
    /// The query of each metric of each proxy, the proxies' order first.
    queries: Vec<Vec<String>>,
    concurrency: usize,
    retries: u32,
}

/// One metric to collect.
#[derive(Clone, Debug)]
pub struct CollectedMetric {
    /// The name it has in the archive.
    pub name: String,
    /// The template of its query.
    pub template: Template,
    /// The labels that are kept; all where it is empty. The name that Prometheus itself gives is never kept.
    pub labels: Vec<String>,
    /// From one point of the day to the next; `None` where the day has one value.
    pub range_step: Option<Duration>,
}

/// A query that cannot be asked for a proxy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the query of metric {metric} cannot be filled")]
pub struct PlanError {
    /// Index of the metric.
    pub metric: usize,
    /// The reason.
    #[source]
    pub error: TemplateError,
}

impl CollectPlan {
    /// Questions asked at once where nothing else is said; a Prometheus works on 20.
    pub const CONCURRENCY: usize = 8;
    /// Default number of retries of a query.
    pub const RETRIES: u32 = 3;

    /// A plan of all metrics for all proxies.
    ///
    /// # Errors
    /// A query cannot be filled with the name of a proxy.
    pub fn new(proxies: Vec<ProxyName>, metrics: Vec<CollectedMetric>) -> Result<Self, PlanError> {
        let queries = proxies.iter().map(|proxy| queries(proxy, &metrics)).collect::<Result<_, _>>()?;
        Ok(Self { proxies, metrics, queries, concurrency: Self::CONCURRENCY, retries: Self::RETRIES })
    }

    /// The same with so many questions asked at once, at least one.
    #[must_use]
    pub fn with_concurrency(self, concurrency: usize) -> Self {
        Self { concurrency: concurrency.max(1), ..self }
    }

    /// The same with each question asked again so often where it may be answered later.
    #[must_use]
    pub fn with_retries(self, retries: u32) -> Self {
        Self { retries, ..self }
    }

    /// The same for some of its proxies.
    ///
    /// # Errors
    /// The name that none of them has.
    pub fn of_proxies(self, names: &[String]) -> Result<Self, super::CollectError> {
        let unknown = names.iter().find(|name| !self.proxies.iter().any(|proxy| proxy.as_str() == name.as_str()));
        if let Some(name) = unknown {
            return Err(super::CollectError::NoSuchProxy { name: name.escape_debug().take(128).collect() });
        }
        let both = self.proxies.into_iter().zip(self.queries);
        let (proxies, queries) = both.filter(|(proxy, _)| names.iter().any(|name| name == proxy.as_str())).unzip();
        Ok(Self { proxies, queries, ..self })
    }

    /// The proxies, in the order of the config.
    #[must_use]
    pub fn proxies(&self) -> &[ProxyName] {
        &self.proxies
    }

    /// The metrics, in the order of the config.
    #[must_use]
    pub fn metrics(&self) -> &[CollectedMetric] {
        &self.metrics
    }

    /// Returns the maximum number of concurrent queries.
    #[must_use]
    pub fn concurrency(&self) -> usize {
        self.concurrency
    }

    /// Returns the maximum number of retries of a query.
    #[must_use]
    pub fn retries(&self) -> u32 {
        self.retries
    }

    /// Returns warnings for the operator before the first run, as sentences.
    #[must_use]
    pub fn warnings(&self) -> Vec<String> {
        let has_several_proxies = self.proxies.len() > 1;
        self.metrics.iter().filter_map(|metric| metric.warning(has_several_proxies)).collect()
    }

    /// The metrics of the proxy with this index, each with its query.
    pub(super) fn questions(&self, proxy: usize) -> impl Iterator<Item = (&CollectedMetric, &str)> {
        let queries = self.queries.get(proxy).into_iter().flatten();
        self.metrics.iter().zip(queries.map(String::as_str))
    }

    /// The moment from which a day can be whole: its end where a metric is read on a grid, else its beginning.
    pub(super) fn can_be_whole_from(&self, day: Day) -> Timestamp {
        let range = day.range();
        if self.metrics.iter().any(|metric| metric.range_step.is_some()) { range.end } else { range.start }
    }
}

impl CollectedMetric {
    fn warning(&self, has_several_proxies: bool) -> Option<String> {
        let name = &self.name;
        if let Some(error) = self.template.syntax_error() {
            return Some(format!("the query of `{name}` may be wrong: {error}"));
        }
        let same_for_all = has_several_proxies && !self.template.has_place();
        same_for_all.then(|| format!("the query of `{name}` has no %s: every API proxy gets the same rows"))
    }
}

fn queries(proxy: &ProxyName, metrics: &[CollectedMetric]) -> Result<Vec<String>, PlanError> {
    let fill = |(metric, collected): (usize, &CollectedMetric)| {
        collected.template.fill(proxy.as_str()).map_err(|error| PlanError { metric, error })
    };
    metrics.iter().enumerate().map(fill).collect()
}
