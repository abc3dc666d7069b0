//! One candidate at every origin: what it said and what came.

use super::{CandidateScore, Plan};
use crate::bands::{Residuals, measured_coverage};
use crate::history::History;
use crate::scores::{mae, smape};
use crate::{Cancel, Candidate, ForecastError, Level};

/// What a candidate said at every origin, joined, against what came.
#[derive(Clone, Debug)]
pub(crate) struct Trial {
    actual: Vec<f64>,
    yhat: Vec<f64>,
    horizon_steps: usize,
    /// The candidate's longest season; 1 where it has none.
    season_steps: usize,
}

impl Trial {
    /// Refits `candidate` at every origin of `plan`.
    ///
    /// # Errors
    /// It could not be fitted at one of them, or nobody waits any more.
    pub(crate) fn run(
        candidate: &Candidate,
        history: &History<'_>,
        plan: &Plan,
        cancel: &Cancel,
    ) -> Result<Self, ForecastError> {
        let horizon_steps = plan.horizon_steps;
        let season_steps = candidate.longest_season_steps(history.step);
        let mut trial = Self { actual: Vec::new(), yhat: Vec::new(), horizon_steps, season_steps };
        for &training in &plan.trainings {
            cancel.check()?;
            let fit = candidate.fit(&history.until(training), horizon_steps)?;
            trial.yhat.extend(fit.forecast);
            trial.actual.extend(&history.values[training..training + horizon_steps]);
        }
        Ok(trial)
    }

    /// A trial of nothing, for contests whose errors are written down.
    #[cfg(test)]
    pub(super) fn empty() -> Self {
        Self { actual: Vec::new(), yhat: Vec::new(), horizon_steps: 1, season_steps: 1 }
    }

    /// Actual minus forecast; NaN where nobody reported.
    pub(crate) fn residuals(&self) -> Residuals {
        let residuals: Vec<f64> = self.actual.iter().zip(&self.yhat).map(|(actual, yhat)| actual - yhat).collect();
        let rows = residuals.chunks(self.horizon_steps).map(<[f64]>::to_vec).collect();
        Residuals { rows, season_steps: self.season_steps }
    }
}

impl CandidateScore {
    /// The row of a candidate that nobody has tried.
    pub(super) fn untried(candidate: Candidate) -> Self {
        Self { candidate, mase: None, smape: None, mae: None, coverage: Vec::new(), failure: None }
    }

    /// The row of a candidate after its trial; `scale` is that of MASE.
    pub(super) fn tried(
        candidate: Candidate,
        trial: Result<&Trial, &ForecastError>,
        scale: Option<f64>,
        levels: &[Level],
    ) -> Self {
        let untried = Self::untried(candidate);
        match trial {
            Err(error) => Self { failure: Some(error.chain()), ..untried },
            Ok(trial) => {
                let mae = mae(&trial.actual, &trial.yhat);
                Self {
                    mase: mae.zip(scale).map(|(mae, scale)| mae / scale),
                    smape: smape(&trial.actual, &trial.yhat),
                    mae,
                    coverage: measured_coverage(&trial.residuals(), levels),
                    ..untried
                }
            }
        }
    }
}
