//! A counter that follows the shop's week and starts anew when its process does.

use super::season::SHOP;
use super::{Episodes, Noise, Signal};
use crate::tick::{HOUR, MINUTE, Tick};

/// Counts something that happens `per_second` times a second in the busiest hour of the week.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LoadCounter {
    /// At the peak.
    pub(crate) per_second: f64,
    /// Starts of its process.
    pub(crate) restarts: Episodes,
    /// Its own noise.
    pub(crate) noise: Noise,
}

/// Drifts by which noise shifts the time: (amplitude in seconds, period in ticks). A drift is at most 3 amplitudes per
/// period steep: 0.2, 0.2 and 0.15 seconds a second. With [`JITTER_S`] that is below 1, so time never runs backwards.
const DRIFTS: [(f64, i64); 3] = [(20.0, 5 * MINUTE), (240.0, HOUR), (1080.0, 6 * HOUR)];
/// 0.2 seconds a second, from one tick to the next.
const JITTER_S: f64 = 3.0;

impl LoadCounter {
    /// Count without any restart. Strictly rising.
    ///
    /// Noise bends the time, not the count: the rate is noisy in proportion to itself, and nothing has to be summed up.
    fn counted(&self, tick: Tick) -> f64 {
        let drifts = DRIFTS.iter().map(|(amplitude_s, period)| amplitude_s * self.noise.drift(tick, *period));
        let bent_s = drifts.sum::<f64>() + JITTER_S * self.noise.uniform(tick.0);
        self.per_second * SHOP.accumulated(tick.seconds() + bent_s)
    }
}

impl Signal for LoadCounter {
    fn at(&self, tick: Tick) -> Option<f64> {
        let start = self.restarts.latest(tick).start;
        Some((self.counted(tick) - self.counted(start)).floor())
    }

    fn restarts(&self) -> Option<Episodes> {
        Some(self.restarts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tick::SCRAPE_INTERVAL;

    #[test]
    fn time_is_never_bent_backwards() {
        let drifts: f64 = DRIFTS.iter().map(|(amplitude_s, period)| 3.0 * amplitude_s / Tick(*period).seconds()).sum();
        assert!(drifts + JITTER_S / SCRAPE_INTERVAL.seconds() < 1.0);
    }

    #[test]
    fn rises_from_zero_and_falls_only_at_restarts() {
        let restarts = Episodes::new("restarts", 2000, 1000);
        let counter = LoadCounter { per_second: 0.05, restarts, noise: Noise::of("counter") };
        let mut falls = 0;
        for tick in (-5000..15_000).map(Tick) {
            let (value, next) = (counter.at(tick).unwrap(), counter.at(tick.plus(1)).unwrap());
            assert!(value >= 0.0 && value.fract() == 0.0);
            let restarted = restarts.latest(tick.plus(1)).start == tick.plus(1);
            assert_eq!(next < value, restarted, "{tick:?}");
            assert!(!restarted || next == 0.0);
            falls += usize::from(restarted);
        }
        assert!(falls >= 9, "{falls}");
    }
}
