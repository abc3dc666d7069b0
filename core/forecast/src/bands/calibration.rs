//! The width a band must have: the usual error of a step times a quantile of how much errors exceed the usual.
//!
//! Cross-conformal prediction (Vovk, "Cross-conformal predictors", 2015): every window is scored by the scale of the
//! other windows, so that the quantile knows how far a window that was not looked at can be off.

use super::persistence::{Persistence, steps_alike};
use super::residuals::Residuals;
use super::spread::Spread;
use super::step_scale::StepScale;
use crate::Level;
use crate::statistics::mean;

/// No scale is smaller than this part of the mean error: one quiet window would make another's error look endless.
const SMALLEST_SCALE: f64 = 0.8;

/// Calibration of the band widths of one candidate.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Calibration {
    scale: StepScale,
    /// Absolute residuals by their scale.
    scores: Spread,
    persistence: Persistence,
}

impl Calibration {
    /// Calibrates by the residuals of a backtest.
    pub(crate) fn from_backtest(residuals: &Residuals) -> Self {
        Self { persistence: Persistence::of(&residuals.rows), ..Self::of_widths(residuals) }
    }

    /// The same without persistence, for callers that need only the widths of the bands.
    fn of_widths(residuals: &Residuals) -> Self {
        Self {
            scores: Spread::of(scores(residuals).into_iter().flatten(), steps_alike(&residuals.rows)),
            scale: StepScale::of(residuals, floor(residuals)),
            persistence: Persistence::unknown(),
        }
    }

    /// From one-step errors on the history, where there is no backtest: they grow with the square root of the horizon.
    /// A member without any is given the errors of the naive forecast.
    pub(crate) fn from_one_step(values: &[f64], fitted: &[f64]) -> Self {
        let errors = Spread::of(values.iter().zip(fitted).map(|(value, fitted)| (value - fitted).abs()), 1);
        let scores = if errors.is_empty() { Spread::of(changes(values), 1) } else { errors };
        Self { scores, scale: StepScale::of_random_walk(), persistence: Persistence::unknown() }
    }

    /// The same where errors are so many times as large.
    pub(crate) fn times(self, factor: f64) -> Self {
        Self { scale: self.scale.times(factor), ..self }
    }

    /// Half the width of the band of `level`, `steps_ahead` (from 1), in the unit of the series.
    pub(crate) fn half_width(&self, level: Level, steps_ahead: usize) -> f64 {
        self.half_width_of(level.share(), steps_ahead)
    }

    /// The same of a share of one.
    pub(crate) fn half_width_of(&self, share: f64, steps_ahead: usize) -> f64 {
        self.scores.quantile(share) * self.scale.at(steps_ahead)
    }

    /// The share of errors `steps_ahead` that lie below `error`: of two sides alike.
    pub(crate) fn share_below(&self, error: f64, steps_ahead: usize) -> f64 {
        let share = self.scores.share_within(score(error, self.scale.at(steps_ahead)));
        0.5 + share.copysign(error) / 2.0
    }

    /// Persistence of the errors: their correlations over a window and from step to step.
    pub(crate) fn persistence(&self) -> Persistence {
        self.persistence
    }
}

/// The residuals of every origin by the scale of the other origins.
pub(super) fn scores(residuals: &Residuals) -> Vec<Vec<f64>> {
    let floor = floor(residuals);
    let of_origin = |origin: usize| {
        let scale = StepScale::of(&residuals.without(origin), floor);
        let score = |(step, residual): (usize, &f64)| score(*residual, scale.at(step + 1));
        residuals.rows[origin].iter().enumerate().map(score).collect()
    };
    (0..residuals.rows.len()).map(of_origin).collect()
}

/// The least scale.
fn floor(residuals: &Residuals) -> f64 {
    let sizes = residuals.rows.iter().flat_map(|row| row.iter()).map(|residual| residual.abs());
    mean(sizes).unwrap_or(0.0) * SMALLEST_SCALE
}

fn score(residual: f64, scale: f64) -> f64 {
    // No error is no error, also where none is usual.
    if residual == 0.0 { 0.0 } else { residual.abs() / scale }
}

/// Absolute differences of neighbouring values, gaps skipped.
fn changes(values: &[f64]) -> Vec<f64> {
    let present: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    present.windows(2).map(|pair| (pair[1] - pair[0]).abs()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(percent: f64) -> Level {
        Level::new(percent).unwrap()
    }

    #[test]
    fn errors_of_one_size_make_a_band_of_that_size() {
        let row = [2.0, -2.0, 2.0, -2.0];
        let calibration = Calibration::from_backtest(&Residuals::of_rows(&[&row, &row, &row]));
        assert_eq!(calibration.half_width(level(80.0), 1), 2.0);
        assert_eq!(calibration.half_width(level(99.9), 4), 2.0);
    }

    #[test]
    fn one_wild_window_widens_the_wide_level_only() {
        let (calm, wild) = ([1.0; 10], [50.0; 10]);
        let calibration = Calibration::from_backtest(&Residuals::of_rows(&[&calm, &calm, &calm, &calm, &calm, &wild]));
        let (narrow, wide) = (calibration.half_width(level(50.0), 1), calibration.half_width(level(95.0), 1));
        assert!(narrow < 2.0 && wide > 50.0 && wide.is_finite(), "{narrow} {wide}");
    }

    #[test]
    fn without_errors_there_is_no_width() {
        assert_eq!(
            Calibration::from_backtest(&Residuals::of_rows(&[&[0.0], &[0.0], &[f64::NAN]])).half_width(level(99.0), 7),
            0.0
        );
        assert_eq!(Calibration::from_backtest(&Residuals::of_rows(&[])).half_width(level(99.0), 7), 0.0);
    }

    #[test]
    fn one_step_errors_grow_as_a_random_walk() {
        let calibration = Calibration::from_one_step(&[1.0, 4.0, 1.0], &[f64::NAN, 1.0, 4.0]);
        assert_eq!(calibration.half_width(level(80.0), 1), 3.0);
        assert_eq!(calibration.half_width(level(80.0), 4), 6.0);
        let unfitted = Calibration::from_one_step(&[1.0, f64::NAN, 3.0], &[f64::NAN; 3]);
        assert_eq!(unfitted.half_width(level(80.0), 1), 2.0);
    }
}
