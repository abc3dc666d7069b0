//! Symmetric matrices: their factors, and equations solved by them.

use std::ops::{Index, IndexMut};

/// A pivot that elimination leaves smaller than this part of what it was is rounding: its unknown says nothing that
/// the ones before it do not say.
const ROUNDING: f64 = 1e-13;

/// The lower triangle of a symmetric matrix; indices are (row, column) with the column not beyond the row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Square {
    size: usize,
    values: Vec<f64>,
}

impl Square {
    pub(super) fn zero(size: usize) -> Self {
        Self { size, values: vec![0.0; size * size] }
    }

    /// The matrix of `rows` and columns alone, ascending.
    pub(super) fn part(&self, rows: &[usize]) -> Self {
        let mut part = Self::zero(rows.len());
        for (index, &row) in rows.iter().enumerate() {
            for (other, &column) in rows[..=index].iter().enumerate() {
                part[(index, other)] = self[(row, column)];
            }
        }
        part
    }

    /// The first `columns` values of a row.
    pub(super) fn row_mut(&mut self, row: usize, columns: usize) -> &mut [f64] {
        &mut self.values[row * self.size..row * self.size + columns]
    }

    /// The product with a vector.
    pub(super) fn times(&self, vector: &[f64]) -> Vec<f64> {
        let mut product = vec![0.0; self.size];
        for row in 0..self.size {
            for column in 0..row {
                product[row] += self[(row, column)] * vector[column];
                product[column] += self[(row, column)] * vector[row];
            }
            product[row] += self[(row, row)] * vector[row];
        }
        product
    }

    /// Replaces the first `count` columns by those of the Cholesky factor, and the rest by what elimination leaves
    /// (the Schur complement). A redundant unknown gets an infinite pivot, which makes it zero.
    pub(super) fn eliminate(&mut self, count: usize) {
        let diagonal: Vec<f64> = (0..count).map(|index| self[(index, index)]).collect();
        let mut factors = vec![0.0; self.size];
        for column in 0..count {
            let pivot = self[(column, column)];
            let usable = pivot > diagonal[column] * ROUNDING;
            let root = if usable { libm::sqrt(pivot) } else { f64::INFINITY };
            self[(column, column)] = root;
            for row in column + 1..self.size {
                factors[row] = self[(row, column)] / root;
                self[(row, column)] = factors[row];
                let factor = factors[row];
                let left = self.row_mut(row, row + 1)[column + 1..].iter_mut().zip(&factors[column + 1..]);
                left.for_each(|(value, other)| *value -= factor * other);
            }
        }
    }

    /// After [`Square::eliminate`]: eliminates the same unknowns from the right side.
    pub(super) fn forward(&self, right: &mut [f64], count: usize) {
        for column in 0..count {
            right[column] /= self[(column, column)];
            for row in column + 1..self.size {
                right[row] -= self[(row, column)] * right[column];
            }
        }
    }

    /// After [`Square::forward`], and with the other unknowns solved: solves the eliminated ones.
    pub(super) fn backward(&self, right: &mut [f64], count: usize) {
        for column in (0..count).rev() {
            let known: f64 = (column + 1..self.size).map(|row| self[(row, column)] * right[row]).sum();
            right[column] = (right[column] - known) / self[(column, column)];
        }
    }
}

impl Index<(usize, usize)> for Square {
    type Output = f64;

    fn index(&self, (row, column): (usize, usize)) -> &f64 {
        &self.values[row * self.size + column]
    }
}

impl IndexMut<(usize, usize)> for Square {
    fn index_mut(&mut self, (row, column): (usize, usize)) -> &mut f64 {
        &mut self.values[row * self.size + column]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `[[4, 2, 2], [2, 5, 3], [2, 3, 6]]`.
    fn example() -> Square {
        let mut square = Square::zero(3);
        for (row, values) in [vec![4.0], vec![2.0, 5.0], vec![2.0, 3.0, 6.0]].iter().enumerate() {
            square.row_mut(row, row + 1).copy_from_slice(values);
        }
        square
    }

    #[test]
    fn equations_are_solved_whole_and_in_parts() {
        let expected = [1.0, -2.0, 3.0];
        for count in [3, 2] {
            let mut right = example().times(&expected);
            let mut factor = example();
            factor.eliminate(count);
            factor.forward(&mut right, count);
            if count == 2 {
                right[2] /= factor[(2, 2)];
            }
            factor.backward(&mut right, count);
            assert!(right.iter().zip(expected).all(|(value, expected)| (value - expected).abs() < 1e-14), "{right:?}");
        }
    }

    #[test]
    fn a_redundant_unknown_is_zero() {
        let mut factor = example().part(&[0, 1]);
        factor[(1, 0)] = 4.0;
        factor[(1, 1)] = 4.0;
        let mut right = vec![8.0, 8.0];
        factor.eliminate(2);
        factor.forward(&mut right, 2);
        factor.backward(&mut right, 2);
        assert_eq!(right, [2.0, 0.0]);
    }
}
