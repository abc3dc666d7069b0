//! Horizon: a duration, or a bare number of steps.

use std::fmt;

use api::{ForecastParams, Param};
use timeseries::Duration;

use super::{Known, MAX_HORIZON_STEPS, is_chosen, positive, wrong};
use crate::Error;

/// A horizon as it was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ahead {
    /// So much time.
    Length(Duration),
    /// So many steps, whatever their length.
    Steps(u64),
}

impl Ahead {
    /// The horizon that was typed: `48` or `2d`.
    pub(crate) fn parse(params: &ForecastParams) -> Result<Self, Error> {
        match params.or_default(Param::Horizon).parse() {
            Ok(steps) => Ok(Self::Steps(steps)),
            Err(_) => positive(params, Param::Horizon).map(Self::Length),
        }
    }

    /// This horizon where it was chosen, else what suits the data.
    pub(super) fn or_known(self, params: &ForecastParams, known: &Known) -> Self {
        match self {
            Self::Length(usual) if !is_chosen(params, Param::Horizon) => Self::Length(known.horizon(usual)),
            chosen => chosen,
        }
    }

    /// One step at least, where the step was not chosen.
    pub(super) fn at_least(self, step: Duration) -> Self {
        match self {
            Self::Length(length) => Self::Length(length.max(step)),
            steps => steps,
        }
    }

    /// Its length, where that does not depend on the step.
    pub(super) fn length(self) -> Option<Duration> {
        match self {
            Self::Length(length) => Some(length),
            Self::Steps(_) => None,
        }
    }

    /// Converts the horizon to a number of steps of `step`, from 1 to 5,000.
    pub(crate) fn steps_of(self, step: Duration) -> Result<usize, Error> {
        let steps = match self {
            Self::Length(length) => length.steps_of(step),
            Self::Steps(steps) => steps,
        };
        if steps < 1 {
            let why = format!("a horizon of {self} is shorter than one step of {step}");
            return Err(wrong(Param::Horizon, why, "Give a longer horizon or a shorter step"));
        }
        match usize::try_from(steps) {
            Ok(count) if steps <= MAX_HORIZON_STEPS => Ok(count),
            _ => {
                let why = format!("a horizon of {self} is {steps} steps of {step}, more than {MAX_HORIZON_STEPS}");
                Err(wrong(Param::Horizon, why, "Give a shorter horizon or a longer step"))
            }
        }
    }
}

impl fmt::Display for Ahead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length(length) => length.fmt(f),
            Self::Steps(steps) => f.write_str(&timeseries::text::counted(*steps, "step")),
        }
    }
}
