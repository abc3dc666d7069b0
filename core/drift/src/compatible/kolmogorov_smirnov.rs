//! Two-sample Kolmogorov-Smirnov, two-sided, with the p-value that scipy 1.17 gives: exact up to 10,000 values a side.

mod exact;
mod one_sample;

use crate::sample::Tallies;

/// Values on the larger side up to which the p-value is exact.
const EXACT_UP_TO: usize = 10_000;

/// The probability of two distribution functions at least this far apart.
pub(super) fn p_value(tallies: &Tallies<'_>, reference_len: usize, current_len: usize) -> f64 {
    let distance = Distance::of(tallies, reference_len, current_len);
    if distance.steps == 0 {
        return 1.0;
    }
    let exact = (reference_len.max(current_len) <= EXACT_UP_TO).then(|| exact::p_value(&distance));
    // Rounding can carry an exact one past 1; scipy then falls back as well.
    exact.filter(|p| (0.0..=1.0).contains(p)).unwrap_or_else(|| asymptotic(&distance))
}

/// The largest distance of two empirical distribution functions, counted in whole steps of 1/lcm of the two sizes.
struct Distance {
    /// Values on the larger side.
    larger: u64,
    /// Values on the smaller side.
    smaller: u64,
    /// The greatest common divisor of both.
    divisor: u64,
    steps: u64,
}

impl Distance {
    fn of(tallies: &Tallies<'_>, reference_len: usize, current_len: usize) -> Self {
        let (reference, current) = (reference_len as u64, current_len as u64);
        let divisor = greatest_common_divisor(reference, current);
        let (mut above, mut below, mut steps) = (0, 0, 0);
        for tally in tallies.clone() {
            above += tally.in_reference as u64 * (current / divisor);
            below += tally.in_current as u64 * (reference / divisor);
            steps = steps.max(above.abs_diff(below));
        }
        Self { larger: reference.max(current), smaller: reference.min(current), divisor, steps }
    }

    /// The distance as a share of one.
    fn share(&self) -> f64 {
        self.steps as f64 / ((self.larger / self.divisor) as f64 * self.smaller as f64)
    }
}

/// Smirnov's limit by way of a single sample of n·m/(n+m) values.
fn asymptotic(distance: &Distance) -> f64 {
    let (larger, smaller) = (distance.larger as f64, distance.smaller as f64);
    let effective = libm::rint(larger * smaller / (larger + smaller));
    one_sample::p_value(distance.share(), effective as u32)
}

fn greatest_common_divisor(mut left: u64, mut right: u64) -> u64 {
    while right != 0 {
        (left, right) = (right, left % right);
    }
    left
}
