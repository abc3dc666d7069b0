//! Things that happen again and again, each at a moment of its own: restarts, gaps, bursts, shifts of a level.

use super::Noise;
use crate::tick::Tick;

/// One episode in every stretch of `every` ticks, within its first `spread` ticks at a place that a hash chooses.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Episodes {
    noise: Noise,
    every: i64,
    spread: i64,
    shift: i64,
}

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Episode {
    /// Number of the episode, counted from an arbitrary origin.
    pub(crate) index: i64,
    /// First tick of the episode.
    pub(crate) start: Tick,
}

impl Episodes {
    /// Episodes of that name; `spread` of at most one tick makes them regular.
    pub(crate) fn new(name: &str, every: i64, spread: i64) -> Self {
        Self { noise: Noise::of(name), every, spread, shift: 0 }
    }

    /// The same, `ticks` later.
    pub(crate) fn shifted(self, ticks: i64) -> Self {
        Self { shift: self.shift + ticks, ..self }
    }

    /// The latest one that began at or before `tick`.
    pub(crate) fn latest(&self, tick: Tick) -> Episode {
        let index = (tick.0 - self.shift).div_euclid(self.every);
        let this = self.episode(index);
        if this.start <= tick { this } else { self.episode(index - 1) }
    }

    /// Number of ticks since the latest one began.
    pub(crate) fn age(&self, tick: Tick) -> i64 {
        tick.0 - self.latest(tick).start.0
    }

    /// At most how many begin within `ticks`.
    pub(crate) fn at_most_within(&self, ticks: u64) -> u64 {
        ticks / self.every.unsigned_abs().max(1) + 2
    }

    fn episode(&self, index: i64) -> Episode {
        let place = (self.noise.uniform(index) * self.spread as f64) as i64;
        Episode { index, start: Tick(index * self.every + self.shift + place) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_latest_is_the_latest(tick in -1_000_000_i64..1_000_000, every in 1_i64..5000, shift in -9000_i64..9000) {
            let episodes = Episodes::new("x", every, every).shifted(shift);
            let latest = episodes.latest(Tick(tick));
            let next = episodes.episode(latest.index + 1);
            prop_assert!(latest.start <= Tick(tick) && Tick(tick) < next.start);
            prop_assert_eq!(episodes.latest(latest.start), latest);
        }
    }

    #[test]
    fn places_differ_unless_there_is_no_spread() {
        let starts = |spread| (0..50).map(move |index| Episodes::new("x", 100, spread).episode(index).start.0 % 100);
        assert!(starts(1).all(|place| place == 0));
        assert!(starts(100).collect::<std::collections::BTreeSet<_>>().len() > 20);
    }
}
