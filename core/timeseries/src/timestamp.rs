//! A moment in time, in milliseconds since the Unix epoch, as Prometheus counts it.

use std::fmt;
use std::ops::{Add, Sub};

use serde::{Deserialize, Serialize};

use crate::{CivilTime, Duration};

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

/// Error of a text that is not a moment in time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a time: give `now`, `now-7d`, `2026-11-20T12:00:00Z`, `2026-11-20 12:00` or Unix seconds")]
pub struct TimestampError(String);

/// Years 0001 to 9999: what people mean, and what never overflows when a duration is added.
const FIRST_MS: i64 = -62_135_596_800_000;
const LAST_MS: i64 = 253_402_300_799_999;
/// December 9999.
const LAST_MONTH: i64 = 9999 * 12 + 11;

impl Timestamp {
    /// A moment `ms` milliseconds after the epoch, kept within the years 0001 to 9999.
    #[must_use]
    pub fn from_ms(ms: i64) -> Self {
        Self(ms.clamp(FIRST_MS, LAST_MS))
    }

    /// A moment `seconds` after the epoch.
    #[must_use]
    pub fn from_seconds(seconds: i64) -> Self {
        Self::from_ms(seconds.saturating_mul(1000))
    }

    /// Milliseconds since the epoch.
    #[must_use]
    pub fn ms(self) -> i64 {
        self.0
    }

    /// Seconds since the epoch with milliseconds as their fraction, as the Prometheus API writes them.
    #[must_use]
    pub fn seconds(self) -> f64 {
        // Exact: the years 0001 to 9999 need 48 bits.
        self.0 as f64 / 1000.0
    }

    /// The moment taken apart in UTC.
    #[must_use]
    pub fn civil(self) -> CivilTime {
        CivilTime::from_unix_ms(self.0)
    }

    /// The moment so many months of the calendar later, on the month's last day where it has no such day.
    #[must_use]
    pub fn plus_months(self, months: u64) -> Self {
        let civil = self.civil();
        let number = civil.month_number().saturating_add_unsigned(months).min(LAST_MONTH);
        let CivilTime { year, month, day, .. } = CivilTime::of_month(number, civil.day);
        let later = CivilTime { year, month, day, ..civil };
        later.to_unix_ms().map_or(self, Self::from_ms)
    }

    /// Reads a date, or a date and a time, in UTC where no offset follows: `2026-11-20`, `2026-11-20 12:00`,
    /// `2026-11-20T12:00:00.250+02:00`, `2026-11-20 12:00:00+00`; `None` where it is none, or the day does not exist.
    #[must_use]
    pub fn parse_civil(text: &[u8]) -> Option<Self> {
        crate::civil_text::unix_ms(text).map(Self::from_ms)
    }

    /// Time from `earlier` to `self`, zero where `earlier` is later.
    #[must_use]
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_ms(u64::try_from(self.0 - earlier.0).unwrap_or(0))
    }

    /// Reads `now`, `now-7d`, `now+1h`, RFC 3339, a date, a date and a time (UTC), or Unix seconds.
    ///
    /// # Errors
    /// The text is none of these, or names a day that does not exist.
    pub fn parse(text: &str, now: Self) -> Result<Self, TimestampError> {
        let trimmed = text.trim();
        let parsed = match trimmed.strip_prefix("now") {
            Some(offset) => relative(offset, now),
            None => unix_seconds(trimmed).or_else(|| Self::parse_civil(trimmed.as_bytes())),
        };
        parsed.ok_or_else(|| TimestampError(trimmed.chars().take(80).collect()))
    }
}

fn relative(offset: &str, now: Timestamp) -> Option<Timestamp> {
    let offset = offset.trim();
    if offset.is_empty() {
        return Some(now);
    }
    let (sign, length) = offset.split_at_checked(1)?;
    let length: Duration = length.trim().parse().ok()?;
    match sign {
        "-" => Some(now - length),
        "+" => Some(now + length),
        _ => None,
    }
}

fn unix_seconds(text: &str) -> Option<Timestamp> {
    let seconds: f64 = text.parse().ok()?;
    let ms = seconds * 1000.0;
    (ms >= FIRST_MS as f64 && ms <= LAST_MS as f64).then(|| Timestamp::from_ms(ms.round() as i64))
}

impl fmt::Display for Timestamp {
    /// RFC 3339 in UTC, with milliseconds only where there are any.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let c = self.civil();
        write!(f, "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", c.year, c.month, c.day, c.hour, c.minute, c.second)?;
        if c.millisecond != 0 {
            write!(f, ".{:03}", c.millisecond)?;
        }
        f.write_str("Z")
    }
}

impl Add<Duration> for Timestamp {
    type Output = Self;
    fn add(self, length: Duration) -> Self {
        Self::from_ms(self.0.saturating_add_unsigned(length.ms()))
    }
}

impl Sub<Duration> for Timestamp {
    type Output = Self;
    fn sub(self, length: Duration) -> Self {
        Self::from_ms(self.0.saturating_sub_unsigned(length.ms()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_700_000_000_000);

    #[test]
    fn what_people_type() {
        let cases = [
            ("now", 1_700_000_000_000),
            (" now - 1h ", 1_699_996_400_000),
            ("now+1d", 1_700_086_400_000),
            ("1300000000", 1_300_000_000_000),
            ("1300000000.5", 1_300_000_000_500),
            ("2011-03-13", 1_299_974_400_000),
            ("2011-03-13 07:06", 1_299_999_960_000),
            ("2011-03-13T07:06:40Z", 1_300_000_000_000),
            ("2011-03-13T07:06:40.123456Z", 1_300_000_000_123),
            ("2011-03-13T09:06:40+02:00", 1_300_000_000_000),
            ("2011-03-13T02:06:40-05:00", 1_300_000_000_000),
        ];
        for (text, ms) in cases {
            assert_eq!(Timestamp::parse(text, NOW).map(Timestamp::ms), Ok(ms), "{text}");
        }
    }

    #[test]
    fn what_is_not_a_time() {
        let cases = [
            "",
            "later",
            "now-",
            "now*1d",
            "now-1",
            "2011-13-01",
            "2011-02-30",
            "2011-3-13",
            "2011-03-13T25:00",
            "2011-03-13T",
            "2011-03-13T07:06:40.Z",
            "2011-03-13X07:06",
            "2011-03-13 07:06:40:00",
            "1e99",
            "NaN",
            "+2011-03-13",
            "日本",
            "2011-03-1日",
        ];
        for text in cases {
            assert!(Timestamp::parse(text, NOW).is_err(), "{text}");
        }
    }

    #[test]
    fn shown_as_it_is_read() {
        for text in ["2011-03-13T07:06:40Z", "2011-03-13T07:06:40.120Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"]
        {
            assert_eq!(Timestamp::parse(text, NOW).map(|time| time.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn never_leaves_the_calendar() {
        assert_eq!(Timestamp::from_ms(i64::MAX) + Duration::from_ms(u64::MAX), Timestamp(LAST_MS));
        assert_eq!(Timestamp::from_ms(i64::MIN) - Duration::from_ms(u64::MAX), Timestamp(FIRST_MS));
    }
}
