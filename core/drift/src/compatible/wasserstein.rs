//! The earth mover's distance of two samples, in standard deviations of the reference.

use crate::sample::{Sample, Tallies};

/// No standard deviation is smaller than this: Evidently's own floor, in the unit of the column.
const SMALLEST_DEVIATION: f64 = 0.001;

/// Numbers beyond this are brought near one first: their squares would be infinite.
const LARGE: f64 = 1e150;

/// The area between the two distribution functions over the standard deviation of the reference (by n, not by n - 1). Both have
/// values.
pub(super) fn normed_distance(reference: Sample<'_>, current: Sample<'_>) -> f64 {
    let ends = [reference, current].map(|sample| [sample.values().next(), sample.values().next_back()]);
    let largest = ends.into_iter().flatten().flatten().map(f64::abs).fold(0.0, f64::max);
    let unit = if largest > LARGE { largest } else { 1.0 };
    area(reference, current, unit) / deviation(reference, unit).max(SMALLEST_DEVIATION / unit)
}

fn area(reference: Sample<'_>, current: Sample<'_>, unit: f64) -> f64 {
    let (mut below, mut gap, mut in_reference, mut in_current, mut sum) = (0.0, 0.0_f64, 0, 0, 0.0);
    for tally in Tallies::of(reference, current) {
        let value = tally.value / unit;
        sum += gap.abs() * (value - below);
        in_reference += tally.in_reference;
        in_current += tally.in_current;
        gap = in_reference as f64 / reference.len() as f64 - in_current as f64 / current.len() as f64;
        below = value;
    }
    sum
}

fn deviation(sample: Sample<'_>, unit: f64) -> f64 {
    let rows = sample.len() as f64;
    let middle = sample.values().map(|value| value / unit).sum::<f64>() / rows;
    let squares = sample.values().map(|value| (value / unit - middle) * (value / unit - middle));
    (squares.sum::<f64>() / rows).sqrt()
}
