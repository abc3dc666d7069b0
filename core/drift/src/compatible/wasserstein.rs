//! The earth mover's distance of two samples, in standard deviations of the reference.

use crate::sample::Tally;

/// No standard deviation is smaller than this: Evidently's own floor, in the unit of the column.
const SMALLEST_DEVIATION: f64 = 0.001;

/// Numbers beyond this are brought near one first: their squares would be infinite.
const LARGE: f64 = 1e150;

/// The area between the two distribution functions over the standard deviation of the reference (by n, not by n - 1).
pub(super) fn normed_distance(tallies: &[Tally], reference_len: usize, current_len: usize) -> f64 {
    let largest = tallies.iter().map(|tally| tally.value.abs()).fold(0.0, f64::max);
    let unit = if largest > LARGE { largest } else { 1.0 };
    let deviation = deviation(tallies, unit, reference_len as f64);
    area(tallies, unit, reference_len, current_len) / deviation.max(SMALLEST_DEVIATION / unit)
}

fn area(tallies: &[Tally], unit: f64, reference_len: usize, current_len: usize) -> f64 {
    let (mut in_reference, mut in_current, mut sum) = (0, 0, 0.0);
    for pair in tallies.windows(2) {
        in_reference += pair[0].in_reference;
        in_current += pair[0].in_current;
        let gap = in_reference as f64 / reference_len as f64 - in_current as f64 / current_len as f64;
        sum += gap.abs() * (pair[1].value / unit - pair[0].value / unit);
    }
    sum
}

fn deviation(tallies: &[Tally], unit: f64, rows: f64) -> f64 {
    let weighted = |value: &dyn Fn(f64) -> f64| {
        tallies.iter().map(|tally| tally.in_reference as f64 * value(tally.value / unit)).sum::<f64>() / rows
    };
    let mean = weighted(&|value| value);
    weighted(&|value| (value - mean) * (value - mean)).sqrt()
}
