//! [`Spec`]: the request for a forecast, with its horizon, levels and model.

use std::fmt;
use std::str::FromStr;

use timeseries::Duration;

use crate::model::Model;
use crate::{Bounds, ForecastError, Growth, Level};

/// The request for a forecast.
#[derive(Clone, Debug, PartialEq)]
pub struct Spec {
    /// Horizon in steps of the grid; the caller caps it.
    pub horizon_steps: usize,
    /// The bands wanted, in any order; one that is asked for twice is given once.
    pub levels: Vec<Level>,
    /// Choice of the model.
    pub model: ModelChoice,
    /// Bounds of the metric; those not given are taken from the history where that is safe.
    pub bounds: Bounds,
    /// Growth on top of what the past says.
    pub growth: Growth,
}

impl Spec {
    /// A request for this horizon, these levels and this model; bounds are taken from the history, and there is no growth.
    #[must_use]
    pub fn new(horizon_steps: usize, levels: Vec<Level>, model: ModelChoice) -> Self {
        Self { horizon_steps, levels, model, bounds: Bounds::default(), growth: Growth::default() }
    }
}

/// Choice of the model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ModelChoice {
    /// The winner of the backtest.
    #[default]
    Auto,
    /// This model, with the seasons that win the backtest; of the blend, all its parts.
    Only(Model),
}

impl ModelChoice {
    /// Returns true if `model`, once tried, may win.
    pub(crate) fn allows(self, model: Model) -> bool {
        match self {
            Self::Auto | Self::Only(Model::Blend) => true,
            Self::Only(only) => only == model,
        }
    }

    /// Returns true if `model` is tried at this step.
    pub(crate) fn admits(self, model: Model, step: Duration) -> bool {
        match self {
            Self::Auto | Self::Only(Model::Blend) => model.is_tried_by_auto(step),
            Self::Only(only) => only == model,
        }
    }
}

impl fmt::Display for ModelChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Auto => f.write_str("auto"),
            Self::Only(model) => model.fmt(f),
        }
    }
}

impl FromStr for ModelChoice {
    type Err = ForecastError;

    fn from_str(text: &str) -> Result<Self, ForecastError> {
        if text == "auto" {
            return Ok(Self::Auto);
        }
        text.parse().map(Self::Only).map_err(|error| match error {
            ForecastError::UnknownModel { asked, known } => {
                ForecastError::UnknownModel { asked, known: format!("auto, {known}") }
            }
            other => other,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shown_as_it_is_read() {
        for text in ["auto", "naive", "seasonal-naive", "mstl-ets", "prophet", "blend"] {
            assert_eq!(text.parse::<ModelChoice>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_refusal_says_what_there_is() {
        for text in ["", "Auto", "oracle", "naive "] {
            let refusal = text.parse::<ModelChoice>().unwrap_err().to_string();
            assert!(
                refusal.starts_with(&format!("`{text}` is not a model: there are auto, naive, drift, ")),
                "{refusal}"
            );
        }
    }
}
