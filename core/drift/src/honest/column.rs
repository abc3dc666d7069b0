//! What is said about one feature: how it moved, what is missing, what is new.

use std::collections::BTreeMap;

use super::bins::ordered;
use super::blocks::Blocks;
use super::deals::Deals;
use super::expected::Expectation;
use super::false_discovery::q_values;
use super::shift::{Shift, shift};
use super::support::Support;
use super::{ColumnFinding, Feature, Period, usable};
use crate::ColumnKind;

/// One finding a feature, in their order.
pub(super) fn findings(
    features: &[Feature<'_>],
    reference: &Period<'_>,
    current: &Period<'_>,
    blocks: &Blocks,
    deals: &Deals,
    expectation: &Expectation,
    level: f64,
) -> Vec<ColumnFinding> {
    let columns = || reference.columns.iter().zip(current.columns);
    let shifts: Vec<Shift> = features
        .iter()
        .zip(columns())
        .map(|(feature, (before, after))| shift(feature.kind, before, after, blocks, deals))
        .collect();
    let p_values: Vec<Option<f64>> = shifts.iter().map(|shift| shift.p_value).collect();
    let outside = expectation.supports().iter().zip(expectation.added());
    let found = features.iter().zip(columns()).zip(shifts.into_iter().zip(q_values(&p_values))).zip(outside);
    found
        .map(|(((feature, (before, after)), (shift, q_value)), (support, added))| {
            let drifted = q_value.is_some_and(|q_value| q_value <= level);
            ColumnFinding {
                name: feature.name.to_owned(),
                statistic: shift.distance,
                p_value: shift.p_value,
                q_value,
                drifted,
                direction: drifted.then_some(shift.direction),
                null_share_reference: null_share(before),
                null_share: null_share(after),
                new_categories: new_categories(feature.kind, after, support),
                outside_share: share(after, |value| support.is_outside(value)),
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

fn new_categories(kind: ColumnKind, current: &[f64], support: &Support) -> Vec<(f64, usize)> {
    let mut new: BTreeMap<i64, (f64, usize)> = BTreeMap::new();
    if kind == ColumnKind::Categorical {
        for value in current.iter().filter(|value| support.is_outside(**value)).filter_map(|value| usable(*value)) {
            new.entry(ordered(value)).or_insert((value, 0)).1 += 1;
        }
    }
    new.into_values().collect()
}
