//! A question with what a look at its data showed.

use api::{ForecastParams, Param, StartingPoint};
use promql::RangeAnswer;
use timeseries::{Grid, GridSeries};

use super::proposals::Proposal;

/// The question and its liveliest series; no look where the source did not answer.
#[derive(Debug)]
pub(super) struct Probed {
    proposal: Proposal,
    look: Option<Look>,
}

#[derive(Debug)]
struct Look {
    has_data: bool,
    changes: bool,
    values: Vec<f64>,
}

impl Probed {
    /// One that nobody looked at.
    pub(super) fn unseen(proposal: Proposal) -> Self {
        Self { proposal, look: None }
    }

    /// One with what it gave.
    pub(super) fn seen(proposal: Proposal, answer: &RangeAnswer, grid: Grid) -> Self {
        let series = answer.series.iter().map(|series| GridSeries::from_series(series, grid));
        let liveliest =
            series.filter(|series| series.last().is_some()).reduce(|best, one| match spread(&one) > spread(&best) {
                true => one,
                false => best,
            });
        let look = match liveliest {
            None => Look { has_data: false, changes: false, values: Vec::new() },
            // Of one value nobody can say whether it changes.
            Some(series) => Look {
                has_data: true,
                changes: spread(&series) > 0.0 || series.present().count() < 3,
                values: series.values,
            },
        };
        Self { proposal, look: Some(look) }
    }

    /// Returns true if the probe gave a value.
    pub(super) fn has_data(&self) -> bool {
        self.look.as_ref().is_some_and(|look| look.has_data)
    }

    /// Returns true unless the probe found the values constant.
    pub(super) fn may_change(&self) -> bool {
        self.look.as_ref().is_none_or(|look| look.changes)
    }

    /// As it is offered.
    pub(super) fn into_point(self, params: ForecastParams) -> StartingPoint {
        let Proposal { question, expr, threshold, range, horizon, .. } = self.proposal;
        let values = self.look.map(|look| look.values).unwrap_or_default();
        let mut params = params.with(Param::Expr, &expr).with(Param::Threshold, threshold);
        for (param, text) in [(Param::Range, range), (Param::Horizon, horizon)] {
            if !text.is_empty() {
                params = params.with(param, text);
            }
        }
        StartingPoint { question, params, values }
    }
}

/// Relative to its size, so that a million that wobbles does not hide a share that falls.
fn spread(series: &GridSeries) -> f64 {
    let bounds = series.present().fold(None, |bounds: Option<(f64, f64)>, (_, value)| {
        Some(bounds.map_or((value, value), |(low, high)| (low.min(value), high.max(value))))
    });
    let Some((low, high)) = bounds else { return -1.0 };
    let size = low.abs().max(high.abs());
    if size > 0.0 { (high - low) / size } else { 0.0 }
}
