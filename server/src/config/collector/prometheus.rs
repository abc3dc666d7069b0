//! The section `prometheus` of the old collector's file: a Prometheus, and what is asked of it.

use anyhow::{Context, ensure};
use promql::Template;
use serde::Deserialize;
use service::CollectedMetric;
use timeseries::Duration;

use crate::config::duration::GoDuration;
use crate::config::source::{BasicAuth, Hidden, SourceConfig};

/// From one point to the next where a grid is asked for and nothing is said about it.
const RANGE_STEP: Duration = Duration::from_seconds(300);

/// URL and metrics of the Prometheus to collect from.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub(in crate::config) struct PrometheusSection {
    url: Option<Hidden>,
    timeout: Option<GoDuration>,
    username: Option<String>,
    password: Option<Hidden>,
    metrics: Option<Vec<MetricSection>>,
    /// For every metric that says nothing of its own.
    use_range_query: bool,
    range_step: Option<GoDuration>,
}

/// One metric.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(in crate::config) struct MetricSection {
    #[serde(default)]
    name: String,
    #[serde(default)]
    query: String,
    #[serde(default)]
    labels: Option<Vec<String>>,
    #[serde(default)]
    use_range_query: Option<bool>,
    #[serde(default)]
    range_step: Option<GoDuration>,
}

impl PrometheusSection {
    pub(super) fn metrics(&self) -> &[MetricSection] {
        self.metrics.as_deref().unwrap_or_default()
    }

    /// Returns true if API proxies must be named: a query has `%s`, or there is no query that could do without.
    pub(super) fn needs_proxy(&self) -> bool {
        let has_place = |metric: &MetricSection| Template::parse(&metric.query).is_ok_and(|query| query.has_place());
        self.metrics().is_empty() || self.metrics().iter().any(has_place)
    }

    /// The Prometheus as a source, where there is a URL.
    pub(in crate::config) fn source(&self, name: &str) -> anyhow::Result<Option<SourceConfig>> {
        let given = |text: &Option<Hidden>| text.clone().filter(|text| !text.0.trim().is_empty());
        let Some(url) = given(&self.url) else { return Ok(None) };
        let username = self.username.clone().filter(|name| !name.is_empty());
        let password = self.password.clone().filter(|text| !text.0.is_empty());
        ensure!(username.is_some() || password.is_none(), "prometheus.password is there without prometheus.username");
        let timeout = self.timeout.map(|GoDuration(timeout)| timeout);
        ensure!(timeout.is_none_or(|timeout| !timeout.is_zero()), "prometheus.timeout must be more than nothing");
        let basic_auth = username.map(|username| BasicAuth {
            username,
            password: Some(password.unwrap_or(Hidden(String::new()))),
            password_file: None,
        });
        Ok(Some(SourceConfig { basic_auth, timeout, ..SourceConfig::at(name, &url.0) }))
    }

    /// The metrics as the use case wants them.
    pub(super) fn collected(&self) -> anyhow::Result<Vec<CollectedMetric>> {
        let mut collected: Vec<CollectedMetric> = Vec::new();
        for (index, metric) in self.metrics().iter().enumerate() {
            let read = self.metric(metric).with_context(|| format!("prometheus.metrics[{index}]"))?;
            let is_there = collected.iter().any(|earlier| earlier.name == read.name);
            ensure!(!is_there, "prometheus.metrics[{index}].name: `{}` is there twice", read.name);
            collected.push(read);
        }
        Ok(collected)
    }

    fn metric(&self, metric: &MetricSection) -> anyhow::Result<CollectedMetric> {
        ensure!(!metric.name.trim().is_empty(), "its name is required");
        let fits = metric.name.len() <= 256 && !metric.name.chars().any(char::is_control);
        ensure!(fits, "its name must be at most 256 bytes without control characters");
        ensure!(!metric.query.trim().is_empty(), "its query is required");
        let labels = metric.labels.clone().unwrap_or_default();
        ensure!(labels.iter().all(|label| !label.is_empty()), "one of its labels has no name");
        let template = Template::parse(&metric.query).context("its query")?;
        Ok(CollectedMetric { name: metric.name.clone(), template, labels, range_step: self.range_step(metric)? })
    }

    /// The step of the grid; `None` where one value a day is asked for.
    fn range_step(&self, metric: &MetricSection) -> anyhow::Result<Option<Duration>> {
        let step = metric.range_step.or(self.range_step).map_or(RANGE_STEP, |GoDuration(step)| step);
        let makes_sense = Duration::SECOND <= step && step <= Duration::DAY;
        ensure!(makes_sense, "rangeStep is {step}, and must be from 1s to 1d");
        Ok(metric.use_range_query.unwrap_or(self.use_range_query).then_some(step))
    }
}
