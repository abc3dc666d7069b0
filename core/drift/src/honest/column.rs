//! Tests one feature: its shift, its missing values, its new values.

use super::blocks::Blocks;
use super::deals::Deals;
use super::false_discovery::q_values;
use super::known::Known;
use super::shift::{Shift, shift};
use super::{ColumnFinding, Feature, Period, usable};

/// One finding a feature, in their order.
pub(super) fn findings(
    features: &[Feature<'_>],
    reference: &Period<'_>,
    current: &Period<'_>,
    blocks: &Blocks,
    deals: &Deals,
    added: &[f64],
    level: f64,
) -> Vec<ColumnFinding> {
    let columns = || reference.columns.iter().zip(current.columns);
    let shifts: Vec<Shift> = features
        .iter()
        .zip(columns())
        .map(|(feature, (before, after))| shift(feature.kind, before, after, blocks, deals))
        .collect();
    let p_values: Vec<Option<f64>> = shifts.iter().map(|shift| shift.p_value).collect();
    let found = features.iter().zip(columns()).zip(shifts.into_iter().zip(q_values(&p_values))).zip(added);
    found
        .map(|(((feature, (before, after)), (shift, q_value)), added)| {
            let drifted = q_value.is_some_and(|q_value| q_value <= level);
            let known = Known::of(feature.kind, before);
            ColumnFinding {
                name: feature.name.to_owned(),
                statistic: shift.distance,
                p_value: shift.p_value,
                q_value,
                drifted,
                direction: drifted.then_some(shift.direction),
                null_share_reference: null_share(before),
                null_share: null_share(after),
                new_categories: known.new_categories(after),
                outside_share: share(after, |value| known.is_outside(value)),
                added_squared_error: *added,
            }
        })
        .collect()
}

fn null_share(values: &[f64]) -> f64 {
    share(values, |value| usable(value).is_none())
}

fn share(values: &[f64], is_counted: impl Fn(f64) -> bool) -> f64 {
    values.iter().filter(|value| is_counted(**value)).count() as f64 / values.len().max(1) as f64
}
