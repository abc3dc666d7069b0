//! Disks: two that fill up and are cleaned, half a cycle apart, and one that does nothing.
//!
//! The cycles are anchored in absolute time: at any moment the fuller of the two is in the second half of its way, so a
//! week that ends now shows it filling, with days to three weeks left.

use promql::MetricKind;

use super::Metric;
use crate::signal::{Episodes, Noise, Season, Signal};
use crate::tick::{DAY, HOUR, Tick};

/// Whole weeks, so that each cycle writes the same and ends equally full.
const CYCLE_WEEKS: i64 = 5;
const CLEANED: f64 = 0.56;
const FULLEST: f64 = 0.94;
/// Writes go on at night, and a little more by day.
const WRITES: Season = Season { night: 0.5, weekdays: [1.0, 1.0, 1.0, 1.0, 1.0, 0.5, 0.3] };

#[derive(Debug)]
struct FillingDisk {
    cleanings: Episodes,
    noise: Noise,
}

impl Signal for FillingDisk {
    fn at(&self, tick: Tick) -> Option<f64> {
        let cleaned = self.cleanings.latest(tick).start;
        let written = WRITES.accumulated(tick.seconds()) - WRITES.accumulated(cleaned.seconds());
        let progress = written / WRITES.of_weeks(CYCLE_WEEKS as f64);
        let temporary_files = 0.0015 * self.noise.drift(tick, HOUR) + 0.0002 * self.noise.white(tick);
        Some(CLEANED + (FULLEST - CLEANED) * progress + temporary_files)
    }
}

#[derive(Debug)]
struct SteadyDisk(Noise);

impl Signal for SteadyDisk {
    fn at(&self, tick: Tick) -> Option<f64> {
        Some(0.43 + 0.004 * self.0.drift(tick, DAY) + 0.0002 * self.0.white(tick))
    }
}

pub(super) fn metric() -> Metric {
    let cycle = CYCLE_WEEKS * 7 * DAY;
    let cleanings = Episodes::new("cleanings", cycle, 1);
    let help = "Share of the file system in use, 0 to 1; two fill up and are cleaned.";
    Metric::new("demo_disk_used_ratio", MetricKind::Gauge, help)
        .with(&[("mountpoint", "/")], SteadyDisk)
        .with(&[("mountpoint", "/var/lib/db")], |noise| FillingDisk { cleanings, noise })
        .with(&[("mountpoint", "/var/log")], |noise| FillingDisk { cleanings: cleanings.shifted(cycle / 2), noise })
}
