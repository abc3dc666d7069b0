//! The first and the last sample of a window, and the growth between them.

use crate::signal::{Episodes, Signal};
use crate::tick::Tick;

/// A sample and its tick.
pub(super) type TickSample = (Tick, f64);

/// What extrapolation needs to know of the samples in a window, of which there are at least two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Edges {
    /// The first sample.
    pub(super) first: TickSample,
    /// The last sample.
    pub(super) last: TickSample,
    /// Steps from sample to sample.
    pub(super) intervals: f64,
    /// What was gained in between.
    pub(super) growth: f64,
}

impl Edges {
    /// From all samples; where `resets` count, each fall means that a counter went through zero.
    pub(super) fn of_samples(mut samples: impl Iterator<Item = TickSample>, resets: bool) -> Option<Self> {
        let first = samples.next()?;
        let none = Self { first, last: first, intervals: 0.0, growth: 0.0 };
        let edges = samples.fold(none, |edges, sample| {
            let gain = if resets { gained(edges.last.1, sample.1) } else { sample.1 - edges.last.1 };
            Self { last: sample, intervals: edges.intervals + 1.0, growth: edges.growth + gain, ..edges }
        });
        (edges.intervals > 0.0).then_some(edges)
    }

    /// The same of a counter without gaps that falls at its restarts only, from the samples beside them.
    pub(super) fn of_counter(counter: &dyn Signal, restarts: Episodes, first: Tick, last: Tick) -> Option<Self> {
        let sample = |tick| counter.at(tick).map(|value| (tick, value));
        let mut edges =
            Self { first: sample(first)?, last: sample(last)?, intervals: (last.0 - first.0) as f64, growth: 0.0 };
        let mut until = edges.last;
        loop {
            let restart = restarts.latest(until.0).start;
            if restart <= first {
                edges.growth += until.1 - edges.first.1;
                return (first < last).then_some(edges);
            }
            // From zero at the restart: all that was counted since then is gain.
            edges.growth += until.1;
            until = sample(restart.plus(-1))?;
        }
    }
}

/// What a counter gained from one sample to the next.
pub(super) fn gained(from: f64, to: f64) -> f64 {
    if to < from { to } else { to - from }
}
