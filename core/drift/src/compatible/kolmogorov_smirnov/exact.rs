//! The exact p-value: the share of lattice paths that leave a corridor around the diagonal (Hodges, "The significance probability of
//! the Smirnov two-sample test", 1958), computed as scipy 1.17 does.

use super::Distance;

/// The probability of at least `distance.steps` steps, which is at least one step.
pub(super) fn p_value(distance: &Distance) -> f64 {
    match distance.larger == distance.smaller {
        true => outside_square(distance.larger, distance.steps),
        false => outside_corridor(distance),
    }
}

/// For two samples of one size: an alternating sum, evaluated from its last term.
fn outside_square(size: u64, steps: u64) -> f64 {
    let factor = |bounce: u64| {
        let (left, right) = ((size - bounce * steps) as f64, (size + bounce * steps + 1) as f64);
        (0..steps).map(|index| index as f64).fold(1.0, |product, index| (left - index) * product / (right + index))
    };
    2.0 * (0..=size / steps).rev().map(factor).fold(0.0, |inner, factor| factor * (1.0 - inner))
}

/// For two samples of different size: column by column, the share of paths to each point that left the corridor.
fn outside_corridor(distance: &Distance) -> f64 {
    let (columns, rows) = (distance.larger, distance.smaller);
    let (column_step, row_step) = ((columns / distance.divisor) as i64, (rows / distance.divisor) as i64);
    let (steps, last) = (distance.steps as i64, rows as i64);
    let (mut from, mut to) = (0, ceiling(steps, column_step).min(last + 1));
    let mut outside = vec![1.0; (2 * to + 2).min(last + 1) as usize];
    outside[..to as usize].fill(0.0);
    for column in 1..=columns as i64 {
        let (from_before, len_before) = (from, to - from);
        from = ((row_step * column - steps).div_euclid(column_step) + 1).clamp(0, last);
        to = ceiling(row_step * column + steps, column_step).min(last + 1);
        if to <= from {
            return 1.0;
        }
        // A path that enters the corridor's column from below has been outside.
        let mut below = if from == 0 { 0.0 } else { 1.0 };
        for index in 0..to - from {
            let row = index + from;
            let left = outside.get((row - from_before) as usize).copied().unwrap_or(1.0);
            below = (left * column as f64 + below * row as f64) / (column + row) as f64;
            outside[index as usize] = below;
        }
        let len = to - from;
        if len_before > len {
            outside[len as usize..len_before as usize].fill(1.0);
        }
    }
    outside[(to - from - 1) as usize]
}

fn ceiling(numerator: i64, denominator: i64) -> i64 {
    -(-numerator).div_euclid(denominator)
}
