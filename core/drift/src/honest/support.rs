//! Distance of values from what the other days have, in standard deviations: out there a model can only repeat its edge.

mod amounts;
mod categories;

use amounts::Amounts;
use categories::Categories;

use super::blocks::Blocks;
use super::{usable, variance};
use crate::ColumnKind;

/// The squared distance of a value that nothing is known of, a null or a new category: that of two random rows.
const UNKNOWN: f64 = 2.0;

/// The values of one feature by block, so that any blocks can be held against all the others.
pub(super) struct Support {
    nulls: Vec<f64>,
    values: Values,
    /// The standard deviation of both periods together: the same however days are dealt.
    of_both: f64,
    /// The standard deviation of the reference.
    of_reference: f64,
}

enum Values {
    Amounts(Amounts),
    Categories(Categories),
}

impl Support {
    /// The values of both periods.
    pub(super) fn of(kind: ColumnKind, reference: &[f64], current: &[f64], blocks: &Blocks) -> Self {
        let mut nulls = vec![0.0; blocks.len()];
        let mut by_block = vec![Vec::new(); blocks.len()];
        for (value, place) in blocks.pooled(reference, current) {
            match usable(value) {
                Some(value) => by_block[place.block].push(value),
                None => nulls[place.block] += 1.0,
            }
        }
        let values = match kind {
            ColumnKind::Numerical => Values::Amounts(Amounts::of(by_block)),
            ColumnKind::Categorical => Values::Categories(Categories::of(&by_block)),
        };
        let both = blocks.pooled(reference, current).map(|(value, _)| value);
        let of_both = variance(both.collect::<Vec<f64>>().into_iter()).sqrt();
        Self { nulls, values, of_both, of_reference: variance(reference.iter().copied()).sqrt() }
    }

    /// The sum of squared distances of the values of some blocks from what all other blocks have, in deviations of both periods:
    /// to compare deals by.
    pub(super) fn for_comparison(&self, deal: &[usize]) -> f64 {
        self.squared_distances(deal, self.of_both)
    }

    /// The same in deviations of the reference: what it means.
    pub(super) fn for_report(&self, deal: &[usize]) -> f64 {
        self.squared_distances(deal, self.of_reference)
    }

    fn squared_distances(&self, deal: &[usize], deviation: f64) -> f64 {
        let nulls: f64 = deal.iter().map(|block| self.nulls[*block]).sum();
        UNKNOWN * nulls
            + match &self.values {
                Values::Amounts(amounts) => amounts.squared_distances(deal, deviation),
                Values::Categories(categories) => UNKNOWN * categories.only_in(deal),
            }
    }
}
