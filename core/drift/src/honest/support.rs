//! How far values lie outside of what the other days have, in standard deviations: there a model can only repeat its edge.

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
        let deviation = variance(reference.iter().copied()).sqrt();
        let values = match kind {
            ColumnKind::Numerical => Values::Amounts(Amounts::of(by_block, deviation)),
            ColumnKind::Categorical => Values::Categories(Categories::of(&by_block)),
        };
        Self { nulls, values }
    }

    /// The sum of squared distances of the values of some blocks from what all other blocks have.
    pub(super) fn squared_distances(&self, deal: &[usize]) -> f64 {
        let nulls: f64 = deal.iter().map(|block| self.nulls[*block]).sum();
        UNKNOWN * nulls
            + match &self.values {
                Values::Amounts(amounts) => amounts.squared_distances(deal),
                Values::Categories(categories) => UNKNOWN * categories.only_in(deal),
            }
    }
}
