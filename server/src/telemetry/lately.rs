//! `Lately`: recent observations and their quantiles, the inside of a summary.

use std::collections::VecDeque;

use prometheus::proto::{Metric, MetricFamily, MetricType, Quantile, Summary};

/// The newest so many have quantiles.
const WINDOW: usize = 1000;
const QUANTILES: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

/// Number and sum of all observations, and the newest of them.
#[derive(Debug, Default)]
pub(super) struct Lately {
    newest: VecDeque<f64>,
    count: u64,
    sum: f64,
}

impl Lately {
    pub(super) fn note(&mut self, values: &[f64]) {
        self.count += values.len() as u64;
        self.sum += values.iter().sum::<f64>();
        self.newest.extend(&values[values.len().saturating_sub(WINDOW)..]);
        let too_many = self.newest.len().saturating_sub(WINDOW);
        self.newest.drain(..too_many);
    }

    pub(super) fn summary(&self) -> Summary {
        let mut sorted: Vec<f64> = self.newest.iter().copied().collect();
        sorted.sort_by(f64::total_cmp);
        let mut summary = Summary::default();
        summary.set_sample_count(self.count);
        summary.set_sample_sum(self.sum);
        summary.set_quantile(QUANTILES.map(|quantile| value_at(&sorted, quantile)).to_vec());
        summary
    }
}

/// The smallest value that as many are at most equal to.
fn value_at(sorted: &[f64], quantile: f64) -> Quantile {
    let index = ((quantile * sorted.len() as f64).ceil() as usize).saturating_sub(1);
    let mut at = Quantile::default();
    at.set_quantile(quantile);
    at.set_value(sorted.get(index).copied().unwrap_or(f64::NAN));
    at
}

/// A metric made of summaries.
pub(super) fn summaries(name: &str, help: &str, metrics: Vec<Metric>) -> MetricFamily {
    let mut family = MetricFamily::default();
    family.set_name(name.to_owned());
    family.set_help(help.to_owned());
    family.set_field_type(MetricType::SUMMARY);
    family.set_metric(metrics);
    family
}
