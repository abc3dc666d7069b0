//! [`Regressor`]: another variable that explains a series, and the standardisation of its values.

use super::{Mode, PRIOR_SCALE};
use crate::statistics::mean;

/// Something known about past and future that explains the values.
#[derive(Clone, Debug, PartialEq)]
pub struct Regressor {
    /// The deviation of the normal prior of its coefficient, above zero.
    pub prior_scale: f64,
    /// Mode of its effect on the trend.
    pub mode: Mode,
}

impl Default for Regressor {
    fn default() -> Self {
        Self { prior_scale: PRIOR_SCALE, mode: Mode::Additive }
    }
}

/// Standardisation of the values of a regressor: by mean and deviation, except for one that is constant or only takes 1 (yes) and
/// 0 (no).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Standard {
    mean: f64,
    deviation: f64,
}

impl Standard {
    /// By what it was in the history.
    pub(super) fn of(values: &[f64]) -> Self {
        let as_it_is = Self { mean: 0.0, deviation: 1.0 };
        let constant = values.windows(2).all(|pair| pair[0] == pair[1]);
        let binary = values.iter().all(|value| *value == 0.0 || *value == 1.0);
        let Some(mean) = mean(values.iter().copied()) else { return as_it_is };
        let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
        let deviation = libm::sqrt(squares / values.len().saturating_sub(1) as f64);
        let usable = deviation > 0.0 && deviation.is_finite();
        if constant || binary || !usable { as_it_is } else { Self { mean, deviation } }
    }

    pub(super) fn apply(self, value: f64) -> f64 {
        (value - self.mean) / self.deviation
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_and_indicators_stay_what_they_are() {
        assert_eq!(Standard::of(&[0.0, 1.0, 1.0]).apply(1.0), 1.0);
        assert_eq!(Standard::of(&[7.0, 7.0]).apply(7.0), 7.0);
        let standard = Standard::of(&[2.0, 4.0, 6.0]);
        assert_eq!([2.0, 4.0, 8.0].map(|value| standard.apply(value)), [-1.0, 0.0, 2.0]);
    }
}
