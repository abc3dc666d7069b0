//! How large an error is usual, by how many steps ahead it was made.

use crate::statistics::mean;

/// Steps on either side that share in the scale of one: a few origins say little about a single step.
const NEIGHBOURS: usize = 6;

/// The usual absolute error of every step ahead.
#[derive(Clone, Debug)]
pub(super) struct StepScale(Vec<f64>);

impl StepScale {
    /// One at the first step, and on with the square root of the horizon as a random walk has it.
    pub(super) fn of_random_walk() -> Self {
        Self(vec![1.0])
    }

    /// The mean absolute residual of every step ahead over the origins, smoothed over its neighbours and never below
    /// `floor`.
    pub(super) fn of(residuals: &[&[f64]], floor: f64) -> Self {
        let steps = residuals.iter().map(|row| row.len()).max().unwrap_or(0);
        let at = |step: usize| {
            mean(
                residuals
                    .iter()
                    .filter_map(|row| row.get(step))
                    .map(|residual| residual.abs()),
            )
        };
        let raw: Vec<f64> = (0..steps).map(|step| at(step).unwrap_or(f64::NAN)).collect();
        let overall = mean(raw.iter().copied()).unwrap_or(0.0);
        let smooth = |step: usize| {
            let around = &raw[step.saturating_sub(NEIGHBOURS)..(step + NEIGHBOURS + 1).min(steps)];
            mean(around.iter().copied()).unwrap_or(overall).max(floor)
        };
        Self((0..steps).map(smooth).collect())
    }

    /// The scale `steps_ahead` (from 1); beyond the last known step it grows with the square root of the horizon.
    pub(super) fn at(&self, steps_ahead: usize) -> f64 {
        let known = self.0.len();
        let scale = steps_ahead
            .checked_sub(1)
            .and_then(|index| self.0.get(index.min(known.saturating_sub(1))));
        let beyond = steps_ahead.max(known) as f64 / known.max(1) as f64;
        scale.copied().unwrap_or(0.0) * libm::sqrt(beyond)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn smooth_floored_and_growing_beyond() {
        let rows = [vec![2.0; 20], vec![-4.0; 20]];
        let scale = StepScale::of(&[&rows[0], &rows[1]], 0.0);
        assert_eq!((scale.at(1), scale.at(20), scale.at(80)), (3.0, 3.0, 6.0));
        assert_eq!(StepScale::of(&[&rows[0]], 5.0).at(3), 5.0);
    }

    #[test]
    fn a_step_nobody_reported_takes_its_neighbours_or_all() {
        let mut row = vec![f64::NAN; 40];
        row[0] = 1.0;
        row[2] = 3.0;
        let scale = StepScale::of(&[&row], 0.0);
        assert_eq!((scale.at(2), scale.at(30)), (2.0, 2.0));
        assert_eq!(StepScale::of(&[], 0.0).at(5), 0.0);
        assert_eq!(StepScale::of_random_walk().at(9), 3.0);
    }
}
