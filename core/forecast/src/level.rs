//! The level of a band: the percentage of future values it promises to hold.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use crate::ForecastError;

/// A percentage strictly between 0 and 100.
#[derive(Clone, Copy, Debug)]
pub struct Level(f64);

impl Level {
    /// A level of `percent` percent.
    ///
    /// # Errors
    /// `percent` is not strictly between 0 and 100.
    pub fn new(percent: f64) -> Result<Self, ForecastError> {
        match percent > 0.0 && percent < 100.0 {
            true => Ok(Self(percent)),
            false => Err(ForecastError::NotALevel(percent.to_string())),
        }
    }

    /// The percentage, above 0 and below 100.
    #[must_use]
    pub fn percent(self) -> f64 {
        self.0
    }

    /// The share of one, above 0 and below 1.
    #[must_use]
    pub fn share(self) -> f64 {
        self.0 / 100.0
    }
}

impl PartialEq for Level {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Level {}

impl PartialOrd for Level {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Level {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl fmt::Display for Level {
    /// The percentage without a sign, `80` or `97.5`, as it stands in a label.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Level {
    type Err = ForecastError;

    fn from_str(text: &str) -> Result<Self, ForecastError> {
        let refusal = || ForecastError::NotALevel(text.trim().chars().take(80).collect());
        let percent: f64 = text.trim().parse().map_err(|_| refusal())?;
        Self::new(percent).map_err(|_| refusal())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shown_as_it_is_read() {
        for text in ["80", "97.5", "0.1", "99.99"] {
            assert_eq!(text.parse::<Level>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_level() {
        for text in ["", "0", "100", "-1", "NaN", "inf", "80%", "eighty", "1e3", "-0"] {
            assert!(text.parse::<Level>().is_err(), "{text}");
        }
        assert!(Level::new(f64::NAN).is_err());
    }
}
