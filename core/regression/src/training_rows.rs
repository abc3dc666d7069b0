//! Detects rows that a model was trained on: their scores flatter it.

use std::collections::BTreeSet;

use crate::{Model, Rows};

impl Model {
    /// Of every row, whether it is one that the model was trained on: the same features and target, and where the row
    /// says when it was, the same moment.
    #[must_use]
    pub fn training_rows(&self, rows: &Rows) -> Vec<bool> {
        let known = |with_time| -> BTreeSet<Vec<u64>> {
            (0..self.reference.len()).map(|index| key(&self.reference, index, with_time)).collect()
        };
        let (dated, undated) = (known(true), known(false));
        let is_known = |(index, time): (usize, &Option<_>)| match time {
            Some(_) => dated.contains(&key(rows, index, true)),
            None => undated.contains(&key(rows, index, false)),
        };
        rows.times().iter().enumerate().map(is_known).collect()
    }
}

/// Returns the identity of a row, to the bit.
fn key(rows: &Rows, index: usize, with_time: bool) -> Vec<u64> {
    let moment = rows.times()[index].filter(|_| with_time).map(|time| time.ms().cast_unsigned());
    let values = rows.row(index).into_iter().chain([rows.target()[index]]);
    // Adding zero makes one zero of the two there are.
    values.map(|value| (value + 0.0).to_bits()).chain(moment).collect()
}
