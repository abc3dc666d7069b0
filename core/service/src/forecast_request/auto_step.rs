//! The step where nobody gave one.

use timeseries::Duration;

/// Enough points to see a day's shape in a week, few enough to fit in a blink.
const MAX_AUTO_POINTS: u64 = 2_200;

/// Steps in seconds that divide an hour or a day, so that seasons are whole numbers of steps.
const LADDER: [u64; 15] = [15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 14_400, 21_600, 43_200, 86_400];

/// The finest step of the ladder that gives `range` at most 2,200 points and fits into the horizon, and is not finer than
/// what the source has: a value a day, drawn an hour, would be a staircase that looks like knowledge.
pub(super) fn auto_step(range: Duration, horizon: Duration, resolution: Option<Duration>) -> Duration {
    let step = coarser_step(range, MAX_AUTO_POINTS).min(horizon).min(range);
    match resolution {
        Some(resolution) if !is_at_least(step, resolution) => on_ladder(resolution),
        _ => step,
    }
}

/// Whether a step is as long as what a source has from one value to the next; a run a little late makes no other step.
pub(crate) fn is_at_least(step: Duration, resolution: Duration) -> bool {
    step.ms() >= resolution.ms() / 100 * 95
}

fn on_ladder(resolution: Duration) -> Duration {
    let steps = LADDER.map(Duration::from_seconds);
    let days = || Duration::DAY.times((resolution.ms() / 100 * 95).div_ceil(Duration::DAY.ms()).max(1));
    steps.into_iter().find(|step| is_at_least(*step, resolution)).unwrap_or_else(days)
}

/// The finest step of the ladder that gives `range` at most so many points; whole days for ranges of many years.
pub(super) fn coarser_step(range: Duration, most_points: u64) -> Duration {
    let steps = LADDER.map(Duration::from_seconds);
    let whole_days = || Duration::DAY.times(range.steps_of(Duration::DAY).div_ceil(most_points).max(1));
    steps.into_iter().find(|step| range.steps_of(*step) <= most_points).unwrap_or_else(whole_days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finest_that_is_affordable() {
        let cases = [
            ("1h", "15s"),
            ("1d", "1m"),
            ("7d", "5m"),
            ("14d", "10m"),
            ("28d", "30m"),
            ("90d", "1h"),
            ("1y", "4h"),
            ("20y", "4d"),
        ];
        for (range, step) in cases {
            assert_eq!(auto_step(range.parse().unwrap(), Duration::WEEK, None), step.parse().unwrap(), "{range}");
        }
        assert_eq!(auto_step("90d".parse().unwrap(), "10m".parse().unwrap(), None), "10m".parse().unwrap());
    }

    #[test]
    fn never_finer_than_what_there_is() {
        let cases = [
            ("7d", "1d", "15s", "5m"),
            ("7d", "1d", "1h", "1h"),
            ("90d", "1d", "5m", "1h"),
            ("28d", "7d", "1d", "1d"),
            ("28d", "7d", "1d2s", "1d"),
            ("28d", "7d", "23h59m", "1d"),
            ("28d", "1h", "1d", "1d"),
            ("1h", "1h", "7d", "7d"),
            ("1d", "1d", "7m", "10m"),
        ];
        for (range, horizon, resolution, step) in cases {
            let of = |text: &str| text.parse::<Duration>().unwrap();
            assert_eq!(auto_step(of(range), of(horizon), Some(of(resolution))), of(step), "{range} {resolution}");
        }
    }
}
