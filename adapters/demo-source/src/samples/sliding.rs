//! The samples of a window that only moves on, each computed once.

use promql::evaluate::Window;
use timeseries::Sample;

use super::{first_in, last_in, sample};
use crate::signal::Signal;
use crate::tick::Tick;

/// The samples of one series in a window that only moves on.
#[derive(Debug)]
pub(super) struct SlidingSamples<'a> {
    signal: &'a dyn Signal,
    samples: Vec<Sample>,
    /// Number of leading `samples` that the window has passed.
    passed: usize,
    /// The first tick that was not computed yet.
    next: Tick,
}

impl<'a> SlidingSamples<'a> {
    /// Before the first window.
    pub(super) fn new(signal: &'a dyn Signal) -> Self {
        Self { signal, samples: Vec::new(), passed: 0, next: Tick(i64::MIN) }
    }

    /// Moves on to a window that neither starts nor ends before the last one; the samples in it.
    pub(super) fn move_to(&mut self, window: Window) -> &[Sample] {
        self.passed += self.samples[self.passed..].partition_point(|sample| sample.time <= window.start);
        if self.passed > self.samples.len() / 2 {
            self.samples.drain(..self.passed);
            self.passed = 0;
        }
        let first = self.next.max(first_in(window));
        self.next = self.next.max(last_in(window).plus(1));
        self.samples.extend((first.0..self.next.0).filter_map(|tick| sample(self.signal, Tick(tick))));
        &self.samples[self.passed..]
    }
}
