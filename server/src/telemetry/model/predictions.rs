//! Recent predictions of the models as a summary with quantiles: a drift of the predictions shows before the outcomes are known.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use prometheus::core::{Collector, Desc, Describer};
use prometheus::proto::{LabelPair, Metric, MetricFamily};
use prometheus::{Opts, Registry};

use crate::telemetry::lately::{Lately, summaries};

const NAME: &str = "promcast_model_prediction";
const HELP: &str = "Predictions of /predict: how many, their sum, and the quantiles of the last 1,000.";

/// The predictions of every model.
#[derive(Clone, Debug)]
pub(super) struct Predictions {
    desc: Desc,
    models: Arc<Mutex<BTreeMap<String, Lately>>>,
}

impl Predictions {
    pub(super) fn register(registry: &Registry) -> prometheus::Result<Self> {
        let desc = Opts::new(NAME, HELP).variable_label("model").describe()?;
        let predictions = Self { desc, models: Arc::default() };
        registry.register(Box::new(predictions.clone()))?;
        Ok(predictions)
    }

    /// Notes what a model predicted.
    pub(super) fn note(&self, model: &str, values: &[f64]) {
        let mut models = self.lock();
        if !models.contains_key(model) {
            models.insert(model.to_owned(), Lately::default());
        }
        if let Some(lately) = models.get_mut(model) {
            lately.note(values);
        }
    }

    /// Forgets all but these.
    pub(super) fn retain(&self, names: &BTreeSet<String>) {
        self.lock().retain(|model, _| names.contains(model));
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Lately>> {
        self.models.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Collector for Predictions {
    fn desc(&self) -> Vec<&Desc> {
        vec![&self.desc]
    }

    fn collect(&self) -> Vec<MetricFamily> {
        let metrics: Vec<Metric> = self.lock().iter().map(|(model, lately)| metric(model, lately)).collect();
        if metrics.is_empty() {
            return Vec::new();
        }
        vec![summaries(NAME, HELP, metrics)]
    }
}

fn metric(model: &str, lately: &Lately) -> Metric {
    let mut label = LabelPair::default();
    label.set_name("model".to_owned());
    label.set_value(model.to_owned());
    let mut metric = Metric::from_label(vec![label]);
    metric.set_summary(lately.summary());
    metric
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_thousand_have_quantiles_and_all_are_counted() {
        let registry = Registry::new();
        let predictions = Predictions::register(&registry).unwrap();
        assert!(registry.gather().is_empty(), "nothing was predicted yet");
        predictions.note("m", &[1e9; 50]);
        for value in 1..=1000 {
            predictions.note("m", &[f64::from(value)]);
        }
        let text = prometheus::TextEncoder::new().encode_to_string(&registry.gather()).unwrap();
        for line in [
            "# TYPE promcast_model_prediction summary",
            "promcast_model_prediction{model=\"m\",quantile=\"0.05\"} 50",
            "promcast_model_prediction{model=\"m\",quantile=\"0.95\"} 950",
            "promcast_model_prediction_count{model=\"m\"} 1050",
        ] {
            assert!(text.contains(line), "{line} is not in {text}");
        }
        predictions.note("m", &vec![7.0; 3000]);
        assert!(registry.gather()[0].get_metric()[0].get_summary().get_quantile().iter().all(|q| q.value() == 7.0));
    }
}
