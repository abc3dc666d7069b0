//! Temperatures: slow, smooth, and with gaps, because a radio link is one.

use std::f64::consts::PI;

use promql::MetricKind;

use super::Metric;
use crate::signal::{Episodes, Noise, Signal};
use crate::tick::{DAY, HOUR, MINUTE, Tick};

/// Duration of a gap, while the link is down, in ticks.
const GAP: i64 = 40 * MINUTE;
/// One in every half week, so that any week shows one.
const GAP_EVERY: i64 = 7 * DAY / 2;
/// The sensor reports sixteenths of a degree.
const RESOLUTION: f64 = 1.0 / 16.0;

#[derive(Debug)]
struct Thermometer {
    mean_celsius: f64,
    /// From the mean to the warmest, at 15:00.
    daily_celsius: f64,
    gaps: Episodes,
    noise: Noise,
}

impl Signal for Thermometer {
    fn at(&self, tick: Tick) -> Option<f64> {
        if self.gaps.age(tick) < GAP {
            return None;
        }
        let time_of_day = (tick.0 - 15 * HOUR).rem_euclid(DAY) as f64 / DAY as f64;
        let daily = libm::cos(2.0 * PI * time_of_day) + self.noise.drift(tick, 2 * DAY);
        let celsius = self.mean_celsius + self.daily_celsius * daily + 0.05 * self.noise.white(tick);
        Some((celsius / RESOLUTION).round() * RESOLUTION)
    }
}

pub(super) fn metric() -> Metric {
    let name = "demo_sensor_celsius";
    let metric = Metric::new(
        name,
        MetricKind::Gauge,
        "Temperature by a radio sensor that sometimes is not heard for 40 minutes.",
    );
    [("roof", 9.0, 4.5), ("server", 23.5, 0.8)].iter().fold(metric, |metric, (room, mean_celsius, daily_celsius)| {
        let gaps = Episodes::new(&format!("{room} gaps"), GAP_EVERY, GAP_EVERY - GAP);
        let (mean_celsius, daily_celsius) = (*mean_celsius, *daily_celsius);
        metric.with(&[("room", room)], |noise| Thermometer { mean_celsius, daily_celsius, gaps, noise })
    })
}
