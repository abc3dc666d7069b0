//! `rate`, `increase`, `irate` and `delta` as Prometheus computes them: resets added, then extrapolated to the window.
//!
//! The method is `extrapolatedRate` and `instantValue` of Prometheus' `promql/functions.go`.

mod edges;
mod extrapolate;

use promql::ast::MatrixSelector;
use service::SourceError;

use super::Evaluation;
use super::value::Row;
use super::window::{SlidingSamples, Window, Windows};
use crate::signal::{Episodes, Signal};
use crate::tick::Tick;
use edges::{Edges, TickSample, gained};

/// What of the growth is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Growth {
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
    pub(crate) fn of_signal(self, signal: &dyn Signal, windows: &mut dyn Iterator<Item = Window>) -> Vec<Option<f64>> {
        match signal.restarts().filter(|_| self != Self::Delta) {
            // The restarts are known, so what lies between them need not be looked at.
            Some(restarts) => windows.map(|window| of_counter(self, signal, restarts, window)).collect(),
            None => {
                let mut samples = SlidingSamples::new(signal);
                windows.map(|window| self.of_samples(window, samples.move_to(window))).collect()
            }
        }
    }

    /// The growth in a window with these samples.
    fn of_samples(self, window: Window, samples: impl Iterator<Item = TickSample>) -> Option<f64> {
        if self == Self::Irate {
            return between_last_two(samples);
        }
        self.of_edges(window, &Edges::of_samples(samples, self != Self::Delta)?)
    }

    /// The growth in a window whose samples have these edges.
    fn of_edges(self, window: Window, edges: &Edges) -> Option<f64> {
        let grown = extrapolate::to_window(edges, window, self != Self::Delta);
        let seconds = window.end.since(window.start).seconds();
        Some(if self == Self::Rate { grown / seconds } else { grown })
    }
}

impl Evaluation<'_> {
    /// The growth in each window of a range selector.
    pub(super) fn growth(&mut self, growth: Growth, matrix: &MatrixSelector) -> Result<Vec<Row>, SourceError> {
        let windows = self.windows(matrix)?;
        self.budget.spend(self.cost(growth, &windows))?;
        self.rows_of(&windows, |series, each| growth.of_signal(series.signal.as_ref(), each))
    }

    fn cost(&self, growth: Growth, windows: &Windows<'_>) -> u64 {
        let signals = || windows.selected.iter().map(|series| series.signal.restarts());
        if growth == Growth::Delta || signals().any(|restarts| restarts.is_none()) {
            return windows.cost_of_all_samples(self.grid);
        }
        let samples = |restarts: Episodes| 2 + restarts.at_most_within(windows.ticks());
        let in_one_window: u64 = signals().flatten().map(samples).sum();
        in_one_window.saturating_mul(self.grid.len as u64)
    }
}

/// The growth of a counter without gaps, from the window's edges and the restarts between them.
fn of_counter(growth: Growth, counter: &dyn Signal, restarts: Episodes, window: Window) -> Option<f64> {
    let (first, last) = (window.first(), window.last());
    if growth == Growth::Irate {
        let ticks = (first.max(last.plus(-1)).0..=last.0).map(Tick);
        return between_last_two(ticks.filter_map(|tick| counter.at(tick).map(|value| (tick, value))));
    }
    growth.of_edges(window, &Edges::of_counter(counter, restarts, first, last)?)
}

/// A counter's growth a second between the last two samples.
fn between_last_two(mut samples: impl Iterator<Item = TickSample>) -> Option<f64> {
    let first = samples.next()?;
    let (earlier, later) = samples.fold((first, first), |(_, later), sample| (later, sample));
    let seconds = later.0.time().since(earlier.0.time()).seconds();
    (seconds > 0.0).then(|| gained(earlier.1, later.1) / seconds)
}
