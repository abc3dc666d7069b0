//! Tests whether the model's error grew, where the targets are known.

use super::blocks::Blocks;
use super::deals::{Deals, mean};
use super::{ErrorFinding, Period, usable};

/// The finding; `None` where no row of the current period has both prediction and target.
pub(super) fn error_finding(
    reference: &Period<'_>,
    current: &Period<'_>,
    blocks: &Blocks,
    deals: &Deals,
    reference_rmse: f64,
) -> Option<ErrorFinding> {
    let totals = blocks.totals(&squared_errors(reference), &squared_errors(current));
    let rmse = mean(&totals, deals.seen())?.sqrt();
    let means: Vec<f64> = deals.all().map(|deal| mean(&totals, deal).unwrap_or(0.0)).collect();
    Some(ErrorFinding { rmse, reference_rmse, p_value: deals.p_value(&means).unwrap_or(1.0) })
}

/// One a row; NaN where prediction or target is missing.
fn squared_errors(period: &Period<'_>) -> Vec<f64> {
    let squared = |(predicted, target): (&f64, &f64)| {
        let error = usable(*predicted)? - usable(*target)?;
        Some(error * error)
    };
    let known = period.predicted.iter().zip(period.target).map(|pair| squared(pair).unwrap_or(f64::NAN));
    // Without targets there is no error, and still a value for every row.
    known.chain(std::iter::repeat(f64::NAN)).take(period.predicted.len()).collect()
}
