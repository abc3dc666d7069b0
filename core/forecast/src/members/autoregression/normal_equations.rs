//! Sums over rows of lagged values, and the ridge regression they are enough for.

use super::lags::Lags;
use super::regressand::Regressand;

/// No pivot is smaller by the largest than rounding makes it.
const SMALLEST_PIVOT: f64 = 1e-14;

/// Rows that are added to the sums together.
const ROWS_AT_ONCE: usize = 4;

/// Sums of products of the lagged values and the value itself, which comes last in a row.
#[derive(Clone, Debug)]
pub(super) struct NormalEquations {
    /// Values of a row.
    width: usize,
    /// The upper triangle of the sums of products, row by row.
    products: Vec<f64>,
    sums: Vec<f64>,
    rows: usize,
    /// The next value to learn from.
    next: usize,
}

/// Coefficients of the expected value: a weighted sum of its lagged values, and a constant.
#[derive(Clone, Debug)]
pub(super) struct Coefficients {
    pub(super) of_lags: Vec<f64>,
    pub(super) constant: f64,
}

impl NormalEquations {
    /// No rows yet, of values with so many lags.
    pub(super) fn of(lags: usize) -> Self {
        let width = lags + 1;
        Self { width, products: vec![0.0; width * width], sums: vec![0.0; width], rows: 0, next: 0 }
    }

    /// Adds the rows of all values before `end` that were reported and not yet learnt from.
    pub(super) fn learn(&mut self, regressand: &Regressand, lags: &Lags, end: usize) {
        let (width, first) = (self.width, self.next.max(lags.longest()));
        let mut rows = vec![0.0; ROWS_AT_ONCE * width];
        let mut filled = 0;
        for index in (first..end).filter(|index| regressand.is_reported[*index]) {
            let row = &mut rows[filled * width..][..width];
            lags.gather(&regressand.values, index, row);
            row[width - 1] = regressand.values[index];
            filled += 1;
            if filled == ROWS_AT_ONCE {
                self.add(&rows);
                filled = 0;
                self.rows += ROWS_AT_ONCE;
            }
        }
        // Rows of zeros add nothing.
        rows[filled * width..].fill(0.0);
        self.add(&rows);
        self.rows += filled;
        self.next = self.next.max(end);
    }

    /// Several rows at once: each sum is fetched and put back once for all of them.
    fn add(&mut self, rows: &[f64]) {
        let width = self.width;
        let [one, two, three, four] = [0, 1, 2, 3].map(|row| &rows[row * width..][..width]);
        for (first, sums) in self.products.chunks_exact_mut(width).enumerate() {
            let by = [one[first], two[first], three[first], four[first]];
            self.sums[first] += by.iter().sum::<f64>();
            let others = one[first..].iter().zip(&two[first..]).zip(&three[first..]).zip(&four[first..]);
            for (sum, (((one, two), three), four)) in sums[first..].iter_mut().zip(others) {
                *sum += by[0] * one + by[1] * two + by[2] * three + by[3] * four;
            }
        }
    }

    /// The coefficients under a penalty of their squares, by the mean variance of the lagged values. The constant is
    /// free of it.
    pub(super) fn solved(&self, penalty: f64) -> Coefficients {
        let (lags, rows) = (self.width - 1, self.rows.max(1) as f64);
        let covariance = |first: usize, second: usize| {
            self.products[first * self.width + second] - self.sums[first] * self.sums[second] / rows
        };
        let ridge = (0..lags).map(|lag| covariance(lag, lag)).sum::<f64>() / lags as f64 * penalty;
        let mut matrix = vec![0.0; lags * lags];
        for first in 0..lags {
            for second in first..lags {
                matrix[second * lags + first] = covariance(first, second) + if first == second { ridge } else { 0.0 };
            }
        }
        let mut of_lags: Vec<f64> = (0..lags).map(|lag| covariance(lag, lags)).collect();
        solve(&mut matrix, &mut of_lags);
        let explained: f64 = of_lags.iter().zip(&self.sums).map(|(coefficient, sum)| coefficient * sum / rows).sum();
        Coefficients { constant: self.sums[lags] / rows - explained, of_lags }
    }
}

/// Solves a symmetric, positive system in place by Cholesky's decomposition of its lower triangle. A direction in which
/// the values never change gets no weight.
fn solve(matrix: &mut [f64], right: &mut [f64]) {
    let size = right.len();
    let largest = (0..size).map(|index| matrix[index * size + index]).fold(0.0, f64::max);
    for index in 0..size {
        let (done, rest) = matrix.split_at_mut(index * size);
        let row = &mut rest[..=index];
        for column in 0..index {
            let before = &done[column * size..column * size + column];
            let product: f64 = row.iter().zip(before).map(|(left, right)| left * right).sum();
            row[column] = (row[column] - product) * done[column * size + column];
        }
        let pivot = row[index] - row[..index].iter().map(|value| value * value).sum::<f64>();
        // The diagonal holds inverses.
        row[index] = if pivot > largest * SMALLEST_PIVOT { 1.0 / pivot.sqrt() } else { 0.0 };
    }
    for index in 0..size {
        let row = &matrix[index * size..=index * size + index];
        let product: f64 = row[..index].iter().zip(&*right).map(|(left, right)| left * right).sum();
        right[index] = (right[index] - product) * row[index];
    }
    for index in (0..size).rev() {
        let product: f64 = (index + 1..size).map(|below| matrix[below * size + index] * right[below]).sum();
        right[index] = (right[index] - product) * matrix[index * size + index];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_by_hand() {
        // [4 2; 2 3] x = [10; 8] has x = [1.75; 1.5]; the upper triangle is never read.
        let (mut matrix, mut right) = ([4.0, f64::NAN, 2.0, 3.0], [10.0, 8.0]);
        solve(&mut matrix, &mut right);
        assert!((right[0] - 1.75).abs() < 1e-12 && (right[1] - 1.5).abs() < 1e-12, "{right:?}");
    }

    #[test]
    fn what_never_changes_gets_no_weight() {
        let (mut matrix, mut right) = ([0.0; 4], [0.0; 2]);
        solve(&mut matrix, &mut right);
        assert_eq!(right, [0.0; 2]);
        let (mut matrix, mut right) = ([1.0, 0.0, 1.0, 1.0], [2.0, 2.0]);
        solve(&mut matrix, &mut right);
        assert_eq!(right, [2.0, 0.0], "two columns that are one");
    }
}
