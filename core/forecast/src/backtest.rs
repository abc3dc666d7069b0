//! [`Backtest`]: the scores of every candidate on the newest past, and the best of them.

mod blend;
mod contest;
mod entrants;
mod plan;
mod trial;

use crate::{Candidate, Level};

pub(crate) use blend::Blend;
pub(crate) use contest::{Contest, NewestWindow};
pub(crate) use entrants::Entrants;
pub(crate) use plan::{Plan, plan};
pub(crate) use trial::Trial;

/// The proof behind a forecast: every candidate, refitted at every origin, against the actual values.
#[derive(Clone, Debug, PartialEq)]
pub struct Backtest {
    /// Number of origins; zero if the history is too short.
    pub origins: usize,
    /// Steps forecast from each; a short history allows less than the horizon asked for.
    pub horizon_steps: usize,
    /// One row a candidate, the simplest first.
    pub rows: Vec<CandidateScore>,
    /// The row of the candidate that made the forecast.
    pub chosen: usize,
    /// The row of the baseline: the repetition, of the last value or of a season, with the smallest error.
    pub baseline: usize,
    /// One minus the chosen one's MAE by that of the best repetition; `None` without a backtest or where that made no error.
    pub skill: Option<f64>,
    /// Verdict that follows from the skill.
    pub verdict: Verdict,
}

/// Scores of one candidate, all over the points that were reported; `None` if it failed or was not tried.
#[derive(Clone, Debug, PartialEq)]
pub struct CandidateScore {
    /// The candidate this score belongs to.
    pub candidate: Candidate,
    /// The mean absolute error by the mean absolute seasonal difference of the training data; `None` also where these
    /// never change.
    pub mase: Option<f64>,
    /// The symmetric mean absolute percentage error, 0 to 200.
    pub smape: Option<f64>,
    /// The mean absolute error, in the unit of the series.
    pub mae: Option<f64>,
    /// Its share in the blend, 0 to 1; `None` where there is no blend.
    pub weight: Option<f64>,
    /// One entry a level, lowest first; of the chosen one and of the baseline.
    pub coverage: Vec<Coverage>,
    /// Error of its fit, at an origin or, if it has scores, on the whole history.
    pub failure: Option<String>,
}

/// Measured coverage: the share of actual values inside a band that was calibrated without them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coverage {
    /// The nominal level.
    pub level: Level,
    /// The share measured, 0 to 1.
    pub share: f64,
    /// Number of points measured.
    pub points: usize,
}

/// Verdict on a forecast, compared with the best repetition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Its error is smaller by more than chance differences.
    Better,
    /// Its error is not smaller by more than that.
    NoBetterThanRepetition,
    /// The history is too short to tell: no backtest, or one over a small part of the horizon in which nothing was better.
    NotEnoughHistory,
}
