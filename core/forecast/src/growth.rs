//! [`Growth`]: a percentage that a forecast is raised or lowered by, for what-if questions.

use std::fmt;
use std::str::FromStr;

use crate::ForecastError;

/// The largest, in percent: a thousand times as much.
const MOST_PERCENT: f64 = 100_000.0;

/// Growth on top of what the past says, in percent; none by default.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Growth {
    percent: f64,
}

impl Growth {
    /// So many percent more, or less where negative.
    ///
    /// # Errors
    /// Nothing would be left, or more than a thousand times as much.
    pub fn new(percent: f64) -> Result<Self, ForecastError> {
        match percent > -100.0 && percent <= MOST_PERCENT {
            true => Ok(Self { percent }),
            false => Err(ForecastError::NotGrowth(percent.to_string())),
        }
    }

    /// In percent, above -100.
    #[must_use]
    pub fn percent(self) -> f64 {
        self.percent
    }

    /// Returns true if nothing is added to what the past says.
    #[must_use]
    pub fn is_none(self) -> bool {
        self.percent == 0.0
    }

    /// Raises or lowers a value by the growth.
    pub(crate) fn of(self, value: f64) -> f64 {
        match self.is_none() {
            true => value,
            false => value * (1.0 + self.percent / 100.0),
        }
    }
}

impl fmt::Display for Growth {
    /// `20 % more`, `5 % less`, `as much`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.percent {
            percent if percent > 0.0 => write!(f, "{percent}% more"),
            percent if percent < 0.0 => write!(f, "{}% less", -percent),
            _ => f.write_str("as much"),
        }
    }
}

impl FromStr for Growth {
    type Err = ForecastError;

    /// A percentage with or without its sign: `20`, `+20 %`, `-5%`.
    fn from_str(text: &str) -> Result<Self, ForecastError> {
        let refusal = || ForecastError::NotGrowth(text.trim().chars().take(80).collect());
        let percent: f64 = text.trim().trim_end_matches('%').trim_end().parse().map_err(|_| refusal())?;
        Self::new(percent).map_err(|_| refusal())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_people_type_it() {
        let cases =
            [("20", "20% more"), ("+20 %", "20% more"), ("-5%", "5% less"), ("0", "as much"), ("2.5", "2.5% more")];
        for (text, shown) in cases {
            assert_eq!(text.parse::<Growth>().unwrap().to_string(), shown, "{text}");
        }
        assert_eq!(Growth::new(-50.0).unwrap().of(8.0), 4.0);
    }

    #[test]
    fn what_is_no_growth() {
        for text in ["", "more", "-100", "NaN", "inf", "100001", "20%%x", "1e300"] {
            assert!(text.parse::<Growth>().is_err(), "{text}");
        }
    }
}
