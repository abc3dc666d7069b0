//! Bands around a forecast, calibrated by what the backtest missed.

mod calibration;
mod coverage;
mod loudness;
mod persistence;
mod residuals;
mod spread;
mod step_scale;

pub(crate) use calibration::Calibration;
pub(crate) use coverage::measured_coverage;
pub(crate) use loudness::loudness;
pub(crate) use persistence::Persistence;
pub(crate) use residuals::{Residuals, USUAL_SHARE};

use crate::{Bounds, Level};

/// A band of one level, as lower and upper limits. A wider level holds every narrower one and all hold the forecast.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// The nominal level.
    pub level: Level,
    /// The lower limit at every point.
    pub lower: Vec<f64>,
    /// The upper limit at every point.
    pub upper: Vec<f64>,
}

impl Band {
    /// The band of `half_width(index)` around `centre[index]`.
    pub(crate) fn around(level: Level, centre: &[f64], half_width: impl Fn(usize) -> f64) -> Self {
        let widths: Vec<f64> = (0..centre.len()).map(half_width).collect();
        let lower = centre.iter().zip(&widths).map(|(centre, width)| centre - width).collect();
        let upper = centre.iter().zip(&widths).map(|(centre, width)| centre + width).collect();
        Self { level, lower, upper }
    }

    /// The band, its limits within what the metric can be.
    pub(crate) fn within(self, bounds: Bounds) -> Self {
        let limited = |limits: Vec<f64>| limits.into_iter().map(|limit| bounds.within(limit)).collect();
        Self { level: self.level, lower: limited(self.lower), upper: limited(self.upper) }
    }
}
