//! The error to expect from the inputs alone: what the reference missed by on such predictions, what lies outside of the reference, and
//! the time since.
//!
//! A feature that explains the share w of the target's variance changes the target, for one standard deviation, by about the root of w
//! standard deviations of the target. A tree repeats its edge beyond it, so a value d deviations outside adds about w·d² variances.

use super::blocks::Blocks;
use super::deals::Deals;
use super::support::Support;
use super::usual_error::UsualError;
use super::wander::squared_wander;
use super::{ExpectedError, Feature, Period, usable, variance};

/// An error of the reference below this part of the target's deviation counts as this: nothing may be infinitely worse.
const SMALLEST_ERROR: f64 = 1e-3;

/// The error to expect, and what each feature adds to its square.
pub(super) struct Expectation {
    pub(super) error: ExpectedError,
    pub(super) added: Vec<f64>,
}

impl Expectation {
    /// `None` where no row of the reference has both prediction and target.
    pub(super) fn of(
        features: &[Feature<'_>],
        reference: &Period<'_>,
        current: &Period<'_>,
        blocks: &Blocks,
        deals: &Deals,
    ) -> Option<Self> {
        let usual = UsualError::of(reference.predicted, reference.target)?;
        let (inside, rows) = inside(&usual, reference, current, blocks, deals);
        let variance = variance(reference.target.iter().copied());
        let (mut outside, mut added) = (vec![0.0; inside.len()], Vec::with_capacity(features.len()));
        for (index, share) in shares(features).into_iter().enumerate() {
            let (before, after) = (reference.columns[index], current.columns[index]);
            let support = Support::of(features[index].kind, before, after, blocks);
            let price = variance * share;
            let costs: Vec<f64> = deals.all().map(|deal| price * support.for_comparison(deal)).collect();
            added.push(price * support.for_report(deals.seen()) / rows[0]);
            outside.iter_mut().zip(costs).for_each(|(sum, cost)| *sum += cost);
        }
        let foreseen: Vec<f64> =
            inside.iter().zip(&outside).zip(&rows).map(|((inside, outside), rows)| (inside + outside) / rows).collect();
        let parts = [inside[0] / rows[0], added.iter().sum::<f64>(), squared_wander(reference, current)];
        let scale = usual.overall.sqrt().max(variance.sqrt() * SMALLEST_ERROR);
        let rmse = parts.iter().sum::<f64>().sqrt();
        let error = ExpectedError {
            severity: if scale > 0.0 { rmse / scale } else { 1.0 },
            rmse,
            reference_rmse: usual.overall.sqrt(),
            from_inside: parts[0],
            from_outside: parts[1],
            from_age: parts[2],
            p_value: deals.p_value(&foreseen).unwrap_or(1.0),
        };
        Some(Self { error, added })
    }
}

/// For each deal the sum of the usual squared errors of its predictions, and its rows.
fn inside(
    usual: &UsualError,
    reference: &Period<'_>,
    current: &Period<'_>,
    blocks: &Blocks,
    deals: &Deals,
) -> (Vec<f64>, Vec<f64>) {
    let mut totals = vec![(0.0, 0.0); blocks.len()];
    for (predicted, place) in blocks.pooled(reference.predicted, current.predicted) {
        totals[place.block].0 += usual.at(predicted);
        totals[place.block].1 += 1.0;
    }
    let sum = |deal: &[usize]| {
        deal.iter().fold((0.0, 0.0), |(sum, rows), block| (sum + totals[*block].0, rows + totals[*block].1))
    };
    deals.all().map(sum).unzip()
}

/// Importances brought to a sum of 1; what is no number counts as none.
fn shares(features: &[Feature<'_>]) -> Vec<f64> {
    let weights: Vec<f64> = features.iter().map(|feature| usable(feature.importance).unwrap_or(0.0).max(0.0)).collect();
    let sum: f64 = weights.iter().sum();
    weights.iter().map(|weight| if sum > 0.0 { weight / sum } else { 0.0 }).collect()
}
