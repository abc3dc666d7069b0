//! Courses a metric may take: each step as uncertain as its bands say, and erring as persistently as the backtest did.
//!
//! A band says how far each step on its own can be off. When something happens for the first time depends on how steps err
//! together, so that whole courses are drawn: a normal number a step, correlated from step to step, is read as a quantile of
//! that step's errors (a Gaussian copula; Nelsen, "An Introduction to Copulas", 2006).

use std::f64::consts::SQRT_2;

use crate::bands::{Calibration, Persistence};
use crate::random::Random;
use crate::{Bounds, Growth};

/// Courses drawn where the horizon is not long: a probability is known to about one in a hundred.
const MOST_PATHS: usize = 1_000;

/// Courses drawn however long the horizon is.
const FEWEST_PATHS: usize = 100;

/// Steps of all courses together that are worth their time.
const MOST_STEPS: usize = 2_000_000;

/// What courses are drawn by.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PathLaw {
    pub(crate) calibration: Calibration,
    /// Steps between the newest sample and the forecast's first.
    pub(crate) stale: usize,
    pub(crate) bounds: Bounds,
    pub(crate) growth: Growth,
    pub(crate) seed: u64,
}

impl PathLaw {
    /// Draws courses about `yhat` and shows each to `visit`. The same law draws the same courses.
    pub(crate) fn visit(&self, yhat: &[f64], mut visit: impl FnMut(&[f64])) {
        let mut random = Random::seeded(self.seed);
        let mut deviations = vec![0.0; yhat.len()];
        let mut path = vec![0.0; yhat.len()];
        // Each course has a mirror: what is drawn above the forecast is drawn below it.
        for _ in 0..Self::count(yhat.len()) / 2 {
            self.deviate(&mut random, &mut deviations);
            for side in [1.0, -1.0] {
                let values = yhat.iter().zip(&deviations).map(|(yhat, apart)| self.bounds.within(yhat + side * apart));
                path.iter_mut().zip(values).for_each(|(place, value)| *place = value);
                visit(&path);
            }
        }
    }

    /// How many courses are drawn of so many steps: always even.
    pub(crate) fn count(steps: usize) -> usize {
        (MOST_STEPS / steps.max(1)).clamp(FEWEST_PATHS, MOST_PATHS) / 2 * 2
    }

    fn deviate(&self, random: &mut Random, deviations: &mut [f64]) {
        let Persistence { of_window, of_step } = self.calibration.persistence();
        let whole = libm::sqrt(of_window) * random.normal();
        let (own, fresh) = (libm::sqrt(1.0 - of_window), libm::sqrt(1.0 - of_step * of_step));
        let mut passing = random.normal();
        for _ in 0..self.stale {
            passing = of_step * passing + fresh * random.normal();
        }
        for (index, deviation) in deviations.iter_mut().enumerate() {
            let normal = whole + own * passing;
            // The share of normal numbers that are nearer to the middle.
            let share = libm::erf(normal.abs() / SQRT_2);
            let apart = self.calibration.half_width_of(share, self.stale + index + 1);
            *deviation = self.growth.of(apart).copysign(normal);
            passing = of_step * passing + fresh * random.normal();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Level;
    use crate::bands::Residuals;

    /// Errors of a random size and sign a step, the sign the same in a whole window where `is_steady`.
    fn law(is_steady: bool) -> PathLaw {
        let mut random = Random::seeded(5);
        let mut window = || {
            let side = random.normal();
            let mut step = || if is_steady { random.normal().abs().copysign(side) } else { random.normal() };
            (0..40).map(|_| step()).collect::<Vec<f64>>()
        };
        let rows: Vec<Vec<f64>> = (0..12).map(|_| window()).collect();
        let calibration = Calibration::from_backtest(&Residuals { rows, season_steps: 99 });
        PathLaw { calibration, stale: 0, bounds: Bounds::default(), growth: Growth::default(), seed: 1 }
    }

    #[test]
    fn every_step_is_as_wide_as_its_band() {
        let law = law(false);
        let half_width = law.calibration.half_width(Level::new(80.0).unwrap(), 20);
        let (mut inside, mut paths) = (0, 0);
        law.visit(&[5.0; 40], |path| {
            paths += 1;
            inside += usize::from((path[19] - 5.0).abs() <= half_width);
        });
        assert_eq!(paths, 1_000);
        assert!((inside as f64 / 1_000.0 - 0.8).abs() < 0.04, "{inside}");
    }

    #[test]
    fn errors_that_last_stay_on_one_side() {
        let changes = |law: PathLaw| {
            let mut changes = 0;
            law.visit(&[0.0; 40], |path| changes += path.windows(2).filter(|pair| pair[0] * pair[1] < 0.0).count());
            changes as f64 / 39_000.0
        };
        let (steady, restless) = (changes(law(true)), changes(law(false)));
        assert!(steady < 0.15 && (restless - 0.5).abs() < 0.1, "{steady} {restless}");
    }

    #[test]
    fn the_same_courses_every_time_within_bounds() {
        let drawn = |law: &PathLaw| {
            let mut all = Vec::new();
            law.visit(&[0.5; 10], |path| all.extend_from_slice(path));
            all
        };
        let law = PathLaw { bounds: Bounds { min: Some(0.0), max: Some(1.0) }, ..law(false) };
        assert_eq!(drawn(&law), drawn(&law));
        assert!(drawn(&law).iter().all(|value| (0.0..=1.0).contains(value)));
        assert_ne!(drawn(&law), drawn(&PathLaw { seed: 2, ..law.clone() }));
        assert_eq!([PathLaw::count(1_000_000), PathLaw::count(10_000), PathLaw::count(0)], [100, 200, 1_000]);
    }
}
