//! One sample on the wire: `[1300000000.123, "42"]`, seconds as a number and the value as a text.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use timeseries::{Sample, Timestamp};

/// A sample as Prometheus writes it.
#[derive(Debug)]
pub(super) struct WireSample(pub(super) Sample);

impl<'de> Deserialize<'de> for WireSample {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (seconds, WireValue(value)) = <(f64, WireValue)>::deserialize(deserializer)?;
        let time = moment(seconds).ok_or_else(|| D::Error::custom("a time outside the calendar"))?;
        Ok(Self(Sample { time, value }))
    }
}

/// The moment `seconds` after the epoch, to the nearest millisecond; `None` outside the years 0001 to 9999.
pub(super) fn moment(seconds: f64) -> Option<Timestamp> {
    let ms = (seconds * 1000.0).round();
    let time = Timestamp::from_ms(ms as i64);
    // `Timestamp` keeps to the calendar: what came back changed was not in it.
    (ms.is_finite() && time.ms() as f64 == ms).then_some(time)
}

/// A value: decimals, `NaN`, `+Inf`, `-Inf`. What is too large for a float is infinite.
struct WireValue(f64);

impl<'de> Deserialize<'de> for WireValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(ValueVisitor)
    }
}

struct ValueVisitor;

impl Visitor<'_> for ValueVisitor {
    type Value = WireValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number between quotes")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<WireValue, E> {
        text.parse().map(WireValue).map_err(|_| E::custom("a value that is not a number"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Option<(i64, f64)> {
        let WireSample(sample) = serde_json::from_str(json).ok()?;
        Some((sample.time.ms(), sample.value))
    }

    #[test]
    fn what_prometheus_writes() {
        let cases = [
            (r#"[1300000000, "42"]"#, 1_300_000_000_000, 42.0),
            (r#"[1300000000.123, "-0.5"]"#, 1_300_000_000_123, -0.5),
            (r#"[1600488299.533, "1.5e-7"]"#, 1_600_488_299_533, 1.5e-7),
            (r#"[-1.5, "+Inf"]"#, -1500, f64::INFINITY),
            (r#"[0, "-Inf"]"#, 0, f64::NEG_INFINITY),
            (r#"[1.3e9, "1e999"]"#, 1_300_000_000_000, f64::INFINITY),
            (r#"[1e-9, "0"]"#, 0, 0.0),
        ];
        for (json, ms, value) in cases {
            assert_eq!(read(json), Some((ms, value)), "{json}");
        }
        assert!(read(r#"[0, "NaN"]"#).is_some_and(|(_, value)| value.is_nan()));
    }

    #[test]
    fn what_it_does_not() {
        let cases = [
            r#"[0, ""]"#,
            r#"[0, " 1"]"#,
            r#"[0, "1 "]"#,
            r#"[0, "0x10"]"#,
            r#"[0, "1_000"]"#,
            r#"[0, "1,5"]"#,
            r#"[0, 1]"#,
            r#"[0, null]"#,
            r#"["0", "1"]"#,
            r#"[null, "1"]"#,
            r#"[1e999, "1"]"#,
            r#"[1e18, "1"]"#,
            r#"[-1e18, "1"]"#,
            r#"[0]"#,
            r#"[0, "1", 2]"#,
            r#"{"0": "1"}"#,
            r#""1""#,
        ];
        for json in cases {
            assert_eq!(read(json), None, "{json}");
        }
    }
}
