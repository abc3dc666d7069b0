//! A calendar day in UTC: what an archive is filed by.

use std::fmt;
use std::str::FromStr;

use crate::{CivilTime, Duration, TimeRange, Timestamp};

/// A day in UTC, from year 0001 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Timestamp);

/// Error of a text that is not a day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a day: give a date that exists, such as 2026-11-20")]
pub struct DayError(String);

impl Day {
    /// The day that `time` lies in.
    #[must_use]
    pub fn of(time: Timestamp) -> Self {
        Self(crate::aligned_down(time, Duration::DAY))
    }

    /// Its first moment.
    #[must_use]
    pub fn start(self) -> Timestamp {
        self.0
    }

    /// From its first moment up to, but without, the first of the next day.
    #[must_use]
    pub fn range(self) -> TimeRange {
        TimeRange { start: self.0, end: self.0 + Duration::DAY }
    }

    /// The day `days` later, or earlier where negative.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self::of(Timestamp::from_ms(self.0.ms().saturating_add(days.saturating_mul(Duration::DAY.ms_i64()))))
    }

    /// Returns the number of days since `earlier`; negative if it is before.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i64 {
        (self.0.ms() - earlier.0.ms()) / Duration::DAY.ms_i64()
    }

    /// Every day from this one to `last`, both included; none where `last` is before.
    pub fn through(self, last: Self) -> impl DoubleEndedIterator<Item = Self> {
        (0..=last.days_since(self)).map(move |days| self.plus_days(days))
    }

    /// Year, month from 1, and day of the month from 1.
    #[must_use]
    pub fn ymd(self) -> (i64, u8, u8) {
        let civil = self.0.civil();
        (civil.year, civil.month, civil.day)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Day {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Self, DayError> {
        parse(text.trim()).ok_or_else(|| DayError(text.trim().chars().take(80).collect()))
    }
}

fn parse(text: &str) -> Option<Day> {
    let mut parts = text.split('-');
    let mut digits = |width: usize| {
        let part = parts.next()?;
        (part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit())).then_some(part)
    };
    let (year, month, day) = (digits(4)?, digits(2)?, digits(2)?);
    let civil = CivilTime {
        year: year.parse().ok().filter(|year| *year > 0)?,
        month: month.parse().ok()?,
        day: day.parse().ok()?,
        hour: 0,
        minute: 0,
        second: 0,
        millisecond: 0,
    };
    parts.next().is_none().then(|| civil.to_unix_ms())?.map(|ms| Day(Timestamp::from_ms(ms)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn there_and_back() {
        for text in ["2026-11-20", "0001-01-01", "9999-12-31", "2024-02-29", "1969-12-31"] {
            assert_eq!(day(text).to_string(), text);
        }
        assert_eq!(day(" 2026-11-20 "), day("2026-11-20"));
    }

    #[test]
    fn what_is_not_a_day() {
        for text in [
            "",
            "2026-2-3",
            "2026-02-30",
            "20261120",
            "2026-11-20T00:00",
            "0000-01-01",
            "-001-01-01",
            "２０２６-11-20",
            "2026-11-20-1",
        ] {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_moment_lies_in_its_day() {
        let last = day("2026-11-20").range().end.ms() - 1;
        assert_eq!(Day::of(Timestamp::from_ms(last)), day("2026-11-20"));
        assert_eq!(Day::of(Timestamp::from_ms(-1)), day("1969-12-31"));
    }

    #[test]
    fn days_are_counted_over_months() {
        let days: Vec<String> = day("2024-02-28").through(day("2024-03-01")).map(|day| day.to_string()).collect();
        assert_eq!(days, ["2024-02-28", "2024-02-29", "2024-03-01"]);
        assert_eq!(day("2024-03-01").days_since(day("2024-02-28")), 2);
        assert_eq!(day("2024-03-01").through(day("2024-02-28")).count(), 0);
    }
}
