//! [`StepScale`]: the usual absolute error, by the number of steps ahead.

mod growth;

use std::rc::Rc;

use super::Residuals;
use crate::statistics::mean;
use growth::growing;

/// Steps on either side that share in the scale of one: a few origins say little about a single step.
const NEIGHBOURS: usize = 4;

/// The part of what the errors of a phase add that is believed: most of it is chance, and a band drawn by it is ragged.
const SHAPE: f64 = 0.3;

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
        if raw.is_empty() {
            return Self(raw);
        }
        if season_steps >= raw.len() {
            let growth = growing(&raw, 1);
            let scale = |(raw, growth): (&f64, &f64)| (growth + SHAPE * (raw - growth)).max(floor);
            return Self(raw.iter().zip(&growth).map(scale).collect());
        }
        let growth = growing(&raw, season_steps);
        let profile = profile(&raw, &growth, season_steps);
        let scale =
            |(step, growth): (usize, &f64)| (growth * (1.0 + SHAPE * (profile[step % season_steps] - 1.0))).max(floor);
        Self(growth.iter().enumerate().map(scale).collect())
    }

    /// The same, so many times as large.
    pub(super) fn times(self, factor: f64) -> Self {
        Self(self.0.into_iter().map(|scale| scale * factor).collect())
    }

    /// The scale `steps_ahead` (from 1); beyond the last known step it grows with the square root of the horizon.
    pub(super) fn at(&self, steps_ahead: usize) -> f64 {
        let known = self.0.len();
        let scale = steps_ahead.checked_sub(1).and_then(|index| self.0.get(index.min(known.saturating_sub(1))));
        let beyond = steps_ahead.max(known) as f64 / known.max(1) as f64;
        scale.copied().unwrap_or(0.0) * libm::sqrt(beyond)
    }
}

/// NaN where no origin has a residual. Row by row, all steps side by side: it is asked for every pair of origins.
fn mean_by_step(residuals: &[Rc<[f64]>]) -> Vec<f64> {
    let steps = residuals.iter().map(|row| row.len()).max().unwrap_or(0);
    let (mut sums, mut counts) = (vec![0.0; steps], vec![0.0; steps]);
    for row in residuals {
        for ((sum, count), residual) in sums.iter_mut().zip(&mut counts).zip(row.iter()) {
            let is_known = residual.is_finite();
            *sum += if is_known { residual.abs() } else { 0.0 };
            *count += f64::from(is_known);
        }
    }
    sums.iter().zip(&counts).map(|(sum, count)| sum / count).collect()
}

/// The mean of every step and its neighbours; `otherwise` where none of them is known.
fn smoothed(raw: &[f64], neighbours: usize, otherwise: f64) -> Vec<f64> {
    let known = |value: &f64| if value.is_finite() { (*value, 1.0) } else { (0.0, 0.0) };
    let (values, counts): (Vec<f64>, Vec<f64>) = raw.iter().map(known).unzip();
    let around = |step: usize| {
        let steps = step.saturating_sub(neighbours)..(step + neighbours + 1).min(raw.len());
        let count: f64 = counts[steps.clone()].iter().sum();
        if count > 0.0 { values[steps].iter().sum::<f64>() / count } else { otherwise }
    };
    (0..raw.len()).map(around).collect()
}

/// Returns the ratio of the error to the growth, for each phase of a season.
fn profile(raw: &[f64], growth: &[f64], season_steps: usize) -> Vec<f64> {
    let ratio = |step: usize| if growth[step] > 0.0 { raw[step] / growth[step] } else { 1.0 };
    (0..season_steps).map(|phase| mean((phase..raw.len()).step_by(season_steps).map(ratio)).unwrap_or(1.0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(rows: &[Vec<f64>], season_steps: usize) -> Residuals {
        Residuals { rows: rows.iter().map(|row| Rc::from(&row[..])).collect(), season_steps }
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
        assert!([2, 30].iter().all(|step| (scale.at(*step) - 2.0).abs() < 0.1), "{scale:?}");
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
        assert!(scale.at(6) * 1.1 < scale.at(18) && scale.at(6) * 2.0 < scale.at(78), "{scale:?}");
        assert!(scale.at(30) > scale.at(6) && scale.at(78) < scale.at(90), "{scale:?}");
    }
}
