//! From one point of a series to the next: a length of time, or months of the calendar.

use std::fmt;
use std::str::FromStr;

use crate::Duration;

/// A length of time, or a number of months of the calendar, which have no one length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Always as long.
    Fixed(Duration),
    /// So many months, at least one.
    Months(u64),
}

/// Error of a text that is no step.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a duration: give numbers with units, such as `30s`, `5m`, `1h30m`, `7d`, `2w`, or months, quarters and years of the calendar as `1mo`, `3mo`, `1y`"
)]
pub struct StepError(String);

/// Horizons within this share of a step below a whole number of months are that number: February is a month too.
const SHORT_MONTHS: f64 = 0.1;

impl Step {
    /// The step of a [`crate::Grid`]: months where it is a whole number of mean ones.
    #[must_use]
    pub fn of_grid(step: Duration) -> Self {
        step.whole_months().map_or(Self::Fixed(step), Self::Months)
    }

    /// Length of the step in a [`crate::Grid`]: a month is a mean one there.
    #[must_use]
    pub fn in_grid(self) -> Duration {
        match self {
            Self::Fixed(length) => length,
            Self::Months(months) => Duration::MONTH.times(months),
        }
    }

    /// Returns the number of whole `step`s that fit; a length just short of a whole number of months counts as that number.
    #[must_use]
    pub fn steps_of(self, step: Self) -> u64 {
        match (self, step) {
            (Self::Fixed(length), Self::Months(_)) => {
                let steps = length.ms() as f64 / step.in_grid().ms() as f64;
                (steps + SHORT_MONTHS) as u64
            }
            _ => self.in_grid().steps_of(step.in_grid()),
        }
    }
}

impl FromStr for Step {
    type Err = StepError;

    /// Reads a duration in Prometheus' grammar, or whole months (`1mo`) or years (`1y`) of the calendar.
    fn from_str(text: &str) -> Result<Self, StepError> {
        let text = text.trim();
        let months_of = |unit: &str, months: u64| {
            let number = text.strip_suffix(unit)?.parse::<u64>().ok()?;
            number.checked_mul(months).filter(|months| (1..=120_000).contains(months))
        };
        match months_of("mo", 1).or_else(|| months_of("y", 12)) {
            Some(months) => Ok(Self::Months(months)),
            None => text.parse().map(Self::Fixed).map_err(|_| StepError(text.chars().take(80).collect())),
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed(length) => length.fmt(f),
            Self::Months(months) if months.is_multiple_of(12) => write!(f, "{}y", months / 12),
            Self::Months(months) => write!(f, "{months}mo"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_beside_durations() {
        for (text, step) in [
            ("1mo", Step::Months(1)),
            ("3mo", Step::Months(3)),
            ("1y", Step::Months(12)),
            ("5m", Step::Fixed(Duration::MINUTE.times(5))),
            ("1w", Step::Fixed(Duration::WEEK)),
        ] {
            assert_eq!(text.parse(), Ok(step), "{text}");
            assert_eq!(step.to_string(), text);
            assert_eq!(Step::of_grid(step.in_grid()), step);
        }
        for text in ["", "mo", "0mo", "1M", "1mo2d", "-1mo", "1.5mo", "1 month"] {
            assert!(text.parse::<Step>().is_err(), "{text}");
        }
    }

    #[test]
    fn horizons_in_months() {
        let steps =
            |horizon: &str, step: &str| horizon.parse::<Step>().unwrap().steps_of(step.parse::<Step>().unwrap());
        assert_eq!([steps("1y", "1mo"), steps("1y", "3mo"), steps("6mo", "1y"), steps("1y", "1d")], [12, 4, 0, 365]);
        assert_eq!([steps("365d", "1mo"), steps("28d", "1mo"), steps("1d", "1mo"), steps("90d", "3mo")], [12, 1, 0, 1]);
        assert_eq!([steps("1d", "1h"), steps("1d", "1w")], [24, 0]);
    }
}
