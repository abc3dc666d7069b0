//! Config of the collector, read from the sections that the old collector's file has, and checked.

mod prometheus;

use anyhow::{Context, bail, ensure};
use archive::ProxyName;
use serde::Deserialize;
use service::{CollectPlan, CollectedMetric};
use timeseries::Duration;

use super::duration::GoDuration;
pub(super) use prometheus::PrometheusSection;

/// Default interval of collections, and the one of the old collector's debug mode.
const EVERY: Duration = Duration::DAY;
const EVERY_IN_DEBUG: Duration = Duration::MINUTE;
const EVERY_BOUNDS: [Duration; 2] = [Duration::SECOND, Duration::DAY.times(366)];
const MAX_CONCURRENCY: usize = 256;
const MAX_RETRIES: u32 = 10;
/// The name that stands in the place of an API proxy's where no query asks for one.
const ALL: &str = "all";

/// A collector that is ready to work.
#[derive(Clone, Debug)]
pub(crate) struct CollectorConfig {
    pub(crate) plan: CollectPlan,
    pub(crate) every: Duration,
}

/// Settings of the runs; none of them was in the old file.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct CollectSection {
    every: Option<GoDuration>,
    concurrency: Option<usize>,
    retries: Option<u32>,
}

/// The keys of the file that say what is collected.
#[derive(Debug)]
pub(super) struct Collected<'a> {
    pub(super) debug: bool,
    pub(super) proxies: &'a [String],
    pub(super) prometheus: Option<&'a PrometheusSection>,
    pub(super) collect: &'a CollectSection,
    /// True if the folder must be named, and is not.
    pub(super) lacks_folder: bool,
}

impl Collected<'_> {
    /// Returns true if the file asks for a collection. A Prometheus alone is only a source.
    pub(super) fn is_any(&self) -> bool {
        !self.proxies.is_empty() || self.prometheus.is_some_and(|section| !section.metrics().is_empty())
    }

    /// The collector, or which key is missing or makes no sense.
    pub(super) fn check(&self, has_source: bool) -> anyhow::Result<CollectorConfig> {
        let is_proxy_needed = self.prometheus.is_none_or(PrometheusSection::needs_proxy);
        ensure!(!(is_proxy_needed && self.proxies.is_empty()), "at least one API proxy must be specified");
        ensure!(has_source, "prometheus.url is required");
        ensure!(!self.lacks_folder, "storage.outputDir is required");
        let metrics = self.prometheus.map_or(Ok(Vec::new()), PrometheusSection::collected)?;
        ensure!(!metrics.is_empty(), "prometheus.metrics is required: give each metric a name and a query");
        let (every, concurrency, retries) = self.collect.check(self.debug)?;
        let proxies = match self.proxies.is_empty() {
            true => vec![ALL.parse()?],
            false => proxies(self.proxies)?,
        };
        let plan = plan(proxies, metrics)?;
        Ok(CollectorConfig { plan: plan.with_concurrency(concurrency).with_retries(retries), every })
    }
}

fn proxies(names: &[String]) -> anyhow::Result<Vec<ProxyName>> {
    let mut proxies: Vec<ProxyName> = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let proxy = name.parse().with_context(|| format!("apiProxies[{index}]"))?;
        if proxies.contains(&proxy) {
            bail!("apiProxies[{index}]: `{proxy}` is there twice");
        }
        proxies.push(proxy);
    }
    Ok(proxies)
}

fn plan(proxies: Vec<ProxyName>, metrics: Vec<CollectedMetric>) -> anyhow::Result<CollectPlan> {
    CollectPlan::new(proxies, metrics)
        .map_err(|error| anyhow::anyhow!("prometheus.metrics[{}].query: {}", error.metric, error.error))
}

impl CollectSection {
    fn check(&self, debug: bool) -> anyhow::Result<(Duration, usize, u32)> {
        let usual = if debug { EVERY_IN_DEBUG } else { EVERY };
        let every = self.every.map_or(usual, |GoDuration(every)| every);
        let [shortest, longest] = EVERY_BOUNDS;
        ensure!(shortest <= every && every <= longest, "collect.every must be from {shortest} to {longest}");
        let concurrency = self.concurrency.unwrap_or(CollectPlan::CONCURRENCY);
        ensure!(
            (1..=MAX_CONCURRENCY).contains(&concurrency),
            "collect.concurrency must be from 1 to {MAX_CONCURRENCY}"
        );
        let retries = self.retries.unwrap_or(CollectPlan::RETRIES);
        ensure!(retries <= MAX_RETRIES, "collect.retries must be from 0 to {MAX_RETRIES}");
        Ok((every, concurrency, retries))
    }
}

#[cfg(test)]
mod tests;
