//! `rate`, `increase`, `irate` and `delta` as Prometheus computes them: resets added, then extrapolated to the window.
//!
//! The method is `extrapolatedRate` and `instantValue` of Prometheus' `promql/functions.go`.

mod edges;
mod extrapolate;

use timeseries::Sample;

use super::samples::{KnownCounter, SeriesSamples};
use super::value::Row;
use super::window::{Window, Windows};
use super::{EvaluateError, Evaluation};
use crate::ast::MatrixSelector;
pub use edges::Edges;
use edges::gained;

/// Form of the growth that a function returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Growth {
    /// A counter's, a second, over the window.
    Rate,
    /// A counter's, over the window.
    Increase,
    /// A counter's, a second, between the window's last two samples.
    Irate,
    /// A gauge's, over the window; what falls is no reset.
    Delta,
}

impl Growth {
    /// The function of that name.
    pub(super) fn named(function: &str) -> Option<Self> {
        match function {
            "rate" => Some(Self::Rate),
            "increase" => Some(Self::Increase),
            "irate" => Some(Self::Irate),
            "delta" => Some(Self::Delta),
            _ => None,
        }
    }

    /// The growth in each of some windows, in order.
    fn of_series(self, series: &dyn SeriesSamples, windows: &mut dyn Iterator<Item = Window>) -> Vec<Option<f64>> {
        match series.counter().filter(|_| self != Self::Delta) {
            // The restarts are known, so what lies between them need not be looked at.
            Some(counter) => windows.map(|window| self.of_counter(counter.as_ref(), window)).collect(),
            None => {
                let mut points = Vec::new();
                series.each_window(windows, &mut |window, samples| points.push(self.of_samples(window, samples)));
                points
            }
        }
    }

    fn of_counter(self, counter: &dyn KnownCounter, window: Window) -> Option<f64> {
        match self {
            Self::Irate => between_last_two(&counter.last_two(window)),
            _ => Some(self.of_edges(window, &counter.edges(window)?)),
        }
    }

    /// The growth in a window with these samples.
    fn of_samples(self, window: Window, samples: &[Sample]) -> Option<f64> {
        match self {
            Self::Irate => between_last_two(samples),
            _ => Some(self.of_edges(window, &Edges::of_samples(samples, self != Self::Delta)?)),
        }
    }

    /// The growth in a window whose samples have these edges.
    fn of_edges(self, window: Window, edges: &Edges) -> f64 {
        let grown = extrapolate::to_window(edges, window, self != Self::Delta);
        let seconds = window.end.since(window.start).seconds();
        if self == Self::Rate { grown / seconds } else { grown }
    }
}

impl Evaluation<'_> {
    /// The growth in each window of a range selector.
    pub(super) fn growth(&mut self, growth: Growth, matrix: &MatrixSelector) -> Result<Vec<Row>, EvaluateError> {
        let windows = self.windows(matrix)?;
        self.budget.spend(self.cost(growth, &windows))?;
        self.rows_of(&windows, |series, each| growth.of_series(series, each))
    }

    fn cost(&self, growth: Growth, windows: &Windows<'_>) -> u64 {
        let counters: Option<Vec<_>> = windows.selected.iter().map(|series| series.counter()).collect();
        match counters.filter(|_| growth != Growth::Delta) {
            None => windows.cost_of_all_samples(self.grid),
            Some(counters) => {
                let read = counters.iter().map(|counter| counter.most_read(windows.length));
                read.fold(0, u64::saturating_add).saturating_mul(self.grid.len as u64)
            }
        }
    }
}

/// A counter's growth a second between the last two samples.
fn between_last_two(samples: &[Sample]) -> Option<f64> {
    let [.., earlier, later] = samples else { return None };
    let seconds = later.time.since(earlier.time).seconds();
    (seconds > 0.0).then(|| gained(earlier.value, later.value) / seconds)
}
