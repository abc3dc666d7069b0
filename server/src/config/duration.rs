//! Durations as the old collector's file has them: Go's, of which Prometheus' are nearly a part.

use serde::{Deserialize, Deserializer};
use timeseries::Duration;

/// A length of time in the grammar of Go or of Prometheus, to the millisecond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct GoDuration(pub(crate) Duration);

/// Go's units in milliseconds; what is tried first is the longer text.
const UNITS: [(&str, f64); 7] =
    [("ms", 1.0), ("us", 1e-3), ("µs", 1e-3), ("ns", 1e-6), ("h", 3_600_000.0), ("m", 60_000.0), ("s", 1000.0)];
/// Beyond this Go itself has no durations.
const MAX_MS: f64 = 9.2e12;

impl<'de> Deserialize<'de> for GoDuration {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let of_go = || go(text.trim()).map(Duration::from_ms);
        match text.parse::<Duration>() {
            Ok(duration) => Ok(Self(duration)),
            Err(error) => of_go().map(Self).ok_or_else(|| serde::de::Error::custom(error)),
        }
    }
}

/// `1m30.5s`: decimal numbers with units, in any order.
fn go(text: &str) -> Option<u64> {
    let mut rest = text;
    let mut total = 0.0;
    while !rest.is_empty() {
        let number_end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let number: f64 = rest[..number_end].parse().ok()?;
        let (unit, unit_ms) = UNITS.into_iter().find(|(name, _)| rest[number_end..].starts_with(name))?;
        total += number * unit_ms;
        rest = &rest[number_end + unit.len()..];
    }
    (!text.is_empty() && total <= MAX_MS).then_some(total as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_go_writes() {
        for (text, ms) in [("1.5h", 5_400_000), ("1m30.5s", 90_500), ("500ms", 500), ("1s1m", 61_000), ("1500us", 1)] {
            assert_eq!(go(text), Some(ms), "{text}");
        }
    }

    #[test]
    fn what_it_does_not() {
        for text in ["", "5", "s", "1.5", "-1s", "1..5s", "1e3s", "1d1", "soon", "99999999999h", "1 s", ".s", "NaNs"] {
            assert_eq!(go(text), None, "{text}");
        }
    }
}
