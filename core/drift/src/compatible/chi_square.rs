//! Chi-square: how far the current counts are from those of the reference, scaled to the same number of rows.

use crate::sample::{Tallies, Tally};
use crate::survival;

/// The p-value; zero where a value is new, because none was expected.
pub(super) fn p_value(tallies: &Tallies<'_>, reference_len: usize, current_len: usize) -> f64 {
    let scale = current_len as f64 / reference_len as f64;
    let term = |tally: Tally| {
        let expected = tally.in_reference as f64 * scale;
        let miss = tally.in_current as f64 - expected;
        miss * miss / expected
    };
    survival::chi_square(tallies.clone().map(term).sum(), tallies.clone().count() - 1)
}
