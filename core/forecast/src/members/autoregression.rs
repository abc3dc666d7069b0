//! Ridge regression of a value on the values before it, and on those one season and more before it.
//!
//! Hoerl and Kennard, "Ridge regression", 1970. The lags are those a seasonal ARIMA would multiply out; freed from that
//! structure the coefficients have a closed form, and one pass over the history serves every origin of a backtest.

mod lags;
mod normal_equations;
mod regressand;

use timeseries::Duration;

use super::{Fit, Member};
use crate::history::History;
use crate::{Cancel, ForecastError, season};
use lags::Lags;
use normal_equations::NormalEquations;
use regressand::Regressand;

/// Rows that are worth their cost: what is older says little about the next value.
const MOST_ROWS: usize = 2_500;

/// The penalty of a coefficient, by the mean variance of the lagged values. Values follow one another closely and bear
/// less of it than differences, which are mostly noise.
const PENALTY: f64 = 1e-5;
const PENALTY_OF_DIFFERENCES: f64 = 1e-4;

/// Regression on lagged values, or on lagged differences from one season to the next.
#[derive(Debug)]
pub(crate) struct Autoregression {
    seasons_steps: Vec<usize>,
    difference_steps: usize,
    penalty: f64,
}

impl Autoregression {
    /// The member for its seasons, given in steps, shortest first.
    pub(crate) fn boxed(seasons_steps: Vec<usize>) -> Box<dyn Member> {
        Box::new(Self { seasons_steps, difference_steps: 0, penalty: PENALTY })
    }

    /// The member that forecasts by how much a value differs from the one a season, the first given, before it.
    pub(crate) fn boxed_of_differences(seasons_steps: Vec<usize>) -> Box<dyn Member> {
        let difference_steps = seasons_steps.first().copied().unwrap_or(1);
        Box::new(Self { seasons_steps, difference_steps, penalty: PENALTY_OF_DIFFERENCES })
    }

    /// Builds the regressand, from the points that serve the first origin on, and its lags.
    ///
    /// # Errors
    /// The first origin has too few points for any lag.
    fn prepared(&self, history: &History<'_>, first_origin: usize) -> Result<(Regressand, Lags), ForecastError> {
        let lags = Lags::of(&self.seasons_steps, first_origin.saturating_sub(self.difference_steps))?;
        let points = MOST_ROWS + lags.longest() + self.difference_steps;
        let start = first_origin.saturating_sub(points);
        // From the day where there is one: a gap of two days is no 48 copies of one hour.
        let day = season::in_steps(Duration::DAY, history.step);
        let shortest = self.seasons_steps.first().copied().unwrap_or(1);
        let fill_steps = if self.seasons_steps.contains(&day) { day } else { shortest };
        Ok((Regressand::of(history.values, start..first_origin, fill_steps, self.difference_steps), lags))
    }
}

impl Member for Autoregression {
    fn fit(&self, history: &History<'_>, horizon_steps: usize) -> Result<Fit, ForecastError> {
        let points = history.values.len();
        let (regressand, lags) = self.prepared(history, points)?;
        let mut equations = NormalEquations::of(lags.len());
        equations.learn(&regressand, &lags, regressand.until(points));
        let coefficients = equations.solved(self.penalty);
        let forecast = regressand.continued(&coefficients, &lags, points, horizon_steps);
        Ok(Fit { fitted: regressand.one_step(&coefficients, &lags), forecast })
    }

    fn forecasts(
        &self,
        history: &History<'_>,
        origins: &[usize],
        horizon_steps: usize,
        cancel: &Cancel,
    ) -> Result<Vec<Vec<f64>>, ForecastError> {
        let (regressand, lags) = self.prepared(history, origins.first().copied().unwrap_or(0))?;
        let mut equations = NormalEquations::of(lags.len());
        let from = |&points: &usize| {
            cancel.check()?;
            equations.learn(&regressand, &lags, regressand.until(points));
            Ok(regressand.continued(&equations.solved(self.penalty), &lags, points, horizon_steps))
        };
        origins.iter().map(from).collect()
    }
}

#[cfg(test)]
mod tests;
