//! Courses a metric may take: each step as uncertain as its bands say, and erring as persistently as the backtest did.
//!
//! A band says how far each step on its own can be off. When something happens for the first time depends on how steps err
//! together, so that whole courses are drawn: a normal number a step, correlated from step to step, is read as a quantile of
//! that step's errors (a Gaussian copula; Nelsen, "An Introduction to Copulas", 2006).

use std::f64::consts::SQRT_2;

use crate::bands::{Calibration, Persistence};
use crate::breaks::Mixture;
use crate::random::Random;
use crate::{Bounds, Forecast, Growth};

/// Courses drawn where the horizon is not long: a probability is known to about one in a hundred.
const MOST_PATHS: usize = 1_000;

/// Courses drawn however long the horizon is.
const FEWEST_PATHS: usize = 100;

/// Steps of all courses together that are worth their time.
const MOST_STEPS: usize = 2_000_000;

/// Distribution of the errors of a forecast's steps, one by one and together.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PathLaw {
    pub(crate) calibration: Calibration,
    /// Steps between the newest sample and the forecast's first.
    pub(crate) stale: usize,
    /// The two courses after a break, where there was one.
    pub(crate) mixture: Option<Mixture>,
}

/// The courses of one forecast. The same forecast has the same.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paths<'a> {
    pub(crate) law: &'a PathLaw,
    pub(crate) yhat: &'a [f64],
    pub(crate) bounds: Bounds,
    pub(crate) growth: Growth,
    pub(crate) seed: u64,
}

impl Forecast {
    /// The courses that the metric may take.
    pub(crate) fn paths(&self) -> Paths<'_> {
        let Self { law, yhat, bounds, growth, seed, .. } = self;
        Paths { law, yhat, bounds: *bounds, growth: *growth, seed: *seed }
    }
}

impl Paths<'_> {
    /// Draws them and shows each to `visit`.
    pub(crate) fn visit(&self, mut visit: impl FnMut(&[f64])) {
        let mut random = Random::seeded(self.seed);
        let mut deviations = vec![0.0; self.yhat.len()];
        let mut path = vec![0.0; self.yhat.len()];
        // Each course has a mirror: what is drawn above the forecast is drawn below it.
        for _ in 0..Self::count(self.yhat.len()) / 2 {
            self.deviate(&mut random, &mut deviations);
            for side in [1.0, -1.0] {
                let returns = self.return_step(&mut random);
                for (index, (place, apart)) in path.iter_mut().zip(&deviations).enumerate() {
                    *place = self.bounds.within(self.centre(index, returns) + side * apart);
                }
                visit(&path);
            }
        }
    }

    /// The first step at which a course has gone back after a break.
    fn return_step(&self, random: &mut Random) -> usize {
        let Some(mixture) = &self.law.mixture else { return usize::MAX };
        let luck = random.uniform();
        mixture.gone_back.iter().position(|chance| luck < *chance).unwrap_or(usize::MAX)
    }

    /// The middle that a course varies around.
    fn centre(&self, index: usize, returns: usize) -> f64 {
        let at = self.law.stale + index;
        match &self.law.mixture {
            None => self.yhat[index],
            Some(mixture) => self.growth.of(mixture.course(at, returns)),
        }
    }

    /// Returns the number of paths drawn for a forecast of this many steps: always even.
    pub(crate) fn count(steps: usize) -> usize {
        (MOST_STEPS / steps.max(1)).clamp(FEWEST_PATHS, MOST_PATHS) / 2 * 2
    }

    fn deviate(&self, random: &mut Random, deviations: &mut [f64]) {
        let PathLaw { calibration, stale, .. } = self.law;
        let Persistence { of_window, of_step } = calibration.persistence();
        let whole = libm::sqrt(of_window) * random.normal();
        let (own, fresh) = (libm::sqrt(1.0 - of_window), libm::sqrt(1.0 - of_step * of_step));
        let mut passing = random.normal();
        for _ in 0..*stale {
            passing = of_step * passing + fresh * random.normal();
        }
        let wider = |index: usize| self.law.mixture.as_ref().map_or(1.0, |mixture| mixture.wider[index]);
        for (index, deviation) in deviations.iter_mut().enumerate() {
            let normal = whole + own * passing;
            // The share of normal numbers that are nearer to the middle.
            let share = libm::erf(normal.abs() / SQRT_2);
            let apart = calibration.half_width_of(share, stale + index + 1) * wider(stale + index);
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
        let rows = (0..12).map(|_| window().into()).collect();
        let calibration = Calibration::from_backtest(&Residuals { rows, season_steps: 99 });
        PathLaw { calibration, stale: 0, mixture: None }
    }

    fn paths<'a>(law: &'a PathLaw, yhat: &'a [f64]) -> Paths<'a> {
        Paths { law, yhat, bounds: Bounds::default(), growth: Growth::default(), seed: 1 }
    }

    #[test]
    fn every_step_is_as_wide_as_its_band() {
        let law = law(false);
        let half_width = law.calibration.half_width(Level::new(80.0).unwrap(), 20);
        let (mut inside, mut drawn) = (0, 0);
        paths(&law, &[5.0; 40]).visit(|path| {
            drawn += 1;
            inside += usize::from((path[19] - 5.0).abs() <= half_width);
        });
        assert_eq!(drawn, 1_000);
        assert!((inside as f64 / 1_000.0 - 0.8).abs() < 0.04, "{inside}");
    }

    #[test]
    fn errors_that_last_stay_on_one_side() {
        let changes = |law: PathLaw| {
            let mut changes = 0;
            paths(&law, &[0.0; 40])
                .visit(|path| changes += path.windows(2).filter(|pair| pair[0] * pair[1] < 0.0).count());
            changes as f64 / 39_000.0
        };
        let (steady, restless) = (changes(law(true)), changes(law(false)));
        assert!(steady < 0.15 && (restless - 0.5).abs() < 0.1, "{steady} {restless}");
    }

    #[test]
    fn the_same_courses_every_time_within_bounds() {
        let drawn = |paths: Paths<'_>| {
            let mut all = Vec::new();
            paths.visit(|path| all.extend_from_slice(path));
            all
        };
        let law = law(false);
        let bounds = Bounds { min: Some(0.0), max: Some(1.0), ..Bounds::default() };
        let paths = Paths { bounds, ..paths(&law, &[0.5; 10]) };
        assert_eq!(drawn(paths), drawn(paths));
        assert!(drawn(paths).iter().all(|value| (0.0..=1.0).contains(value)));
        assert_ne!(drawn(paths), drawn(Paths { seed: 2, ..paths }));
        assert_eq!([Paths::count(1_000_000), Paths::count(10_000), Paths::count(0)], [100, 200, 1_000]);
    }
}
