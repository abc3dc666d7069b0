//! [`Trial`]: the forecasts of one candidate at every origin, and the actual values.

use std::rc::Rc;

use super::{CandidateScore, Plan};
use crate::bands::Residuals;
use crate::history::History;
use crate::scores::{mae, smape};
use crate::statistics::mean;
use crate::{Bounds, Cancel, Candidate, ForecastError};

/// A difference of this part of the largest value is one of rounding: bands of it would tell noise of the arithmetic.
const ROUNDING: f64 = 1e-13;

/// Forecasts of a candidate at every origin, joined, and the actual values.
#[derive(Clone, Debug)]
pub(crate) struct Trial {
    actual: Vec<f64>,
    yhat: Vec<f64>,
    pub(super) horizon_steps: usize,
    /// The candidate's longest season; 1 where it has none.
    pub(super) season_steps: usize,
    /// The mean absolute error at every origin.
    errors: Vec<f64>,
}

impl Trial {
    /// Tries `candidate` at every origin of `plan`.
    ///
    /// # Errors
    /// It could not be fitted at one of them, or `cancel` was set.
    pub(crate) fn run(
        candidate: &Candidate,
        history: &History<'_>,
        plan: &Plan,
        bounds: Bounds,
        cancel: &Cancel,
    ) -> Result<Self, ForecastError> {
        let forecasts = candidate.forecasts(history, &plan.trainings, plan.horizon_steps, cancel)?;
        let came = plan.trainings.iter().flat_map(|&origin| &history.values[origin..origin + plan.horizon_steps]);
        let yhat = forecasts.into_iter().flatten().map(|value| bounds.within(value)).collect();
        let trial = Self::of(came.copied().collect(), yhat, plan.horizon_steps);
        Ok(Self { season_steps: candidate.longest_season_steps(history.step), ..trial })
    }

    /// Builds the trial of these forecasts, a whole number of windows of `horizon_steps`.
    pub(super) fn of(actual: Vec<f64>, yhat: Vec<f64>, horizon_steps: usize) -> Self {
        let windows = actual.chunks(horizon_steps).zip(yhat.chunks(horizon_steps));
        let errors = windows.map(|(actual, yhat)| mae(actual, yhat).unwrap_or(f64::NAN)).collect();
        Self { actual, yhat, horizon_steps, season_steps: 1, errors }
    }

    /// Builds the trial of other forecasts on the same past.
    pub(super) fn with_forecasts(&self, yhat: Vec<f64>, season_steps: usize) -> Self {
        Self { season_steps, ..Self::of(self.actual.clone(), yhat, self.horizon_steps) }
    }

    pub(super) fn origins(&self) -> usize {
        self.errors.len()
    }

    /// The forecast from an origin.
    pub(super) fn said(&self, origin: usize) -> &[f64] {
        &self.yhat[origin * self.horizon_steps..][..self.horizon_steps]
    }

    /// The mean absolute error at every origin.
    pub(super) fn errors(&self) -> &[f64] {
        &self.errors
    }

    /// The mean of the origins' errors, one of them left out; infinite where nothing is left.
    pub(super) fn error_without(&self, origin: Option<usize>) -> f64 {
        let others = self.errors.iter().enumerate().filter(|(other, _)| Some(*other) != origin);
        mean(others.map(|(_, error)| *error)).unwrap_or(f64::INFINITY)
    }

    /// Actual minus forecast, zero where only the arithmetic differs; NaN where there is no value.
    pub(crate) fn residuals(&self) -> Residuals {
        let largest = self.actual.iter().fold(0.0_f64, |largest, actual| largest.max(actual.abs()));
        let residual = |(actual, yhat): (&f64, &f64)| match actual - yhat {
            difference if difference.abs() <= largest * ROUNDING => 0.0,
            difference => difference,
        };
        let residuals: Vec<f64> = self.actual.iter().zip(&self.yhat).map(residual).collect();
        let rows = residuals.chunks(self.horizon_steps).map(Rc::from).collect();
        Residuals { rows, season_steps: self.season_steps }
    }
}

impl CandidateScore {
    /// Builds the row of a candidate that was not tried.
    pub(super) fn untried(candidate: Candidate) -> Self {
        Self { candidate, mase: None, smape: None, mae: None, weight: None, coverage: Vec::new(), failure: None }
    }

    /// The row of a candidate after its trial; `scale` is that of MASE.
    pub(super) fn tried(candidate: Candidate, trial: Result<&Trial, &ForecastError>, scale: Option<f64>) -> Self {
        let untried = Self::untried(candidate);
        match trial {
            Err(error) => Self { failure: Some(error.chain()), ..untried },
            Ok(trial) => {
                let mae = mae(&trial.actual, &trial.yhat);
                let mase = mae.zip(scale).map(|(mae, scale)| mae / scale);
                Self { mase, smape: smape(&trial.actual, &trial.yhat), mae, ..untried }
            }
        }
    }
}
