//! The scale of a unit: by which number values are divided, and the words after them.

use super::{DIGITS_MAX, STEPS_OF_A_SPREAD, Unit, fixed};
use crate::text::decimals_of;

/// A multiple of a unit, such as megabytes or milliseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    unit: Unit,
    divisor: f64,
    prefix: &'static str,
}

/// Powers of 1000 from the largest on.
const PREFIXES: [(f64, &str); 6] = [(1e18, "E"), (1e15, "P"), (1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")];
/// Suffixes of values far below one, in scientific notation.
const SMALL: [(f64, &str); 5] = [(1e-6, "e-6"), (1e-9, "e-9"), (1e-12, "e-12"), (1e-15, "e-15"), (1e-18, "e-18")];
/// Plain numbers from here on stay decimals.
const DECIMALS_FROM: f64 = 1e-4;
/// Lengths of time from the longest on; a year has 365 days.
const LENGTHS: [(f64, &str); 8] = [
    (31_536_000.0, "y"),
    (86_400.0, "d"),
    (3_600.0, "h"),
    (60.0, "min"),
    (1.0, "s"),
    (1e-3, "ms"),
    (1e-6, "µs"),
    (1e-9, "ns"),
];
/// 999.95 kB would be shown as 1000 kB: what rounds up to the next multiple belongs to it.
const ROUNDED_UP: f64 = 1.000_5;
/// Years are few before anyone counts in them.
const YEARS_FROM: f64 = 2.0 * 31_536_000.0;

impl Scale {
    pub(super) fn of(unit: Unit, largest: f64) -> Self {
        let rounded_up = largest * ROUNDED_UP;
        let fitting = |steps: &[(f64, &'static str)]| steps.iter().copied().find(|(divisor, _)| rounded_up >= *divisor);
        let (divisor, prefix) = match unit {
            Unit::None if largest > 0.0 && largest < DECIMALS_FROM => fitting(&SMALL).unwrap_or((1.0, "")),
            Unit::None if largest < 9_999.5 => (1.0, ""),
            Unit::None | Unit::Bytes | Unit::BytesPerSecond | Unit::Bits | Unit::BitsPerSecond | Unit::PerSecond => {
                fitting(&PREFIXES).unwrap_or((1.0, ""))
            }
            Unit::Seconds if largest == 0.0 => (1.0, "s"),
            Unit::Seconds if largest < YEARS_FROM => fitting(&LENGTHS[1..]).unwrap_or((1e-9, "ns")),
            Unit::Seconds => LENGTHS[0],
            Unit::Ratio => (0.01, ""),
            Unit::Percent | Unit::Celsius => (1.0, ""),
        };
        Self { unit, divisor, prefix }
    }

    /// The number by which values are divided before they are shown.
    #[must_use]
    pub fn divisor(self) -> f64 {
        self.divisor
    }

    /// The words after a number, with the space before them where there is one: ` MB`, `%`, `k`.
    #[must_use]
    pub fn suffix(self) -> String {
        let prefix = self.prefix;
        match self.unit {
            Unit::None => prefix.to_owned(),
            Unit::Bytes => format!(" {prefix}B"),
            Unit::BytesPerSecond => format!(" {prefix}B/s"),
            Unit::Bits => format!(" {prefix}bit"),
            Unit::BitsPerSecond => format!(" {prefix}bit/s"),
            Unit::Seconds => format!(" {prefix}"),
            Unit::Ratio | Unit::Percent => "%".to_owned(),
            Unit::PerSecond => format!("{prefix}/s"),
            Unit::Celsius => " °C".to_owned(),
        }
    }

    /// A value in this scale's unit.
    #[must_use]
    pub fn scaled(self, value: f64) -> f64 {
        value / self.divisor
    }

    /// A value with so many decimals and its unit.
    #[must_use]
    pub fn format_fixed(self, value: f64, decimals: usize) -> String {
        if !value.is_finite() {
            return "–".to_owned();
        }
        format!("{}{}", fixed(self.scaled(value), decimals), self.suffix())
    }

    /// A value with its unit and as many digits as the width of its band deserves.
    #[must_use]
    pub fn format_within(self, value: f64, spread: f64) -> String {
        self.format_fixed(value, self.decimals_within(value, spread))
    }

    /// The same without the unit, for a place where it stands already.
    #[must_use]
    pub fn number_within(self, value: f64, spread: f64) -> String {
        match value.is_finite() {
            true => fixed(self.scaled(value), self.decimals_within(value, spread)),
            false => "–".to_owned(),
        }
    }

    /// The decimals of a value whose band has a width; of a value that has none, those of three digits.
    fn decimals_within(self, value: f64, spread: f64) -> usize {
        let shown = self.scaled(value);
        let place = self.scaled(spread.abs()) / STEPS_OF_A_SPREAD;
        if !(place.is_finite() && place > 0.0) {
            return decimals_of(shown, 4);
        }
        decimals_of(place, 1).min(decimals_of(shown, DIGITS_MAX))
    }
}
