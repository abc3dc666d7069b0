//! By which queries the archive is collected.

use archive::ProxyName;
use archive::samples::API_PROXY;
use timeseries::Labels;

use crate::CollectPlan;

pub use super::pair::Pair;

/// The collector's metrics.
pub trait MetricDefinitions: Send + Sync + std::fmt::Debug {
    /// Every metric of every API proxy that is collected.
    fn pairs(&self) -> Vec<Pair>;

    /// Returns the definition of a metric of an API proxy; `None` if it is not collected, or not any more.
    fn definition(&self, pair: &Pair) -> Option<MetricDefinition>;
}

impl MetricDefinitions for CollectPlan {
    fn pairs(&self) -> Vec<Pair> {
        let of_proxy = |proxy: &ProxyName| {
            let proxy = proxy.to_string();
            self.metrics().iter().map(move |metric| Pair { metric: metric.name.clone(), proxy: proxy.clone() })
        };
        self.proxies().iter().flat_map(of_proxy).collect()
    }

    /// A proxy that is not collected any more may still be known to Prometheus.
    fn definition(&self, pair: &Pair) -> Option<MetricDefinition> {
        let metric = self.metrics().iter().find(|metric| metric.name == pair.metric)?;
        let expr = metric.template.fill(&pair.proxy).ok()?;
        Some(MetricDefinition { expr, kept_labels: metric.labels.clone() })
    }
}

/// Definition of a collected metric of an API proxy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetricDefinition {
    /// The query, the API proxy filled in.
    pub expr: String,
    /// The labels that are kept; all where empty.
    pub kept_labels: Vec<String>,
}

impl MetricDefinition {
    /// The labels that a series of the query has in the archive.
    pub(super) fn archived(&self, labels: &Labels, pair: &Pair) -> Labels {
        let is_kept = |name: &str| self.kept_labels.is_empty() || self.kept_labels.iter().any(|kept| kept == name);
        let mut archived = labels.without_metric_name().only(is_kept);
        archived.insert("__name__".to_owned(), pair.metric.clone());
        archived.insert(API_PROXY.to_owned(), pair.proxy.clone());
        archived
    }
}
