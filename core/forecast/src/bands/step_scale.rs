//! How large an error is usual, by how many steps ahead it was made.

mod growth;

use super::Residuals;
use crate::statistics::mean;
use growth::growing;

/// Steps on either side that share in the scale of one: a few origins say little about a single step.
const NEIGHBOURS: usize = 6;

/// The usual absolute error of every step ahead.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct StepScale(Vec<f64>);

impl StepScale {
    /// One at the first step, and on with the square root of the horizon as a random walk has it.
    pub(super) fn of_random_walk() -> Self {
        Self(vec![1.0])
    }

    /// The mean absolute residual of every step ahead over the origins, smoothed over its neighbours and never below
    /// `floor`. Within the candidate's season an error may be larger at one phase than at a later one; from one season
    /// to the next it only grows, since nothing becomes easier to foresee by being farther away.
    pub(super) fn of(residuals: &Residuals, floor: f64) -> Self {
        let raw = mean_by_step(&residuals.rows);
        let overall = mean(raw.iter().copied()).unwrap_or(0.0);
        let raw: Vec<f64> = smoothed(&raw, NEIGHBOURS, overall);
        let season_steps = residuals.season_steps.max(1);
        if season_steps >= raw.len() {
            return Self(raw.into_iter().map(|scale| scale.max(floor)).collect());
        }
        let growth = growing(&raw, season_steps);
        let profile = profile(&raw, &growth, season_steps);
        let scale = |(step, growth): (usize, &f64)| (growth * profile[step % season_steps]).max(floor);
        Self(growth.iter().enumerate().map(scale).collect())
    }

    /// The scale `steps_ahead` (from 1); beyond the last known step it grows with the square root of the horizon.
    pub(super) fn at(&self, steps_ahead: usize) -> f64 {
        let known = self.0.len();
        let scale = steps_ahead.checked_sub(1).and_then(|index| self.0.get(index.min(known.saturating_sub(1))));
        let beyond = steps_ahead.max(known) as f64 / known.max(1) as f64;
        scale.copied().unwrap_or(0.0) * libm::sqrt(beyond)
    }
}

/// NaN where no origin has a residual.
fn mean_by_step(residuals: &[Vec<f64>]) -> Vec<f64> {
    let steps = residuals.iter().map(Vec::len).max().unwrap_or(0);
    let at = |step: usize| mean(residuals.iter().filter_map(|row| row.get(step)).map(|residual| residual.abs()));
    (0..steps).map(|step| at(step).unwrap_or(f64::NAN)).collect()
}

/// The mean of every step and its neighbours; `otherwise` where none of them is known.
fn smoothed(raw: &[f64], neighbours: usize, otherwise: f64) -> Vec<f64> {
    let around = |step: usize| &raw[step.saturating_sub(neighbours)..(step + neighbours + 1).min(raw.len())];
    (0..raw.len()).map(|step| mean(around(step).iter().copied()).unwrap_or(otherwise)).collect()
}

/// How much larger than the growth the error of each phase of a season is.
fn profile(raw: &[f64], growth: &[f64], season_steps: usize) -> Vec<f64> {
    let ratio = |step: usize| if growth[step] > 0.0 { raw[step] / growth[step] } else { 1.0 };
    (0..season_steps).map(|phase| mean((phase..raw.len()).step_by(season_steps).map(ratio)).unwrap_or(1.0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(rows: &[Vec<f64>], season_steps: usize) -> Residuals {
        Residuals { rows: rows.to_vec(), season_steps }
    }

    #[test]
    fn smooth_floored_and_growing_beyond() {
        let rows = [vec![2.0; 20], vec![-4.0; 20]];
        let scale = StepScale::of(&of(&rows, 1), 0.0);
        assert_eq!((scale.at(1), scale.at(20), scale.at(80)), (3.0, 3.0, 6.0));
        assert_eq!(StepScale::of(&of(&rows[..1], 1), 5.0).at(3), 5.0);
    }

    #[test]
    fn a_step_nobody_reported_takes_its_neighbours_or_all() {
        let mut row = vec![f64::NAN; 40];
        row[0] = 1.0;
        row[2] = 3.0;
        let scale = StepScale::of(&of(&[row], 40), 0.0);
        assert_eq!((scale.at(2), scale.at(30)), (2.0, 2.0));
        assert_eq!(StepScale::of(&of(&[], 1), 0.0).at(5), 0.0);
        assert_eq!(StepScale::of_random_walk().at(9), 3.0);
    }

    #[test]
    fn a_wild_stretch_is_no_bulge() {
        let row: Vec<f64> = (0..100).map(|step| if (30..50).contains(&step) { 9.0 } else { 1.0 }).collect();
        let scale = StepScale::of(&of(&[row], 1), 0.0);
        assert!((1..100).all(|step| scale.at(step) <= scale.at(step + 1) + 1e-12));
    }

    #[test]
    fn a_season_keeps_its_shape_while_it_grows() {
        let row: Vec<f64> =
            (0..96).map(|step| (1.0 + f64::from(step / 24)) * if step % 24 < 12 { 1.0 } else { 3.0 }).collect();
        let scale = StepScale::of(&of(&[row], 24), 0.0);
        assert!(scale.at(6) * 2.0 < scale.at(18) && scale.at(6) * 2.0 < scale.at(78), "{scale:?}");
        assert!(scale.at(30) > scale.at(6) && scale.at(30) < scale.at(18), "{scale:?}");
    }
}
