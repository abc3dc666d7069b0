//! `Tick`: the times of the samples, every 15 seconds since the epoch.

use timeseries::{Duration, Timestamp, aligned_down};

/// From one sample to the next.
pub(crate) const SCRAPE_INTERVAL: Duration = Duration::from_seconds(15);

/// Ticks in a minute.
pub(crate) const MINUTE: i64 = 4;
/// Ticks in an hour.
pub(crate) const HOUR: i64 = 60 * MINUTE;
/// Ticks in a day.
pub(crate) const DAY: i64 = 24 * HOUR;

/// A moment with a sample, in scrape intervals since the epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Tick(pub(crate) i64);

impl Tick {
    /// The last tick at or before `time`.
    pub(crate) fn at_or_before(time: Timestamp) -> Self {
        Self(time.ms().div_euclid(SCRAPE_INTERVAL.ms_i64()))
    }

    /// The first tick after `time`.
    pub(crate) fn after(time: Timestamp) -> Self {
        Self::at_or_before(time).plus(1)
    }

    /// The tick `ticks` later.
    pub(crate) fn plus(self, ticks: i64) -> Self {
        Self(self.0 + ticks)
    }

    /// Its moment.
    pub(crate) fn time(self) -> Timestamp {
        Timestamp::from_ms(self.0.saturating_mul(SCRAPE_INTERVAL.ms_i64()))
    }

    /// Seconds since the epoch.
    pub(crate) fn seconds(self) -> f64 {
        self.0 as f64 * SCRAPE_INTERVAL.seconds()
    }
}

/// `time`, or the tick before it.
pub(crate) fn aligned(time: Timestamp) -> Timestamp {
    aligned_down(time, SCRAPE_INTERVAL)
}
