//! `Signal` and its building blocks: noise, seasons, episodes, and `LoadCounter`, which all counters are.

mod counter;
mod episodes;
mod noise;
mod season;

pub(crate) use counter::LoadCounter;
pub(crate) use episodes::Episodes;
pub(crate) use noise::Noise;
pub(crate) use season::{SHOP, Season};

use crate::tick::Tick;

/// The values of one series, a pure function of time.
pub(crate) trait Signal: Send + Sync + std::fmt::Debug {
    /// The value at a tick; `None` in a gap.
    fn at(&self, tick: Tick) -> Option<f64>;

    /// For a counter without gaps: the moments at which it starts anew from zero. Between two of them it never falls.
    fn restarts(&self) -> Option<Episodes> {
        None
    }
}
