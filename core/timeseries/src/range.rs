//! A stretch of time, its start included and its end not.

use serde::{Deserialize, Serialize};

use crate::{Duration, Timestamp};

/// From `start` up to, but without, `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeRange {
    /// The first moment inside.
    pub start: Timestamp,
    /// The first moment after.
    pub end: Timestamp,
}

impl TimeRange {
    /// The range of `length` that ends at `end`.
    #[must_use]
    pub fn ending_at(end: Timestamp, length: Duration) -> Self {
        Self { start: end - length, end }
    }

    /// Length of the range.
    #[must_use]
    pub fn length(&self) -> Duration {
        self.end.since(self.start)
    }

    /// Returns true if `time` lies inside; the end is not included.
    #[must_use]
    pub fn contains(&self, time: Timestamp) -> bool {
        self.start <= time && time < self.end
    }
}

/// The last moment at or before `time` that is a whole number of `step`s since the epoch; `time` itself where the step is zero.
#[must_use]
pub fn aligned_down(time: Timestamp, step: Duration) -> Timestamp {
    if step.is_zero() {
        return time;
    }
    Timestamp::from_ms(time.ms() - time.ms().rem_euclid(step.ms_i64()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_open() {
        let range = TimeRange::ending_at(Timestamp::from_seconds(100), Duration::from_seconds(10));
        assert!(range.contains(Timestamp::from_seconds(90)));
        assert!(!range.contains(Timestamp::from_seconds(100)));
        assert_eq!(range.length(), Duration::from_seconds(10));
    }

    #[test]
    fn alignment_works_before_the_epoch_too() {
        let step = Duration::from_seconds(10);
        assert_eq!(aligned_down(Timestamp::from_seconds(19), step), Timestamp::from_seconds(10));
        assert_eq!(aligned_down(Timestamp::from_seconds(20), step), Timestamp::from_seconds(20));
        assert_eq!(aligned_down(Timestamp::from_seconds(-1), step), Timestamp::from_seconds(-10));
        assert_eq!(aligned_down(Timestamp::from_seconds(19), Duration::default()), Timestamp::from_seconds(19));
    }
}
