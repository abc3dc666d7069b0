//! The maximum of the posterior.
//!
//! The parameters by the least-squares problem at the present noise, the noise by the residuals they leave, and so on:
//! each step ascends. From the largest noise down, so that of several maxima the one that explains less by chance is
//! found. Where what is said is not linear in the parameters, the problem is renewed at each step, and a step that
//! would descend is shortened (Levenberg and Marquardt).

use super::equations::Equations;
use super::parameters::Parameters;
use super::posterior::{Misfit, Posterior};
use super::start::start;
use crate::{Cancel, ForecastError};

/// A smaller rise of the logarithm of the posterior is the end.
const SMALLEST_GAIN: f64 = 1e-8;

/// Far more than are needed.
const MOST_STEPS: usize = 1000;

/// No noise is smaller, in the unit of the fit: it would be rounding.
const SMALLEST_NOISE: f64 = 1e-9;

/// Values of unit size have no larger one.
const LARGEST_NOISE: f64 = 1.0;

/// Damping of a step that is shortened for the first time.
const FIRST_DAMPING: f64 = 1e-4;

/// Factor that raises the damping where that was not enough, and lowers it after a step that ascends.
const DAMPING_FACTOR: f64 = 10.0;

/// A step that is shortened further does not move.
const LARGEST_DAMPING: f64 = 1e12;

/// Maximum of the posterior.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Maximum {
    pub(super) parameters: Parameters,
    /// The deviation of the noise, in the unit of the fit.
    pub(super) noise: f64,
    /// The logarithm of the posterior, without constants.
    pub(super) log: f64,
}

/// Finds the maximum of the posterior.
///
/// # Errors
/// `cancel` was set.
pub(super) fn maximum(posterior: &Posterior<'_>, cancel: &Cancel) -> Result<Maximum, ForecastError> {
    let parameters = start(posterior);
    let misfit = posterior.misfit(&parameters);
    if posterior.is_constant() {
        return Ok(Maximum::with_noise(posterior, parameters, misfit.squares, SMALLEST_NOISE));
    }
    let here = Maximum::with_noise(posterior, parameters, misfit.squares, LARGEST_NOISE);
    let equations = Equations::of(posterior, &here.parameters, &misfit);
    Search { posterior, here, equations, damping: 0.0 }.run(cancel)
}

impl Maximum {
    /// With the noise at which the posterior of `parameters` is largest.
    fn of(posterior: &Posterior<'_>, parameters: Parameters, squares: f64) -> Self {
        let noise = posterior.noise(squares).max(SMALLEST_NOISE);
        Self::with_noise(posterior, parameters, squares, noise)
    }

    fn with_noise(posterior: &Posterior<'_>, parameters: Parameters, squares: f64, noise: f64) -> Self {
        let log = posterior.log(&parameters, squares, noise);
        Self { parameters, noise, log }
    }
}

/// State of a search, and the equations around it.
struct Search<'a> {
    posterior: &'a Posterior<'a>,
    here: Maximum,
    equations: Equations,
    damping: f64,
}

impl Search<'_> {
    fn run(mut self, cancel: &Cancel) -> Result<Maximum, ForecastError> {
        for _ in 0..MOST_STEPS {
            cancel.check()?;
            if !self.step() {
                break;
            }
        }
        Ok(self.here)
    }

    /// Tries the solution of the problem. Returns true if there is more to gain.
    fn step(&mut self) -> bool {
        let Maximum { parameters, noise, log } = &self.here;
        let parameters = self.equations.solution(self.posterior, parameters, *noise, self.damping);
        let misfit = self.posterior.misfit(&parameters);
        let there = Maximum::of(self.posterior, parameters, misfit.squares);
        let gain = there.log - log;
        if gain > 0.0 {
            self.advance(there, &misfit);
            return gain > SMALLEST_GAIN || self.damping > FIRST_DAMPING;
        }
        let at_the_top = gain >= -SMALLEST_GAIN && self.damping <= FIRST_DAMPING;
        self.damping = (self.damping * DAMPING_FACTOR).max(FIRST_DAMPING);
        !at_the_top && self.damping <= LARGEST_DAMPING
    }

    fn advance(&mut self, there: Maximum, misfit: &Misfit) {
        if !self.posterior.is_linear() {
            self.equations = Equations::of(self.posterior, &there.parameters, misfit);
        }
        self.here = there;
        self.damping /= DAMPING_FACTOR;
    }
}
