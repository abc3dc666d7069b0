//! The unit of a value: text with its unit, one scale for an axis or a column, and values as they are typed.
//!
//! Bytes and bits are shown in powers of 1000 (`22.8 GB`), as networks, disks and Prometheus' own `_bytes` are; `KiB`, `MiB`
//! and the like are understood where a value is typed.

mod scale;
mod typed;

use serde::{Deserialize, Serialize};

pub use scale::Scale;
pub use typed::UnitError;

use crate::text::{decimals_of, fixed};

/// The unit of a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Unit {
    /// A plain number, or one whose unit is not known.
    #[default]
    None,
    /// Bytes.
    Bytes,
    /// Bytes a second.
    BytesPerSecond,
    /// Bits.
    Bits,
    /// Bits a second.
    BitsPerSecond,
    /// A length of time in seconds.
    Seconds,
    /// A share of one, shown in percent.
    Ratio,
    /// A share of a hundred.
    Percent,
    /// Events a second.
    PerSecond,
    /// A temperature.
    Celsius,
}

/// The bands of a forecast are about so many times as wide as the last digit shown.
const STEPS_OF_A_SPREAD: f64 = 20.0;
/// More significant digits nobody reads, however narrow the spread is.
const DIGITS_MAX: i32 = 6;

impl Unit {
    /// Its name for programs, in words that Prometheus uses; empty for a plain number.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Bytes => "bytes",
            Self::BytesPerSecond => "bytes/s",
            Self::Bits => "bits",
            Self::BitsPerSecond => "bits/s",
            Self::Seconds => "seconds",
            Self::Ratio => "ratio",
            Self::Percent => "percent",
            Self::PerSecond => "1/s",
            Self::Celsius => "celsius",
        }
    }

    /// A value with its unit and three significant digits: `22.8 GB`, `255 ms`, `43%`, `12.3/s`; `–` where there is none.
    #[must_use]
    pub fn format(self, value: f64) -> String {
        let scale = self.scale(value);
        if !value.is_finite() {
            return scale.format_fixed(value, 0);
        }
        let shown = scale.scaled(value);
        match self {
            Self::None => crate::text::number(value),
            Self::Ratio | Self::Percent => scale.format_fixed(value, percent_decimals(shown)),
            _ => scale.format_fixed(value, decimals_of(shown, 3)),
        }
    }

    /// A value with as many digits as the width of its band deserves: `55 MB` where the band is 120 MB wide, `54.99 MB` where
    /// it is 0.4 MB wide.
    #[must_use]
    pub fn format_within(self, value: f64, spread: f64) -> String {
        self.scale(value).format_within(value, spread)
    }

    /// The two ends of a band in one unit: `0 to 123 MB`.
    #[must_use]
    pub fn format_range(self, lower: f64, upper: f64) -> String {
        let scale = self.scale(if lower.abs() > upper.abs() { lower } else { upper });
        let spread = upper - lower;
        let (lower, upper) = (scale.number_within(lower, spread), scale.format_within(upper, spread));
        format!("{lower} to {upper}")
    }

    /// The scale that leaves 1 to 999 before the point of the largest of some values.
    #[must_use]
    pub fn scale(self, largest: f64) -> Scale {
        Scale::of(self, largest.abs())
    }

    /// The one scale for all of `values`: of an axis, or a column.
    #[must_use]
    pub fn scale_of(self, values: impl IntoIterator<Item = f64>) -> Scale {
        let magnitudes = values.into_iter().filter(|value| value.is_finite()).map(f64::abs);
        self.scale(magnitudes.fold(0.0, f64::max))
    }

    /// Understands a value as it is typed: `200MB`, `200 MiB`, `80%`, `250ms`, `5m`, `1h30m`, `1.5k`, or a plain number in the
    /// base unit.
    ///
    /// # Errors
    /// It is no value of this unit.
    pub fn parse_value(self, text: &str) -> Result<f64, UnitError> {
        typed::parse(self, text)
    }

    /// Values that are understood, for a sentence that asks for one.
    #[must_use]
    pub fn examples(self) -> &'static str {
        match self {
            Self::None => "`0.9`, `1.5k` or `2e6`",
            Self::Bytes => "`200MB`, `1.5 GiB` or `200000000`",
            Self::BytesPerSecond => "`200MB/s`, `1.5 MiB/s` or `200000000`",
            Self::Bits => "`200Mbit` or `200000000`",
            Self::BitsPerSecond => "`200Mbit/s` or `200000000`",
            Self::Seconds => "`250ms`, `5m`, `1h30m` or `0.25`",
            Self::Ratio => "`80%` or `0.8`",
            Self::Percent => "`80%` or `80`",
            Self::PerSecond => "`12/s`, `1.5k/s` or `12`",
            Self::Celsius => "`21.5` or `21.5°C`",
        }
    }
}

/// As few decimals as a percentage needs: none from 10 on, but one where 100 is near and not reached.
fn percent_decimals(percent: f64) -> usize {
    let size = percent.abs();
    match size {
        size if size == 0.0 || (9.95..99.0).contains(&size) || size >= 99.95 => 0,
        size if size >= 1.0 => 1,
        _ => decimals_of(percent, 1),
    }
}

#[cfg(test)]
mod tests;
