//! Whole forecasts: what callers rely on, hostile series, calibration, and real ones.

mod calibration;
mod contract;
mod daylight_saving;
mod hostile;
mod just_happened;
mod limits;
mod m4;
mod phase;
mod sparse;

use std::path::PathBuf;

use timeseries::{Duration, Grid, GridSeries, Labels, Timestamp};

use crate::{Band, Bounds, Cancel, Forecast, ForecastError, Growth, Level, ModelChoice, Spec, forecast};

const GAP: f64 = f64::NAN;

/// The folder of reference data, where there is one.
pub(crate) fn shared_data() -> Option<PathBuf> {
    let folder = std::env::var_os("PROMCAST_DATA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"), PathBuf::from);
    if !folder.join("m4").is_dir() {
        println!("ignored: no shared data");
        return None;
    }
    Some(folder)
}

pub(crate) fn hourly(values: &[f64]) -> GridSeries {
    every(Duration::HOUR, values)
}

pub(crate) fn every(step: Duration, values: &[f64]) -> GridSeries {
    let grid = Grid { start: Timestamp::from_seconds(1_700_000_000), step, len: values.len() };
    GridSeries { labels: Labels::default(), grid, values: values.to_vec() }
}

pub(crate) fn spec(horizon_steps: usize) -> Spec {
    let levels = [95.0, 80.0].map(|percent| Level::new(percent).unwrap());
    Spec::new(horizon_steps, levels.to_vec(), ModelChoice::Auto)
}

pub(crate) fn auto(series: &GridSeries, horizon_steps: usize) -> Result<Forecast, ForecastError> {
    forecast(series, &spec(horizon_steps), &Cancel::default())
}

/// Counts the actual values inside a band.
fn held(band: &Band, came: &[f64]) -> usize {
    let limits = band.lower.iter().zip(&band.upper);
    limits.zip(came).filter(|((lower, upper), value)| *lower <= *value && *value <= *upper).count()
}

/// Numbers in [-1, 1) by a linear congruential generator: the same in every run.
pub(crate) struct Noise(pub(crate) u64);

impl Noise {
    pub(crate) fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
    }

    /// Near enough to a normal number of unit variance: the sum of twelve uniform ones.
    pub(crate) fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.uniform()).sum::<f64>() / 2.0
    }
}

/// A day with a peak, its noise as given.
pub(crate) fn daily(points: usize, noise: &mut Noise, deviation: f64) -> Vec<f64> {
    let day = |index: usize| 100.0 + 30.0 * libm::sin(index as f64 / 24.0 * std::f64::consts::TAU);
    (0..points).map(|index| day(index) + deviation * noise.normal()).collect()
}
