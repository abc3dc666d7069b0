//! A model with the seasons it is tried with.

use timeseries::Duration;

use crate::history::History;
use crate::members::{self, Fit, Member};
use crate::season;
use crate::{Cancel, ForecastError, Model};

/// A model with the seasons it is tried with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The model that forecasts.
    pub model: Model,
    /// Lengths of its seasons, shortest first; none for a model without.
    pub seasons: Vec<Duration>,
}

impl Candidate {
    /// Everything there is for these seasons, the simplest first.
    pub(crate) fn all(seasons: &[Duration]) -> Vec<Self> {
        let tries = |model: Model| {
            let sets = (model.entry().season_sets)(seasons);
            sets.into_iter().map(move |seasons| Self { model, seasons })
        };
        Model::ALL.into_iter().flat_map(tries).collect()
    }

    /// Returns the baseline of a comparison: seasonal naive, or naive, which is its case of one step, without a season.
    pub(crate) fn baseline(seasons: &[Duration]) -> Self {
        match season::baseline(seasons) {
            Some(season) => Self { model: Model::SeasonalNaive, seasons: vec![season] },
            None => Self { model: Model::Naive, seasons: Vec::new() },
        }
    }

    /// The blend of all that were tried.
    pub(crate) fn blend() -> Self {
        Self { model: Model::Blend, seasons: Vec::new() }
    }

    /// Length of its longest season in steps; 1 without one.
    pub(crate) fn longest_season_steps(&self, step: Duration) -> usize {
        self.seasons.last().map_or(1, |season| season::in_steps(*season, step))
    }

    /// Fits on `history` and forecasts `horizon_steps` steps beyond it.
    ///
    /// # Errors
    /// An error of the member, or an answer of the wrong length or with a value that is no number.
    pub(crate) fn fit(&self, history: &History<'_>, horizon_steps: usize) -> Result<Fit, ForecastError> {
        members::checked(self.member(history)?.fit(history, horizon_steps)?, history, horizon_steps)
    }

    /// Forecasts of `horizon_steps` steps from each of `origins`, counts of points that may be looked at, ascending.
    ///
    /// # Errors
    /// As [`Candidate::fit`], or `cancel` was set.
    pub(crate) fn forecasts(
        &self,
        history: &History<'_>,
        origins: &[usize],
        horizon_steps: usize,
        cancel: &Cancel,
    ) -> Result<Vec<Vec<f64>>, ForecastError> {
        let forecasts = self.member(history)?.forecasts(history, origins, horizon_steps, cancel)?;
        let is_whole =
            |forecast: &Vec<f64>| forecast.len() == horizon_steps && forecast.iter().all(|value| value.is_finite());
        let are_whole = forecasts.len() == origins.len() && forecasts.iter().all(is_whole);
        if are_whole { Ok(forecasts) } else { Err(ForecastError::Unusable) }
    }

    /// # Errors
    /// It is the blend, which is fitted by its parts.
    fn member(&self, history: &History<'_>) -> Result<Box<dyn Member>, ForecastError> {
        let steps = self.seasons.iter().map(|season| season::in_steps(*season, history.step)).collect();
        self.model.entry().member.map(|member| member(steps)).ok_or(ForecastError::Unusable)
    }
}
