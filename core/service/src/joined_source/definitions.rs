//! By which queries the archive is collected.

use archive::samples::API_PROXY;
use timeseries::Labels;

pub use super::pair::Pair;

/// The collector's metrics.
pub trait MetricDefinitions: Send + Sync + std::fmt::Debug {
    /// Every metric of every API proxy that is collected.
    fn pairs(&self) -> Vec<Pair>;

    /// How a metric of an API proxy is collected; `None` where it is not, or not any more.
    fn definition(&self, pair: &Pair) -> Option<MetricDefinition>;
}

/// How a metric of an API proxy is collected.
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
