//! What a metric can be: the least and the greatest value, given or seen.

use std::fmt;

use crate::ForecastError;

/// Between which values a metric stays, both included; `None` where nothing is known.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bounds {
    /// The least it can be.
    pub min: Option<f64>,
    /// The greatest it can be.
    pub max: Option<f64>,
}

impl Bounds {
    /// These bounds, where a metric can have them.
    ///
    /// # Errors
    /// A bound is not finite, or the least is above the greatest.
    pub fn checked(self) -> Result<Self, ForecastError> {
        let finite = |bound: Option<f64>| bound.is_none_or(f64::is_finite);
        let ordered = self.min.zip(self.max).is_none_or(|(min, max)| min <= max);
        if finite(self.min) && finite(self.max) && ordered { Ok(self) } else { Err(ForecastError::NotBounds(self)) }
    }

    /// The bounds given, and zero as the least where none is given and the metric has never been negative: rates, counts,
    /// sizes and shares are not.
    pub(crate) fn or_seen(self, values: &[f64]) -> Self {
        let is_negative = values.iter().any(|value| *value < 0.0);
        Self { min: self.min.or((!is_negative).then_some(0.0)), ..self }
    }

    /// The nearest value within.
    pub(crate) fn within(self, value: f64) -> f64 {
        let above = self.min.map_or(value, |min| value.max(min));
        self.max.map_or(above, |max| above.min(max))
    }
}

impl fmt::Display for Bounds {
    /// `between 0 and 100`, `at or above 0`, `at or below 1`, `anywhere`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.min, self.max) {
            (Some(min), Some(max)) => write!(f, "between {min} and {max}"),
            (Some(min), None) => write!(f, "at or above {min}"),
            (None, Some(max)) => write!(f, "at or below {max}"),
            (None, None) => f.write_str("anywhere"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_or_seen() {
        assert_eq!(Bounds::default().or_seen(&[0.0, f64::NAN, 3.0]).min, Some(0.0));
        assert_eq!(Bounds::default().or_seen(&[0.0, -1e-9]).min, None);
        let given = Bounds { min: Some(-5.0), max: Some(100.0) };
        assert_eq!(given.or_seen(&[1.0]), given);
        assert_eq!([-7.0, 3.0, 200.0].map(|value| given.within(value)), [-5.0, 3.0, 100.0]);
    }

    #[test]
    fn what_cannot_be() {
        for (min, max) in [(Some(2.0), Some(1.0)), (Some(f64::NAN), None), (None, Some(f64::INFINITY))] {
            assert!(matches!(Bounds { min, max }.checked(), Err(ForecastError::NotBounds(_))));
        }
        assert!(Bounds { min: Some(1.0), max: Some(1.0) }.checked().is_ok());
    }
}
