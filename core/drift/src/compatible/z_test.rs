//! The z-test of two proportions: the share of rows that do not have the smallest value.

use crate::sample::Tallies;
use crate::survival;

/// The two-sided p-value with pooled variance; 1 where both periods have one and the same value.
pub(super) fn p_value(tallies: &Tallies<'_>, reference_len: usize, current_len: usize) -> f64 {
    let mut values = tallies.clone();
    let (Some(smallest), Some(_)) = (values.next(), values.next()) else { return 1.0 };
    let (reference_rows, current_rows) = (reference_len as f64, current_len as f64);
    let reference_share = 1.0 - smallest.in_reference as f64 / reference_rows;
    let current_share = 1.0 - smallest.in_current as f64 / current_rows;
    let pooled = (reference_share * reference_rows + current_share * current_rows) / (reference_rows + current_rows);
    let variance = pooled * (1.0 - pooled) * (1.0 / reference_rows + 1.0 / current_rows);
    survival::normal_two_sided((reference_share - current_share) / variance.sqrt())
}
