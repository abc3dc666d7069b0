//! [`Sums`] over the history for the least-squares problem, in one pass over it.
//!
//! A turn at a changepoint is a line that leaves zero there. The products of such lines with one another and with the
//! columns are sums over the rows after the later changepoint: they are taken for each stretch between changepoints,
//! measured from where it begins, and then joined from the newest back, in which nothing cancels.

use super::posterior::{Misfit, Posterior};
use super::square::Square;

/// Products of the derivatives of the prediction, summed over the rows.
pub(super) struct Sums {
    /// For each knot, over all rows after it.
    pub(super) after: Vec<Stretch>,
    /// Of the columns with one another.
    pub(super) columns: Square,
    /// Of the columns with the residuals.
    pub(super) residuals: Vec<f64>,
}

/// Sums over some rows; a row's distance is its time since the stretch began.
#[derive(Clone)]
pub(super) struct Stretch {
    /// Of the squared steepness times the distance to the power 0, 1 and 2.
    pub(super) squares: [f64; 3],
    /// Of steepness and residual, times the distance to the power 0 and 1.
    pub(super) residuals: [f64; 2],
    /// Of steepness and each column, times the distance to the power 0 and 1.
    pub(super) columns: [Vec<f64>; 2],
}

impl Sums {
    pub(super) fn of(posterior: &Posterior<'_>, misfit: &Misfit) -> Self {
        let count = posterior.columns.count();
        let mut sums = Self {
            after: vec![Stretch::empty(count); posterior.knots.len()],
            columns: Square::zero(count),
            residuals: vec![0.0; count],
        };
        let (mut knot, mut changes) = (0, vec![0.0; count]);
        for (row, &time) in posterior.times.iter().enumerate() {
            while posterior.knots.get(knot + 1).is_some_and(|next| *next <= time) {
                knot += 1;
            }
            posterior.changes(row, misfit.trend[row], &mut changes);
            let (steepness, residual) = (misfit.steepness[row], misfit.residuals[row]);
            sums.after[knot].add(time - posterior.knots[knot], steepness, residual, &changes);
            sums.add(residual, &changes);
        }
        sums.join(&posterior.knots);
        sums
    }

    fn add(&mut self, residual: f64, changes: &[f64]) {
        add_scaled(&mut self.residuals, residual, changes);
        for (column, change) in changes.iter().enumerate() {
            add_scaled(self.columns.row_mut(column, column + 1), *change, changes);
        }
    }

    /// From stretches between knots to all rows after each.
    fn join(&mut self, knots: &[f64]) {
        for knot in (1..knots.len()).rev() {
            let (earlier, later) = self.after.split_at_mut(knot);
            earlier[knot - 1].join(&later[0], knots[knot] - knots[knot - 1]);
        }
    }
}

impl Stretch {
    fn empty(columns: usize) -> Self {
        Self { squares: [0.0; 3], residuals: [0.0; 2], columns: [vec![0.0; columns], vec![0.0; columns]] }
    }

    fn add(&mut self, distance: f64, steepness: f64, residual: f64, changes: &[f64]) {
        let (square, pull) = (steepness * steepness, steepness * residual);
        let powers = [square, square * distance, square * distance * distance];
        self.squares.iter_mut().zip(powers).for_each(|(sum, power)| *sum += power);
        self.residuals[0] += pull;
        self.residuals[1] += pull * distance;
        add_scaled(&mut self.columns[0], steepness, changes);
        add_scaled(&mut self.columns[1], steepness * distance, changes);
    }

    /// Adds the rows of a stretch that begins `distance` later.
    fn join(&mut self, later: &Self, distance: f64) {
        let [zeroth, first, second] = later.squares;
        self.squares[0] += zeroth;
        self.squares[1] += first + distance * zeroth;
        self.squares[2] += second + 2.0 * distance * first + distance * distance * zeroth;
        self.residuals[0] += later.residuals[0];
        self.residuals[1] += later.residuals[1] + distance * later.residuals[0];
        add_scaled(&mut self.columns[0], 1.0, &later.columns[0]);
        add_scaled(&mut self.columns[1], 1.0, &later.columns[1]);
        add_scaled(&mut self.columns[1], distance, &later.columns[0]);
    }
}

fn add_scaled(sums: &mut [f64], factor: f64, values: &[f64]) {
    sums.iter_mut().zip(values).for_each(|(sum, value)| *sum += factor * value);
}
