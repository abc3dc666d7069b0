//! The rows of both periods in blocks that belong together, and the hour and kind of day that each row is compared within.
//!
//! Rows of one day know each other, so that a day is what chance deals with, not a row. Where a period has very many days, as many
//! of a kind as needed are one block.

mod calendar;
mod numbering;

use super::Period;
use calendar::{CELLS, Calendar, Stamp};
use numbering::Numbering;

/// Blocks of the current period that are dealt with; more days than this are put together.
const CURRENT_BLOCKS: usize = 128;

/// The block that a row belongs to, and the hour and kind of day it is compared within.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) block: usize,
    pub(super) cell: usize,
}

/// Blocks of both periods: those of the reference first.
pub(super) struct Blocks {
    /// The place of each reference row; `None` where it is not compared.
    reference: Vec<Option<Place>>,
    current: Vec<Option<Place>>,
    /// The kind of day of each block.
    kinds: Vec<usize>,
    /// Number of blocks of the reference.
    reference_blocks: usize,
    /// Every place with its rows, in order.
    crowds: Vec<(Place, usize)>,
    /// Different days in the reference that are compared.
    pub(super) reference_days: usize,
    /// Different days in the current period.
    pub(super) current_days: usize,
    /// Days in both, left out of the reference.
    pub(super) shared_days: usize,
}

impl Blocks {
    pub(super) fn of(reference: &Period<'_>, current: &Period<'_>) -> Self {
        let calendar = Calendar::of(reference, current);
        let group = calendar.current_days().div_ceil(CURRENT_BLOCKS).max(1);
        let before = Numbering::of(&calendar.compared(), group);
        let after = Numbering::of(&calendar.current, group);
        let place = |stamp: &Stamp, numbering: &Numbering, first: usize| {
            numbering.block(stamp).map(|block| Place { block: first + block, cell: stamp.cell() })
        };
        let after_all = before.blocks();
        let current: Vec<Option<Place>> =
            calendar.current.iter().map(|stamp| place(stamp, &after, after_all)).collect();
        let mut reference: Vec<Option<Place>> =
            calendar.reference.iter().map(|stamp| place(stamp.as_ref()?, &before, 0)).collect();
        thin(&mut reference, &current);
        Self {
            crowds: crowds(&reference, &current),
            kinds: [before.kinds.as_slice(), &after.kinds].concat(),
            reference_blocks: before.blocks(),
            reference,
            current,
            reference_days: before.days,
            current_days: after.days,
            shared_days: calendar.shared_days,
        }
    }

    /// Returns the number of distinct cells.
    pub(super) fn cells() -> usize {
        CELLS
    }

    /// Returns the number of blocks.
    pub(super) fn len(&self) -> usize {
        self.kinds.len()
    }

    /// The blocks of the current period.
    pub(super) fn of_current(&self) -> std::ops::Range<usize> {
        self.reference_blocks..self.len()
    }

    /// The kind of day of each block.
    pub(super) fn kinds(&self) -> &[usize] {
        &self.kinds
    }

    /// Every place that has rows, with their number.
    pub(super) fn crowds(&self) -> &[(Place, usize)] {
        &self.crowds
    }

    /// The values of both periods that are compared, the reference's first, each with its place.
    pub(super) fn pooled<'a>(
        &'a self,
        reference: &'a [f64],
        current: &'a [f64],
    ) -> impl Iterator<Item = (f64, Place)> + 'a {
        let before = reference.iter().zip(&self.reference);
        let both = before.chain(current.iter().zip(&self.current));
        both.filter_map(|(value, place)| place.map(|place| (*value, place)))
    }

    /// Sum and number of the values of each block that are there.
    pub(super) fn totals(&self, reference: &[f64], current: &[f64]) -> Vec<(f64, f64)> {
        let mut totals = vec![(0.0, 0.0); self.len()];
        for (value, place) in self.pooled(reference, current).filter(|(value, _)| value.is_finite()) {
            totals[place.block].0 += value;
            totals[place.block].1 += 1.0;
        }
        totals
    }
}

/// Leaves no hour of a reference block more rows than that hour has in the fullest current block: the mean of many rows would
/// wander less than the mean of few.
fn thin(reference: &mut [Option<Place>], current: &[Option<Place>]) {
    let mut quota = [0; CELLS];
    for (place, rows) in crowds(&[], current) {
        quota[place.cell] = rows.max(quota[place.cell]);
    }
    let blocks = reference.iter().flatten().map(|place| place.block + 1).max().unwrap_or(0);
    let mut taken = vec![0; blocks * CELLS];
    for row in reference {
        let Some(place) = *row else { continue };
        let taken = &mut taken[place.block * CELLS + place.cell];
        if *taken == quota[place.cell] {
            *row = None;
        } else {
            *taken += 1;
        }
    }
}

fn crowds(reference: &[Option<Place>], current: &[Option<Place>]) -> Vec<(Place, usize)> {
    let mut places: Vec<Place> = reference.iter().chain(current).flatten().copied().collect();
    places.sort_unstable();
    places.chunk_by(|left, right| left == right).map(|crowd| (crowd[0], crowd.len())).collect()
}
