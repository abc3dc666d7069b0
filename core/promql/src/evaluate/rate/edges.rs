//! The first and the last sample of a window, and the growth between them.

use timeseries::Sample;

/// Samples of a window as extrapolation needs them; there are at least two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edges {
    /// The first sample.
    pub first: Sample,
    /// The last sample.
    pub last: Sample,
    /// Steps from sample to sample.
    pub intervals: f64,
    /// Growth in between; negative if the value fell.
    pub growth: f64,
}

impl Edges {
    /// From all samples; where `resets` count, each fall means that a counter went through zero.
    #[must_use]
    pub fn of_samples(samples: &[Sample], resets: bool) -> Option<Self> {
        let (first, rest) = samples.split_first()?;
        let none = Self { first: *first, last: *first, intervals: 0.0, growth: 0.0 };
        let edges = rest.iter().fold(none, |edges, sample| {
            let (from, to) = (edges.last.value, sample.value);
            let gain = if resets { gained(from, to) } else { to - from };
            Self { last: *sample, intervals: edges.intervals + 1.0, growth: edges.growth + gain, ..edges }
        });
        (edges.intervals > 0.0).then_some(edges)
    }
}

/// Returns the increase of a counter from one sample to the next.
pub(super) fn gained(from: f64, to: f64) -> f64 {
    if to < from { to } else { to - from }
}
