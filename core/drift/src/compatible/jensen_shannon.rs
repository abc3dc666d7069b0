//! The Jensen-Shannon distance of two tables of counts (Endres and Schindelin, "A new metric for probability distributions", 2003).
//!
//! By default it meets only columns of few values, so that every value is a bin of its own.

use crate::sample::{Tallies, Tally};

/// The square root of the divergence with natural logarithms, 0 to 0.833.
pub(super) fn distance(tallies: &Tallies<'_>, reference_len: usize, current_len: usize) -> f64 {
    let term = |tally: Tally| {
        let reference = tally.in_reference as f64 / reference_len as f64;
        let current = tally.in_current as f64 / current_len as f64;
        let middle = f64::midpoint(reference, current);
        relative_entropy(reference, middle) + relative_entropy(current, middle)
    };
    (tallies.clone().map(term).sum::<f64>() / 2.0).max(0.0).sqrt()
}

fn relative_entropy(share: f64, middle: f64) -> f64 {
    if share == 0.0 { 0.0 } else { share * libm::log(share / middle) }
}
