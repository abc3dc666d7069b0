//! One sample metric: what it says about itself, and its series.

use promql::{MetricInfo, MetricKind};
use timeseries::Labels;

use crate::signal::{Noise, Signal};

/// A metric and its series.
#[derive(Debug)]
pub(crate) struct Metric {
    /// Name, kind and help.
    pub(crate) info: MetricInfo,
    /// At least one.
    pub(crate) series: Vec<SampledSeries>,
}

/// One series: who it is, and where its values come from.
#[derive(Debug)]
pub(crate) struct SampledSeries {
    /// With the metric's name.
    pub(crate) labels: Labels,
    /// Its values.
    pub(crate) signal: Box<dyn Signal>,
}

impl Metric {
    /// A metric without series yet. Its help begins by saying that it is a sample.
    pub(crate) fn new(name: &str, kind: MetricKind, help: &str) -> Self {
        let info = MetricInfo { name: name.to_owned(), kind, help: format!("Sample: {help}"), unit: String::new() };
        Self { info, series: Vec::new() }
    }

    /// Adds a series; its noise comes from its own name and labels.
    pub(crate) fn with<S: Signal + 'static>(
        mut self,
        labels: &[(&str, &str)],
        signal: impl FnOnce(Noise) -> S,
    ) -> Self {
        let name = [("__name__", self.info.name.as_str())];
        let labels = Labels::from_pairs(name.iter().chain(labels).copied());
        let signal = Box::new(signal(Noise::of(&labels.to_string())));
        self.series.push(SampledSeries { labels, signal });
        self
    }
}
