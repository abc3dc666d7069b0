//! [`Bounds`] of a metric: the least and the greatest value, given or inferred from the history.

use std::fmt;

use crate::ForecastError;

/// As near to zero as this part of the largest value is at it.
const NEAR: f64 = 0.02;

/// As far from zero as this part of the largest value is away from it.
const AWAY: f64 = 0.1;

/// Returns from zero that show that it is as low as it gets.
const FEWEST_RETURNS: usize = 2;

/// One value of so many at zero is a rest there.
const RESTING_PART: usize = 10;

/// The values a metric stays between, both included; `None` where nothing is known.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bounds {
    /// The least it can be.
    pub min: Option<f64>,
    /// The greatest it can be.
    pub max: Option<f64>,
    /// True if it may be negative although it never was, as a temperature may.
    pub may_be_negative: bool,
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

    /// The bounds given, and zero as the least where none is given and the past shows that it is one.
    pub(crate) fn or_seen(self, values: &[f64]) -> Self {
        let is_floor = !self.may_be_negative && is_floor_at_zero(values);
        Self { min: self.min.or(is_floor.then_some(0.0)), ..self }
    }

    /// These bounds if all of a history lies within them, none if it does not: the caller may give bounds that only hold in the
    /// future.
    pub(crate) fn of_history(self, values: &[f64]) -> Self {
        let is_within = values.iter().all(|value| value.is_nan() || self.within(*value) == *value);
        if is_within { self } else { Self::default() }
    }

    /// The nearest value within; NaN stays NaN.
    pub(crate) fn within(self, value: f64) -> f64 {
        let above = self.min.filter(|min| value < *min).unwrap_or(value);
        self.max.filter(|max| above > *max).unwrap_or(above)
    }
}

/// Returns true if zero is the least these values can be: none is negative, and they have rested at it or come back from it more
/// than once. Values that only ever fell towards zero, as those of a temperature may, can fall through it.
fn is_floor_at_zero(values: &[f64]) -> bool {
    let present = || values.iter().copied().filter(|value| value.is_finite());
    let largest = present().fold(0.0, f64::max);
    if present().any(|value| value < 0.0) {
        return false;
    }
    let (points, zeros) =
        present().fold((0, 0), |(points, zeros), value| (points + 1, zeros + usize::from(value == 0.0)));
    let (mut returns, mut is_down) = (0, false);
    for value in present() {
        let is_up = value > AWAY * largest;
        returns += usize::from(is_down && is_up);
        is_down = value <= NEAR * largest || is_down && !is_up;
    }
    returns >= FEWEST_RETURNS || points > 0 && (zeros == points || zeros * RESTING_PART >= points && returns > 0)
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

    fn seen(values: &[f64]) -> Option<f64> {
        Bounds::default().or_seen(values).min
    }

    #[test]
    fn given_or_seen() {
        let idle = [0.0, f64::NAN, 3.0, 0.0, 0.0, 2.0];
        assert_eq!(seen(&idle), Some(0.0));
        assert_eq!(seen(&[0.0; 9]), Some(0.0));
        assert_eq!(seen(&[0.0, 5.0, -1e-9, 5.0, 0.0, 5.0]), None);
        let signed = Bounds { may_be_negative: true, ..Bounds::default() };
        assert_eq!(signed.or_seen(&idle).min, None, "a temperature that never was below zero may fall there");
        let given = Bounds { min: Some(-5.0), max: Some(100.0), ..Bounds::default() };
        assert_eq!(given.or_seen(&idle), given);
        assert_eq!([-7.0, 3.0, 200.0].map(|value| given.within(value)), [-5.0, 3.0, 100.0]);
    }

    #[test]
    fn zero_is_the_least_where_values_come_back_from_it() {
        let falling: Vec<f64> = (0..200).map(|index| 20.0 - 0.1 * f64::from(index)).collect();
        let to_zero: Vec<f64> = (0..=200).map(|index| 20.0 - 0.1 * f64::from(index)).collect();
        let warm: Vec<f64> = (0..200).map(|index| 12.0 + 8.0 * libm::sin(f64::from(index) / 4.0)).collect();
        assert_eq!([seen(&falling), seen(&to_zero), seen(&warm), seen(&[])], [None; 4]);
        let queue: Vec<f64> = (0..200).map(|index| f64::from(index % 20)).collect();
        let share: Vec<f64> = (0..200).map(|index| 0.001 + f64::from(index % 50) / 50.0).collect();
        let rare: Vec<f64> = (0..200).map(|index| if index == 90 { 7.0 } else { 0.0 }).collect();
        assert_eq!([seen(&queue), seen(&share), seen(&rare)], [Some(0.0); 3]);
    }

    #[test]
    fn what_cannot_be() {
        for (min, max) in [(Some(2.0), Some(1.0)), (Some(f64::NAN), None), (None, Some(f64::INFINITY))] {
            assert!(matches!(Bounds { min, max, ..Bounds::default() }.checked(), Err(ForecastError::NotBounds(_))));
        }
        assert!(Bounds { min: Some(1.0), max: Some(1.0), ..Bounds::default() }.checked().is_ok());
    }
}
