//! The error to expect from the inputs alone: what the reference missed by on such predictions, what lies outside of the reference, and
//! the time since.
//!
//! A feature that explains the share w of the target's variance changes the target, for one standard deviation, by about the root of w
//! standard deviations of the target. A tree repeats its edge beyond it, so a value d deviations outside adds about w·d² variances.

use super::blocks::Blocks;
use super::deals::{Deals, mean};
use super::support::Support;
use super::usual_error::UsualError;
use super::wander::squared_wander;
use super::{ExpectedError, Feature, Period, usable, variance};

/// An error of the reference below this part of the target's deviation counts as this: nothing may be infinitely worse.
const SMALLEST_ERROR: f64 = 1e-3;

/// What is expected of every block, and of what it is made.
pub(super) struct Expectation {
    supports: Vec<Support>,
    /// What each feature adds to the mean squared error of the current period.
    added: Vec<f64>,
    /// What the reference missed by on predictions like the current ones, squared.
    inside: f64,
    /// What the time adds, squared.
    age: f64,
    /// The mean squared error of the reference.
    reference: f64,
    /// The variance of the target in the reference.
    variance: f64,
    /// Expected squared errors of each block and its rows; age does not count.
    totals: Vec<(f64, f64)>,
}

impl Expectation {
    /// `None` where no row of the reference has both prediction and target.
    pub(super) fn of(
        features: &[Feature<'_>],
        reference: &Period<'_>,
        current: &Period<'_>,
        blocks: &Blocks,
    ) -> Option<Self> {
        let usual = UsualError::of(reference.predicted, reference.target)?;
        let mut totals = vec![(0.0, 0.0); blocks.len()];
        for (predicted, place) in blocks.pooled(reference.predicted, current.predicted) {
            totals[place.block].0 += usual.at(predicted);
            totals[place.block].1 += 1.0;
        }
        let seen: Vec<usize> = blocks.of_current().collect();
        let variance = variance(reference.target.iter().copied());
        let mut expectation = Self {
            supports: Vec::with_capacity(features.len()),
            added: Vec::with_capacity(features.len()),
            inside: mean(&totals, &seen).unwrap_or(usual.overall),
            age: squared_wander(reference, current),
            reference: usual.overall,
            variance,
            totals,
        };
        let columns = reference.columns.iter().zip(current.columns);
        for ((feature, (before, after)), share) in features.iter().zip(columns).zip(shares(features)) {
            expectation.add(Support::of(feature.kind, before, blocks), variance * share, before, after, blocks);
        }
        Some(expectation)
    }

    /// Adds what one feature costs: `price` for each squared deviation outside.
    fn add(&mut self, support: Support, price: f64, before: &[f64], after: &[f64], blocks: &Blocks) {
        let (mut sum, mut rows) = (0.0, 0.0);
        for (value, place) in blocks.pooled(before, after) {
            let is_current = blocks.of_current().contains(&place.block);
            let cost = price * support.squared_distance(value, (!is_current).then_some(place.block));
            self.totals[place.block].0 += cost;
            if is_current {
                sum += cost;
                rows += 1.0;
            }
        }
        self.supports.push(support);
        self.added.push(sum / f64::max(rows, 1.0));
    }

    /// What the reference has of each feature.
    pub(super) fn supports(&self) -> &[Support] {
        &self.supports
    }

    /// What each feature adds to the mean squared error.
    pub(super) fn added(&self) -> &[f64] {
        &self.added
    }

    pub(super) fn summary(&self, deals: &Deals) -> ExpectedError {
        let from_outside = self.added.iter().sum::<f64>();
        let rmse = (self.inside + from_outside + self.age).sqrt();
        let least = self.variance.sqrt() * SMALLEST_ERROR;
        let scale = self.reference.sqrt().max(least);
        ExpectedError {
            severity: if scale > 0.0 { rmse / scale } else { 1.0 },
            rmse,
            reference_rmse: self.reference.sqrt(),
            from_inside: self.inside,
            from_outside,
            from_age: self.age,
            p_value: deals.p_value_of_mean(&self.totals).unwrap_or(1.0),
        }
    }
}

/// Importances brought to a sum of 1; what is no number counts as none.
fn shares(features: &[Feature<'_>]) -> Vec<f64> {
    let weights: Vec<f64> = features.iter().map(|feature| usable(feature.importance).unwrap_or(0.0).max(0.0)).collect();
    let sum: f64 = weights.iter().sum();
    weights.iter().map(|weight| if sum > 0.0 { weight / sum } else { 0.0 }).collect()
}
