//! Values brought to mean zero and unit spread: sums of squares of a large level lose the small changes upon it.

use crate::statistics::mean;

/// Centre and spread that values are standardised by.
#[derive(Clone, Copy, Debug)]
pub(super) struct UnitScale {
    centre: f64,
    spread: f64,
}

impl UnitScale {
    /// The scale of `values`; a spread of one where they never change.
    pub(super) fn of(values: &[f64]) -> Self {
        let centre = mean(values.iter().copied()).unwrap_or(0.0);
        let deviation = mean(values.iter().map(|value| (value - centre).abs())).unwrap_or(0.0);
        // The inverse of a smaller one is not finite.
        let spread = if deviation > f64::MIN_POSITIVE { deviation } else { 1.0 };
        Self { centre, spread }
    }

    /// The values at unit scale.
    pub(super) fn at_unit(self, values: &[f64]) -> Vec<f64> {
        values.iter().map(|value| self.unit(*value)).collect()
    }

    /// The values as they were.
    pub(super) fn restored(self, unit: &[f64]) -> impl Iterator<Item = f64> {
        unit.iter().map(move |value| self.back(*value))
    }

    /// One value at unit scale.
    pub(super) fn unit(self, value: f64) -> f64 {
        (value - self.centre) / self.spread
    }

    /// One value as it was.
    pub(super) fn back(self, unit: f64) -> f64 {
        unit * self.spread + self.centre
    }
}
