//! Values brought to mean zero and unit spread: augurs decomposes in single precision, which ruins large levels.

use crate::statistics::mean;

/// How values were moved and stretched.
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
        values.iter().map(|value| (value - self.centre) / self.spread).collect()
    }

    /// The values as they were.
    pub(super) fn restored(self, unit: &[f64]) -> impl Iterator<Item = f64> {
        unit.iter().map(move |value| value * self.spread + self.centre)
    }
}
