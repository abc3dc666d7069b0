//! One question of the benchmark: a past, what came, and the limit that is asked about.

use timeseries::{Duration, Grid, GridSeries, Labels, Timestamp};

/// One question of the benchmark.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) kind: &'static str,
    pub(crate) set: Set,
    pub(crate) step_seconds: u64,
    pub(crate) past: Vec<f64>,
    pub(crate) came: Vec<f64>,
    /// The threshold; where there is none, the tails of the past are asked about.
    pub(crate) limit: Option<f64>,
    /// A ratio lies between 0 and 1, what else is given is never negative.
    pub(crate) most: Option<f64>,
}

/// The origin of a case: generated or real.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Set {
    Generated,
    Real,
}

impl Case {
    /// Splits `values` so that the last `horizon` of them are what came.
    pub(crate) fn split(kind: &'static str, set: Set, step_seconds: u64, mut past: Vec<f64>, horizon: usize) -> Self {
        let came = past.split_off(past.len().saturating_sub(horizon));
        Self { kind, set, step_seconds, past, came, limit: None, most: None }
    }

    pub(crate) fn with_limit(self, limit: f64) -> Self {
        Self { limit: Some(limit), ..self }
    }

    pub(crate) fn with_most(self, most: f64) -> Self {
        Self { most: Some(most), ..self }
    }

    /// Steps of the season that errors are scaled by: the day where the past holds two of them, else one step.
    pub(crate) fn season_steps(&self) -> usize {
        let day = (86_400 / self.step_seconds.max(1)) as usize;
        if day >= 2 && self.past.len() >= 2 * day { day } else { 1 }
    }

    pub(crate) fn series(&self) -> GridSeries {
        let step = Duration::from_seconds(self.step_seconds);
        // A Monday, at midnight.
        let grid = Grid { start: Timestamp::from_seconds(1_699_833_600), step, len: self.past.len() };
        GridSeries { labels: Labels::default(), grid, values: self.past.clone() }
    }
}
