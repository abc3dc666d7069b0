//! Exponential smoothing: a level, seasons, and what is left of the last error, each corrected by every new value.
//!
//! Taylor, "Short-term electricity demand forecasting using double seasonal exponential smoothing", 2003, in its additive
//! form with autocorrelated errors. Its weights come from a small grid instead of a search: all of them are walked side by
//! side in one pass, and the pass serves every origin of a backtest.

mod states;
mod weights;

use super::gap_filling::filled;
use super::unit_scale::UnitScale;
use super::{Fit, Member};
use crate::history::History;
use crate::{Cancel, ForecastError};
use states::States;
use weights::Weights;

/// Cycles of the longest season from which the first state is taken.
const CYCLES_AT_START: usize = 2;

/// Smoothing with its seasons, in steps.
#[derive(Debug)]
pub(crate) struct Smoothing {
    seasons_steps: Vec<usize>,
}

impl Smoothing {
    /// The member for its seasons, given in steps, shortest first.
    pub(crate) fn boxed(seasons_steps: Vec<usize>) -> Box<dyn Member> {
        Box::new(Self { seasons_steps })
    }

    /// The states before the first value, under all weights of the grid.
    ///
    /// # Errors
    /// Less than two cycles of the longest season before the first origin.
    fn start(
        &self,
        history: &History<'_>,
        first_origin: usize,
        weights: Vec<Weights>,
    ) -> Result<States, ForecastError> {
        let longest = self.seasons_steps.last().copied().unwrap_or(1);
        let need = longest.saturating_mul(CYCLES_AT_START);
        if first_origin < need {
            return Err(ForecastError::TooFewPoints { have: first_origin, need });
        }
        let shortest = self.seasons_steps.first().copied().unwrap_or(1);
        let known = history.until(first_origin).values;
        let scale = UnitScale::of(known);
        Ok(States::at_start(&scale.at_unit(&filled(&known[..need], shortest)), scale, &self.seasons_steps, weights))
    }
}

impl Member for Smoothing {
    fn fit(&self, history: &History<'_>, horizon_steps: usize) -> Result<Fit, ForecastError> {
        let points = history.values.len();
        let grid = Weights::grid(self.seasons_steps.len());
        let mut states = self.start(history, points, grid.clone())?;
        history.values.iter().for_each(|value| states.learn(*value));
        let best = grid.into_iter().nth(states.best()).into_iter().collect();
        let mut alone = self.start(history, points, best)?;
        let one_step = |value: &f64| {
            let expected = alone.expected();
            alone.learn(*value);
            expected
        };
        let fitted = history.values.iter().map(one_step).collect();
        Ok(Fit { fitted, forecast: states.ahead(horizon_steps) })
    }

    fn forecasts(
        &self,
        history: &History<'_>,
        origins: &[usize],
        horizon_steps: usize,
        cancel: &Cancel,
    ) -> Result<Vec<Vec<f64>>, ForecastError> {
        let first = origins.first().copied().unwrap_or(0);
        let mut states = self.start(history, first, Weights::grid(self.seasons_steps.len()))?;
        let mut learnt = 0;
        let from = |&points: &usize| {
            cancel.check()?;
            history.values[learnt..points].iter().for_each(|value| states.learn(*value));
            learnt = points;
            Ok(states.ahead(horizon_steps))
        };
        origins.iter().map(from).collect()
    }
}

#[cfg(test)]
mod tests;
