//! The least and the greatest value that a series can have by its nature.

use std::ops::Neg;

/// Natural limits, both included; `None` where nature sets none.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Limits {
    /// The least possible value.
    pub min: Option<f64>,
    /// The greatest possible value.
    pub max: Option<f64>,
}

impl Limits {
    /// Nothing is known.
    pub const NONE: Self = Self { min: None, max: None };
    /// Never negative.
    pub const NOT_NEGATIVE: Self = Self { min: Some(0.0), max: None };
    /// A share of a whole.
    pub const SHARE: Self = Self { min: Some(0.0), max: Some(1.0) };
    /// A share of a whole in percent.
    pub const PERCENT: Self = Self { min: Some(0.0), max: Some(100.0) };

    /// The limits that all of `values` keep: a limit that the past broke is none.
    #[must_use]
    pub fn kept_by(self, values: impl IntoIterator<Item = f64>) -> Self {
        let finite = values.into_iter().filter(|value| value.is_finite());
        finite.fold(self, |limits, value| Self {
            min: limits.min.filter(|min| value >= min - tolerance(*min)),
            max: limits.max.filter(|max| value <= max + tolerance(*max)),
        })
    }

    /// Without an upper limit.
    #[must_use]
    pub fn without_max(self) -> Self {
        Self { max: None, ..self }
    }

    /// The tighter of both on each side.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let tighter = |a: Option<f64>, b: Option<f64>, pick: fn(f64, f64) -> f64| match (a, b) {
            (Some(a), Some(b)) => Some(pick(a, b)),
            (one, other) => one.or(other),
        };
        Self { min: tighter(self.min, other.min, f64::max), max: tighter(self.max, other.max, f64::min) }
    }

    /// The looser of both on each side.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            min: self.min.zip(other.min).map(|(a, b)| a.min(b)),
            max: self.max.zip(other.max).map(|(a, b)| a.max(b)),
        }
    }

    /// Of `value + shift`.
    #[must_use]
    pub fn shifted(self, shift: f64) -> Self {
        Self { min: self.min.map(|min| min + shift), max: self.max.map(|max| max + shift) }
    }

    /// Of `value * factor`.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        let scaled = Self { min: self.min.map(|min| min * factor), max: self.max.map(|max| max * factor) };
        if factor < 0.0 { Self { min: scaled.max, max: scaled.min } } else { scaled }
    }

    /// Of the sum of two values.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let sum = |a: Option<f64>, b: Option<f64>| a.zip(b).map(|(a, b)| a + b);
        Self { min: sum(self.min, other.min), max: sum(self.max, other.max) }
    }

    /// Returns true if no value is negative.
    #[must_use]
    pub fn is_never_negative(self) -> bool {
        self.min.is_some_and(|min| min >= 0.0)
    }
}

impl Neg for Limits {
    type Output = Self;

    fn neg(self) -> Self {
        self.scaled(-1.0)
    }
}

/// Returns the tolerance of a limit for rounding in a source: shares are often sums of shares.
fn tolerance(limit: f64) -> f64 {
    1e-6 * limit.abs().max(1e-3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_follow_arithmetic() {
        let between = |min, max| Limits { min: Some(min), max: Some(max) };
        assert_eq!(Limits::SHARE.scaled(100.0), Limits::PERCENT);
        assert_eq!((-Limits::PERCENT).shifted(100.0), Limits::PERCENT);
        assert_eq!(Limits::SHARE.plus(Limits::SHARE), between(0.0, 2.0));
        assert_eq!(Limits::NOT_NEGATIVE.plus(-Limits::NOT_NEGATIVE), Limits::NONE);
        assert_eq!(Limits::SHARE.and(Limits { min: None, max: Some(0.5) }), between(0.0, 0.5));
        assert_eq!(Limits::SHARE.or(between(-1.0, 0.5)), between(-1.0, 1.0));
        assert_eq!(Limits::SHARE.or(Limits::NOT_NEGATIVE), Limits::NOT_NEGATIVE);
    }

    #[test]
    fn a_limit_that_the_past_broke_is_none() {
        assert_eq!(Limits::SHARE.kept_by([0.0, f64::NAN, 1.0]), Limits::SHARE);
        assert_eq!(Limits::SHARE.kept_by([0.5, 1.000_000_000_1]), Limits::SHARE, "rounding breaks nothing");
        assert_eq!(Limits::SHARE.kept_by([0.5, 3.7]), Limits::NOT_NEGATIVE);
        assert_eq!(Limits::PERCENT.kept_by([-0.5, 101.0]), Limits::NONE);
    }
}
