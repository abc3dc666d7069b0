//! What every candidate would have said about the newest past, and who said it best.

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

/// The proof behind a forecast: every candidate, refitted at every origin, against what came.
#[derive(Clone, Debug, PartialEq)]
pub struct Backtest {
    /// How many origins; none where the history is too short.
    pub origins: usize,
    /// Steps forecast from each; a short history allows less than the horizon asked for.
    pub horizon_steps: usize,
    /// One row a candidate, the simplest first.
    pub rows: Vec<CandidateScore>,
    /// The row of the candidate that made the forecast.
    pub chosen: usize,
    /// The row everybody is compared with: the repetition, of the last value or of a season, that missed by least.
    pub baseline: usize,
    /// One minus the chosen one's MAE by that of the best repetition; `None` without a backtest or where that made no error.
    pub skill: Option<f64>,
    /// What the skill means.
    pub verdict: Verdict,
}

/// How one candidate did. All scores are over the points that were reported; `None` where it failed or was not tried.
#[derive(Clone, Debug, PartialEq)]
pub struct CandidateScore {
    /// Who.
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
    /// Why it could not be fitted, at an origin or, where it has scores, on the whole history.
    pub failure: Option<String>,
}

/// How much of what came fell into a band that was calibrated without it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coverage {
    /// The level promised.
    pub level: Level,
    /// The share measured, 0 to 1.
    pub share: f64,
    /// Over how many points.
    pub points: usize,
}

/// Whether the forecast is worth more than the best repetition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Its error is smaller by more than chance differences.
    Better,
    /// It is not.
    NoBetterThanRepetition,
    /// The history is too short to tell: no backtest, or one over a small part of the horizon in which nothing was better.
    NotEnoughHistory,
}
