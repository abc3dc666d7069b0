//! An archived metric of an API proxy: what one query of the collector gives.

use archive::samples::{API_PROXY, ArchivedSeries};
use promql::ast::VectorSelector;
use promql::evaluate::label_fits;
use timeseries::Labels;

/// A metric and an API proxy.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// The metric's name in the archive.
    pub metric: String,
    /// The API proxy.
    pub proxy: String,
}

impl Pair {
    /// Returns the pair of an archived series.
    pub(super) fn of(labels: &Labels) -> Self {
        let text = |label| labels.get(label).unwrap_or_default().to_owned();
        Self { metric: text("__name__"), proxy: text(API_PROXY) }
    }

    /// Returns true if an archived series belongs to it.
    pub(super) fn has(&self, series: &ArchivedSeries) -> bool {
        Self::of(&series.labels) == *self
    }

    /// Returns true if a selector may select its series.
    pub(super) fn fits(&self, selector: &VectorSelector) -> bool {
        label_fits(selector, "__name__", &self.metric) && label_fits(selector, API_PROXY, &self.proxy)
    }
}
