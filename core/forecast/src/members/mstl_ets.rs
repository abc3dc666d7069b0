//! Seasonal and trend decomposition by loess with the trend continued by exponential smoothing, by the crate augurs.
//!
//! Bandara, Hyndman and Bergmeir, "MSTL: a seasonal-trend decomposition algorithm for time series with multiple
//! seasonal patterns", 2021. Its own intervals know the trend's uncertainty alone and are not used.

mod trend;

use std::panic::{AssertUnwindSafe, catch_unwind};

use augurs::mstl::MSTLModel;
use augurs::{Fit as _, Predict as _};

use super::gap_filling::filled;
use super::unit_scale::UnitScale;
use super::{Fit, Member};
use crate::ForecastError;
use crate::history::History;
use trend::NewestEts;

/// The newest points the decomposition sees, where the seasons do not ask for more.
const WINDOW_POINTS: usize = 2_500;

/// Cycles of the longest season the decomposition sees at least: what is older says little about the next.
const WINDOW_CYCLES: usize = 4;

/// Exponential smoothing with a damped trend has six parameters and needs twice as many points.
const FEWEST_POINTS: usize = 12;

/// MSTL with its seasons, in steps.
#[derive(Debug)]
pub(crate) struct MstlEts {
    seasons_steps: Vec<usize>,
}

impl MstlEts {
    /// The member for its seasons, given in steps, shortest first.
    pub(crate) fn boxed(seasons_steps: Vec<usize>) -> Box<dyn Member> {
        Box::new(Self { seasons_steps })
    }

    fn shortest_steps(&self) -> usize {
        self.seasons_steps.first().copied().unwrap_or(1)
    }

    fn longest_steps(&self) -> usize {
        self.seasons_steps.last().copied().unwrap_or(1)
    }

    /// The newest points that are worth their cost.
    fn window<'a>(&self, values: &'a [f64]) -> &'a [f64] {
        let points = WINDOW_POINTS.max(self.longest_steps().saturating_mul(WINDOW_CYCLES));
        &values[values.len().saturating_sub(points)..]
    }

    /// # Errors
    /// Less than two cycles of the longest season, or more gaps than values.
    fn check(&self, window: &[f64]) -> Result<(), ForecastError> {
        let (points, need) = (window.len(), FEWEST_POINTS.max(self.longest_steps().saturating_mul(2)));
        let present = window.iter().filter(|value| value.is_finite()).count();
        match (points < need, present * 2 < points) {
            (true, _) => Err(ForecastError::TooFewPoints { have: points, need }),
            (_, true) => Err(ForecastError::TooManyGaps { present, points }),
            _ => Ok(()),
        }
    }
}

impl Member for MstlEts {
    fn fit(&self, history: &History<'_>, horizon_steps: usize) -> Result<Fit, ForecastError> {
        let window = self.window(history.values);
        self.check(window)?;
        let whole = filled(window, self.shortest_steps());
        let scale = UnitScale::of(&whole);
        let unit = decomposed(&scale.at_unit(&whole), &self.seasons_steps, horizon_steps)?;
        let unseen = history.values.len() - window.len();
        let fitted = std::iter::repeat_n(f64::NAN, unseen).chain(scale.restored(&unit.fitted)).collect();
        Ok(Fit { fitted, forecast: scale.restored(&unit.forecast).collect() })
    }
}

/// Fits and forecasts values of unit scale without gaps. A panic of the library is an error of this series alone.
fn decomposed(values: &[f64], seasons_steps: &[usize], horizon_steps: usize) -> Result<Fit, ForecastError> {
    let work = || -> Result<Fit, augurs::mstl::Error> {
        let model = MSTLModel::new(seasons_steps.to_vec(), NewestEts).fit(values)?;
        let fitted = model.predict_in_sample(None)?.point;
        let forecast = model.predict(horizon_steps, None)?.point;
        Ok(Fit { fitted, forecast })
    };
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(fit) => fit.map_err(|error| ForecastError::Fit(Box::new(error))),
        Err(_) => Err(ForecastError::Panicked),
    }
}

#[cfg(test)]
mod tests;
