//! The step where nobody gave one.

use timeseries::Duration;

use super::MAX_HORIZON_STEPS;

/// Enough points to see a day's shape in a week, few enough to fit in a blink.
const MAX_AUTO_POINTS: u64 = 2_200;

/// Steps in seconds that divide an hour or a day, so that seasons are whole numbers of steps.
const LADDER: [u64; 15] = [15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 14_400, 21_600, 43_200, 86_400];
/// Finer ones, for a source that is known to have as many samples.
const FINE: [u64; 4] = [1, 2, 5, 10];

/// The finest step of the ladder that gives `range` at most 2,200 points and the horizon at most 5,000, that fits into
/// both, and is not finer than what the source has: a value a day, drawn an hour, would be a staircase that looks like
/// knowledge.
pub(super) fn auto_step(range: Duration, horizon: Duration, resolution: Option<Duration>) -> Duration {
    let is_fine = |step: &Duration| resolution.is_some_and(|resolution| is_at_least(*step, resolution));
    let fine = FINE.map(Duration::from_seconds).into_iter().filter(is_fine);
    let finest = fine.filter(|step| is_affordable(range, horizon, *step)).min();
    let affordable = coarser_step(range, MAX_AUTO_POINTS).max(coarser_step(horizon, MAX_HORIZON_STEPS));
    let step = finest.unwrap_or(affordable).min(horizon).min(range);
    match resolution {
        Some(resolution) if !is_at_least(step, resolution) => on_ladder(resolution),
        _ => step,
    }
}

fn is_affordable(range: Duration, horizon: Duration, step: Duration) -> bool {
    range.steps_of(step) <= MAX_AUTO_POINTS && horizon.steps_of(step) <= MAX_HORIZON_STEPS
}

/// Returns true if a step is about the source's resolution or longer; a run a little late makes no other step.
pub(crate) fn is_at_least(step: Duration, resolution: Duration) -> bool {
    step.ms() >= resolution.ms() / 100 * 95
}

fn on_ladder(resolution: Duration) -> Duration {
    let steps = FINE.into_iter().chain(LADDER).map(Duration::from_seconds);
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

    fn step(range: &str, horizon: &str, resolution: Option<&str>) -> String {
        let of = |text: &str| text.parse::<Duration>().unwrap();
        auto_step(of(range), of(horizon), resolution.map(of)).to_string()
    }

    #[test]
    fn finest_that_is_affordable() {
        let cases = [
            ("1h", "1h", "15s"),
            ("1d", "1d", "1m"),
            ("7d", "1d", "5m"),
            ("14d", "1d", "10m"),
            ("28d", "7d", "30m"),
            ("90d", "7d", "1h"),
            ("1y", "7d", "4h"),
            ("20y", "28d", "4d"),
            ("90d", "10m", "10m"),
        ];
        for (range, horizon, expected) in cases {
            assert_eq!(step(range, horizon, None), expected, "{range} {horizon}");
        }
    }

    #[test]
    fn a_horizon_longer_than_the_range_is_affordable_too() {
        for (range, horizon, expected) in
            [("6h", "1d", "30s"), ("12h", "14d", "5m"), ("1h", "7d", "5m"), ("1d", "1y", "2h"), ("10m", "1w", "5m")]
        {
            assert_eq!(step(range, horizon, None), expected, "{range} {horizon}");
        }
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
            ("1h", "1h", "7d", "1w"),
            ("1d", "1d", "7m", "10m"),
            ("14m", "4m", "1s", "1s"),
            ("14m", "4m", "5s", "5s"),
            ("1h", "1h", "1s", "2s"),
            ("1h", "1h", "1m", "1m"),
            ("7d", "1d", "1s", "5m"),
        ];
        for (range, horizon, resolution, expected) in cases {
            assert_eq!(step(range, horizon, Some(resolution)), expected, "{range} {resolution}");
        }
    }
}
