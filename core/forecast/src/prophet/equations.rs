//! The least-squares problem around given parameters, and its solution under the priors.

use super::Growth;
use super::lasso;
use super::parameters::{EFFECTS, OFFSET, Parameters, RATE};
use super::posterior::{Misfit, Posterior, TREND_PRIOR_SCALE};
use super::square::Square;
use super::sums::{Stretch, Sums};

/// Normal equations of the model, made linear in the parameters.
pub(super) struct Equations {
    /// Products of what the parameters change, summed over the rows.
    matrix: Square,
    /// Their products with what the parameters should explain.
    right: Vec<f64>,
}

/// Derivatives of the trend's line by offset and rate, by which the sums of lines become sums of theirs.
struct Line {
    /// The change by the offset: the same everywhere.
    offset: f64,
    /// The change by the rate: this, and
    rate: f64,
    /// this for each unit of time.
    rate_by_time: f64,
}

impl Equations {
    pub(super) fn of(posterior: &Posterior<'_>, parameters: &Parameters, misfit: &Misfit) -> Self {
        let sums = Sums::of(posterior, misfit);
        let mut equations =
            Self { matrix: Square::zero(parameters.values.len()), right: vec![0.0; parameters.values.len()] };
        let line = Line::of(posterior.growth, parameters);
        equations.fill_line(&line, &sums.after[0]);
        equations.fill_effects(&line, &sums);
        equations.fill_turns(&line, &sums, &posterior.knots, parameters.free());
        let explained = equations.matrix.times(&parameters.values);
        equations.right.iter_mut().zip(explained).for_each(|(right, explained)| *right += explained);
        equations
    }

    fn fill_line(&mut self, line: &Line, all: &Stretch) {
        let ([zeroth, first, second], (rate, by_time)) = (all.squares, (line.rate, line.rate_by_time));
        self.matrix[(OFFSET, OFFSET)] = line.offset * line.offset * zeroth;
        self.matrix[(RATE, OFFSET)] = line.offset * (rate * zeroth + by_time * first);
        self.matrix[(RATE, RATE)] = rate * rate * zeroth + 2.0 * rate * by_time * first + by_time * by_time * second;
        self.right[OFFSET] = line.offset * all.residuals[0];
        self.right[RATE] = rate * all.residuals[0] + by_time * all.residuals[1];
    }

    fn fill_effects(&mut self, line: &Line, sums: &Sums) {
        let [zeroth, first] = &sums.after[0].columns;
        for (column, residual) in sums.residuals.iter().enumerate() {
            let row = EFFECTS + column;
            self.matrix[(row, OFFSET)] = line.offset * zeroth[column];
            self.matrix[(row, RATE)] = line.rate * zeroth[column] + line.rate_by_time * first[column];
            for other in 0..=column {
                self.matrix[(row, EFFECTS + other)] = sums.columns[(column, other)];
            }
            self.right[row] = *residual;
        }
    }

    fn fill_turns(&mut self, line: &Line, sums: &Sums, knots: &[f64], free: usize) {
        for (turn, after) in sums.after[1..].iter().enumerate() {
            let (row, knot) = (free + turn, knots[turn + 1]);
            let [_, first, second] = after.squares;
            self.matrix[(row, OFFSET)] = line.offset * first;
            self.matrix[(row, RATE)] = line.rate * first + line.rate_by_time * (second + knot * first);
            self.matrix.row_mut(row, free)[EFFECTS..].copy_from_slice(&after.columns[1]);
            for other in 0..=turn {
                self.matrix[(row, free + other)] = second + (knot - knots[other + 1]) * first;
            }
            self.right[row] = after.residuals[1];
        }
    }

    /// The parameters of the largest posterior where the noise is `noise`, moved less the larger `damping` is.
    pub(super) fn solution(
        &self,
        posterior: &Posterior<'_>,
        from: &Parameters,
        noise: f64,
        damping: f64,
    ) -> Parameters {
        let variance = noise * noise;
        let (mut matrix, mut right) = (self.matrix.clone(), self.right.clone());
        for (index, right) in right.iter_mut().enumerate() {
            let hold = damping * self.matrix[(index, index)];
            *right += hold * from.values[index];
            matrix[(index, index)] += hold;
        }
        let scales = [TREND_PRIOR_SCALE; EFFECTS].into_iter().chain(posterior.columns.prior_scales.iter().copied());
        for (index, scale) in scales.enumerate() {
            matrix[(index, index)] += variance / (scale * scale);
        }
        let weight = variance / posterior.changepoint_prior_scale;
        from.with(lasso::minimum(matrix, right, from.free(), weight, from.turns()))
    }
}

impl Line {
    fn of(growth: Growth, parameters: &Parameters) -> Self {
        match growth {
            Growth::Linear => Self { offset: 1.0, rate: 0.0, rate_by_time: 1.0 },
            Growth::Logistic => Self { offset: -parameters.rate(), rate: -parameters.offset(), rate_by_time: 1.0 },
            Growth::Flat => Self { offset: 1.0, rate: 0.0, rate_by_time: 0.0 },
        }
    }
}
