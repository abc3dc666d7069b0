//! A length of time in Prometheus' grammar: `1d12h`, `5m`, `250ms`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A length of time in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Duration(u64);

/// Error of a text that is not a length of time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a duration: give numbers with units, longest first, such as `30s`, `5m`, `1h30m`, `7d`, `2w`")]
pub struct DurationError(String);

/// Units from the longest to the shortest, as they must follow one another; a year is 365 days, as in Prometheus.
const UNITS: [(&str, u64); 7] = [
    ("y", 31_536_000_000),
    ("w", 604_800_000),
    ("d", 86_400_000),
    ("h", 3_600_000),
    ("m", 60_000),
    ("s", 1000),
    ("ms", 1),
];

impl Duration {
    /// One second.
    pub const SECOND: Self = Self(1000);
    /// One minute.
    pub const MINUTE: Self = Self(60_000);
    /// One hour.
    pub const HOUR: Self = Self(3_600_000);
    /// One day of 24 hours.
    pub const DAY: Self = Self(86_400_000);
    /// One week of seven days.
    pub const WEEK: Self = Self(604_800_000);

    /// The mean month of the Gregorian calendar, 30.436875 days. As the step of a [`crate::Grid`] it stands for a month of the
    /// calendar, whatever its length, and so do its multiples.
    pub const MONTH: Self = Self(2_629_746_000);
    /// Twelve mean months.
    pub const YEAR: Self = Self::MONTH.times(12);

    /// A length of `ms` milliseconds.
    #[must_use]
    pub const fn from_ms(ms: u64) -> Self {
        Self(ms)
    }

    /// A length of `seconds` seconds.
    #[must_use]
    pub const fn from_seconds(seconds: u64) -> Self {
        Self(seconds.saturating_mul(1000))
    }

    /// Milliseconds.
    #[must_use]
    pub const fn ms(self) -> u64 {
        self.0
    }

    /// Milliseconds as a signed number, saturating.
    #[must_use]
    pub fn ms_i64(self) -> i64 {
        i64::try_from(self.0).unwrap_or(i64::MAX)
    }

    /// Seconds with milliseconds as their fraction.
    #[must_use]
    pub fn seconds(self) -> f64 {
        self.0 as f64 / 1000.0
    }

    /// Returns true if the length is zero.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Returns the number of mean months, if that is a whole number above zero; `None` otherwise.
    #[must_use]
    pub const fn whole_months(self) -> Option<u64> {
        match self.0 {
            ms if ms >= Self::MONTH.0 && ms % Self::MONTH.0 == 0 => Some(ms / Self::MONTH.0),
            _ => None,
        }
    }

    /// This length `factor` times, saturating.
    #[must_use]
    pub const fn times(self, factor: u64) -> Self {
        Self(self.0.saturating_mul(factor))
    }

    /// Returns the number of whole `step`s that fit, zero if `step` is zero.
    #[must_use]
    pub const fn steps_of(self, step: Self) -> u64 {
        match self.0.checked_div(step.0) {
            Some(steps) => steps,
            None => 0,
        }
    }
}

impl From<Duration> for std::time::Duration {
    fn from(length: Duration) -> Self {
        Self::from_millis(length.0)
    }
}

impl FromStr for Duration {
    type Err = DurationError;

    fn from_str(text: &str) -> Result<Self, DurationError> {
        parse(text.trim()).map(Self).ok_or_else(|| DurationError(text.trim().chars().take(80).collect()))
    }
}

fn parse(text: &str) -> Option<u64> {
    if text == "0" {
        return Some(0);
    }
    let mut rest = text;
    let mut total = 0_u64;
    let mut units = UNITS.iter();
    while !rest.is_empty() {
        let number_end = rest.find(|c: char| !c.is_ascii_digit())?;
        let number: u64 = rest[..number_end].parse().ok()?;
        let after = &rest[number_end..];
        let unit_end = after.find(|c: char| c.is_ascii_digit()).unwrap_or(after.len());
        let (_, unit_ms) = units.find(|(name, _)| *name == &after[..unit_end])?;
        total = total.checked_add(number.checked_mul(*unit_ms)?)?;
        rest = &after[unit_end..];
    }
    (!text.is_empty()).then_some(total)
}

impl fmt::Display for Duration {
    /// Prometheus' own form, weeks only where they are whole: `1w`, `1d12h`, `0s`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0 {
            return f.write_str("0s");
        }
        let mut rest = self.0;
        for (name, unit_ms) in UNITS {
            let whole_only = matches!(name, "y" | "w") && !rest.is_multiple_of(unit_ms);
            if rest >= unit_ms && !whole_only {
                write!(f, "{}{name}", rest / unit_ms)?;
                rest %= unit_ms;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_prometheus_reads() {
        let cases = [
            ("0", 0),
            ("0s", 0),
            ("5m", 300_000),
            ("1d12h", 129_600_000),
            ("1h30m5s250ms", 5_405_250),
            ("1y", 31_536_000_000),
            ("2w", 1_209_600_000),
            (" 10ms ", 10),
        ];
        for (text, ms) in cases {
            assert_eq!(text.parse(), Ok(Duration(ms)), "{text}");
        }
    }

    #[test]
    fn what_prometheus_refuses() {
        for text in [
            "",
            "m",
            "5",
            "1.5h",
            "-1h",
            "5m1h",
            "1h1h",
            "1 h",
            "1hour",
            "1H",
            "99999999999999999999s",
            "999999999999y",
            "5µs",
            "日",
        ] {
            assert!(text.parse::<Duration>().is_err(), "{text}");
        }
    }

    #[test]
    fn steps() {
        assert_eq!(Duration::DAY.steps_of(Duration::HOUR), 24);
        assert_eq!(Duration::DAY.steps_of(Duration::default()), 0);
    }

    proptest! {
        #[test]
        fn there_and_back(ms in 0_u64..4_000_000_000_000) {
            prop_assert_eq!(Duration(ms).to_string().parse(), Ok(Duration(ms)));
        }
    }
}
