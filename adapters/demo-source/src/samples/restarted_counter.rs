//! A counter whose restarts are known: its growth in a window from a few samples, however long the window is.

use promql::evaluate::{Edges, KnownCounter, Window};
use timeseries::{Duration, Sample};

use super::{first_in, last_in, sample};
use crate::signal::{Episodes, Signal};
use crate::tick::{SCRAPE_INTERVAL, Tick};

/// A counter without gaps that falls at its restarts only.
#[derive(Debug)]
pub(super) struct RestartedCounter<'a> {
    pub(super) signal: &'a dyn Signal,
    pub(super) restarts: Episodes,
}

impl KnownCounter for RestartedCounter<'_> {
    fn edges(&self, window: Window) -> Option<Edges> {
        let (first, last) = (first_in(window), last_in(window));
        let (start, end) = (sample(self.signal, first)?, sample(self.signal, last)?);
        let mut edges = Edges { first: start, last: end, intervals: (last.0 - first.0) as f64, growth: 0.0 };
        let (mut until, mut value) = (last, end.value);
        loop {
            let restart = self.restarts.latest(until).start;
            if restart <= first {
                edges.growth += value - start.value;
                return (first < last).then_some(edges);
            }
            // From zero at the restart: all that was counted since then is gain.
            edges.growth += value;
            until = restart.plus(-1);
            value = self.signal.at(until)?;
        }
    }

    fn last_two(&self, window: Window) -> Vec<Sample> {
        let (first, last) = (first_in(window), last_in(window));
        let ticks = first.max(last.plus(-1)).0..=last.0;
        ticks.filter_map(|tick| sample(self.signal, Tick(tick))).collect()
    }

    fn most_read(&self, length: Duration) -> u64 {
        2 + self.restarts.at_most_within(length.steps_of(SCRAPE_INTERVAL).saturating_add(1))
    }
}
