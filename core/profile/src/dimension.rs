//! The dimension of a value: what is counted, and whether per second. It knows more than the unit that is shown.

use timeseries::Unit;

/// Base unit of what is counted or measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Base {
    /// Nothing says.
    #[default]
    Unknown,
    /// Things: requests, errors, files.
    Count,
    Bytes,
    Bits,
    Seconds,
    Celsius,
    /// 1 is all of it.
    Ratio,
    /// 100 is all of it.
    Percent,
}

/// A base, and whether it is per second.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Dimension {
    pub(crate) base: Base,
    pub(crate) per_second: bool,
}

impl Dimension {
    pub(crate) const UNKNOWN: Self = Self::of(Base::Unknown);
    pub(crate) const COUNT: Self = Self::of(Base::Count);
    pub(crate) const SECONDS: Self = Self::of(Base::Seconds);
    pub(crate) const RATIO: Self = Self::of(Base::Ratio);

    pub(crate) const fn of(base: Base) -> Self {
        Self { base, per_second: false }
    }

    /// Of the speed of a value of this dimension.
    pub(crate) fn per_second(self) -> Self {
        match self.per_second {
            true => Self::UNKNOWN,
            false => Self { per_second: true, ..self },
        }
    }

    /// Returns true if the base is known.
    pub(crate) fn is_known(self) -> bool {
        self.base != Base::Unknown
    }

    /// Of a value of this dimension times `factor`, where that has a name.
    pub(crate) fn scaled(self, factor: f64) -> Self {
        let is = |other: f64| (factor - other).abs() <= 1e-9 * other;
        let base = match self.base {
            base if is(1.0) => base,
            Base::Ratio if is(100.0) => Base::Percent,
            Base::Percent if is(0.01) => Base::Ratio,
            Base::Bytes if is(8.0) => Base::Bits,
            Base::Bits if is(0.125) => Base::Bytes,
            _ => return Self::UNKNOWN,
        };
        Self { base, ..self }
    }

    /// Of the quotient of two values, where that has a name.
    pub(crate) fn over(self, other: Self) -> Self {
        match (self, other) {
            (quantity, Self { base: Base::Seconds, per_second: false }) if quantity.base != Base::Seconds => {
                quantity.per_second()
            }
            // Seconds of work a second over requests a second are seconds a request.
            (quantity, Self { base: Base::Count | Base::Unknown, per_second }) if quantity.per_second == per_second => {
                Self::of(quantity.base)
            }
            (quantity, Self { base: Base::Count, per_second: false }) => quantity,
            _ => Self::UNKNOWN,
        }
    }

    /// The unit it is shown in.
    pub(crate) fn unit(self) -> Unit {
        match (self.base, self.per_second) {
            (Base::Bytes, false) => Unit::Bytes,
            (Base::Bytes, true) => Unit::BytesPerSecond,
            (Base::Bits, false) => Unit::Bits,
            (Base::Bits, true) => Unit::BitsPerSecond,
            (Base::Seconds, false) => Unit::Seconds,
            (Base::Celsius, false) => Unit::Celsius,
            (Base::Ratio, false) => Unit::Ratio,
            (Base::Percent, false) => Unit::Percent,
            (Base::Count | Base::Unknown, true) => Unit::PerSecond,
            _ => Unit::None,
        }
    }
}
