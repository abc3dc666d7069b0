//! The exact distribution by powers of Durbin's matrix (Marsaglia, Tsang and Wang, "Evaluating Kolmogorov's distribution", 2003).

/// Exponent at which numbers are scaled back before they leave the range of a float.
const SCALE_EXPONENT: i32 = 128;
const SCALE: f64 = (1_u128 << 127) as f64 * 2.0;

/// The probability that the distance of `values` values is at most `distance`.
pub(super) fn within(distance: f64, values: u32) -> f64 {
    let steps = f64::from(values) * distance;
    let middle = libm::ceil(steps) as usize;
    let (power, mut exponent) = power(matrix(middle, middle as f64 - steps), values, middle - 1);
    let mut p = power.at(middle - 1, middle - 1);
    for index in 1..=values {
        p *= f64::from(index) / f64::from(values);
        if p.abs() < 1.0 / SCALE {
            p *= SCALE;
            exponent -= SCALE_EXPONENT;
        }
    }
    libm::ldexp(p, exponent)
}

/// A square matrix, row by row.
#[derive(Clone)]
struct Matrix {
    size: usize,
    cells: Vec<f64>,
}

impl Matrix {
    fn identity(size: usize) -> Self {
        let cells = (0..size * size).map(|cell| if cell / size == cell % size { 1.0 } else { 0.0 }).collect();
        Self { size, cells }
    }

    fn at(&self, row: usize, column: usize) -> f64 {
        self.cells[row * self.size + column]
    }

    fn times(&self, other: &Self) -> Self {
        let mut cells = vec![0.0; self.size * self.size];
        for (row, line) in cells.chunks_exact_mut(self.size).enumerate() {
            for (inner, other_line) in other.cells.chunks_exact(self.size).enumerate() {
                let factor = self.at(row, inner);
                line.iter_mut().zip(other_line).for_each(|(cell, value)| *cell += factor * value);
            }
        }
        Self { size: self.size, cells }
    }
}

/// Durbin's matrix for a distance of `middle - rest` steps.
fn matrix(middle: usize, rest: f64) -> Matrix {
    let size = 2 * middle - 1;
    let mut inverse_factorials = vec![1.0; size + 1];
    for index in 1..=size {
        inverse_factorials[index] = inverse_factorials[index - 1] / index as f64;
    }
    let power = |exponent: usize| libm::pow(rest, exponent as f64);
    let edge: Vec<f64> = (1..=size)
        .map(|row| match row == size {
            false => (1.0 - power(row)) * inverse_factorials[row],
            true => {
                let corner = libm::pow((2.0 * rest - 1.0).max(0.0), size as f64);
                (1.0 + corner - 2.0 * power(size)) * inverse_factorials[size]
            }
        })
        .collect();
    let cell = |row: usize, column: usize| match (row + 1 == size, column) {
        (true, _) => edge[size - 1 - column],
        (_, 0) => edge[row],
        _ if row + 1 >= column => inverse_factorials[row + 1 - column],
        _ => 0.0,
    };
    Matrix { size, cells: (0..size * size).map(|index| cell(index / size, index % size)).collect() }
}

/// `matrix` to the power `exponent`, divided by a power of two that is told beside it; `middle` is the row of its largest cell.
fn power(mut matrix: Matrix, exponent: u32, middle: usize) -> (Matrix, i32) {
    let mut result = Matrix::identity(matrix.size);
    let (mut result_scale, mut matrix_scale, mut left) = (0, 0, exponent);
    while left > 0 {
        if left % 2 == 1 {
            result = result.times(&matrix);
            result_scale += matrix_scale;
        }
        matrix = matrix.times(&matrix);
        matrix_scale *= 2;
        if matrix.at(middle, middle) > SCALE {
            matrix.cells.iter_mut().for_each(|cell| *cell /= SCALE);
            matrix_scale += SCALE_EXPONENT;
        }
        left /= 2;
    }
    (result, result_scale)
}
