//! [`ForecastError`]: errors of a forecast, or of one candidate.

use std::error::Error;

use timeseries::Duration;

use crate::{Bounds, Model};

/// Error of a forecast.
#[derive(Debug, thiserror::Error)]
pub enum ForecastError {
    /// Asked for a forecast of no step.
    #[error("the horizon is shorter than one step")]
    ZeroHorizon,
    /// No point has a finite value.
    #[error("the series has no finite value")]
    AllGaps,
    /// Some points have a value, but fewer than a model can start from.
    #[error("there are {have} points with a value, at least {need} are needed")]
    TooFewPoints {
        /// Points with a finite value.
        have: usize,
        /// The fewest that would do.
        need: usize,
    },
    /// More gaps than values where a model has to fill them.
    #[error("{present} of {points} points have a value, at least half are needed")]
    TooManyGaps {
        /// Points with a finite value.
        present: usize,
        /// All points.
        points: usize,
    },
    /// A seasonal model was asked for and the calendar offers none.
    #[error("`{model}` needs a season: the history holds no two hours, days or weeks in whole steps of {step}")]
    NoSeason {
        /// The model asked for.
        model: Model,
        /// The grid's step.
        step: Duration,
    },
    /// A text or a number that is no level.
    #[error("`{0}` is not a level: give a percentage above 0 and below 100, such as 80 or 97.5")]
    NotALevel(String),
    /// Bounds that no metric can have.
    #[error("a metric cannot lie {0}: give numbers, the least of them first")]
    NotBounds(Bounds),
    /// A text or a number that is no growth.
    #[error("`{0}` is not a growth: give a percentage above -100, such as 20 for a fifth more")]
    NotGrowth(String),
    /// A text that names no model.
    #[error("`{asked}` is not a model: there are {known}")]
    UnknownModel {
        /// The name asked for.
        asked: String,
        /// The names there are.
        known: String,
    },
    /// A column has another length than it must.
    #[error("{what} has {have} values where {need} are needed")]
    Length {
        /// Name of the column.
        what: &'static str,
        /// Number of values it has.
        have: usize,
        /// Number of values it must have.
        need: usize,
    },
    /// A column has a value that cannot be worked with.
    #[error("{what} has a value that is infinite, missing or beyond 1e150")]
    NotFinite {
        /// Name of the column.
        what: &'static str,
    },
    /// Values of a single moment have no trend.
    #[error("all values lie at one moment: a trend needs two")]
    OneMoment,
    /// A logistic trend has nothing to grow into.
    #[error("logistic growth needs a cap above the floor at every time")]
    NoRoom,
    /// A changepoint of which the history says nothing.
    #[error("a changepoint lies outside the history")]
    ChangepointOutside,
    /// A prior that allows nothing.
    #[error("a prior scale must be a number above zero")]
    PriorScale,
    /// The caller cancelled the forecast.
    #[error("the forecast was cancelled")]
    Cancelled,
    /// The library that fits the model refused the series.
    #[error("the model cannot be fitted")]
    Fit(#[source] Box<dyn Error + Send + Sync>),
    /// The library that fits the model panicked.
    #[error("the model panicked")]
    Panicked,
    /// A model answered with the wrong number of values, or with one that is no number.
    #[error("the model answered with no usable forecast")]
    Unusable,
}

impl ForecastError {
    /// The error and its sources in one line, for the row of a candidate that failed.
    pub(crate) fn chain(&self) -> String {
        let mut text = self.to_string();
        let mut source = self.source();
        while let Some(cause) = source {
            text.push_str(": ");
            text.push_str(&cause.to_string());
            source = cause.source();
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_says_everything_once() {
        let inner = ForecastError::TooFewPoints { have: 3, need: 48 };
        let outer = ForecastError::Fit(Box::new(inner));
        assert_eq!(
            outer.chain(),
            "the model cannot be fitted: there are 3 points with a value, at least 48 are needed"
        );
    }
}
