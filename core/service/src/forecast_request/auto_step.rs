//! The step where nobody gave one.

use timeseries::Duration;

/// Enough points to see a day's shape in a week, few enough to fit in a blink.
const MAX_AUTO_POINTS: u64 = 2_200;

/// Steps in seconds that divide an hour or a day, so that seasons are whole numbers of steps.
const LADDER: [u64; 15] = [15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 14_400, 21_600, 43_200, 86_400];

/// The finest step of the ladder that gives `range` at most 2,200 points and fits into the horizon.
pub(super) fn auto_step(range: Duration, horizon: Duration) -> Duration {
    let steps = LADDER.map(Duration::from_seconds);
    let fine_enough = |step: &Duration| range.steps_of(*step) <= MAX_AUTO_POINTS;
    let step = steps.into_iter().find(fine_enough).unwrap_or_else(|| whole_days(range));
    step.min(horizon).min(range)
}

/// For ranges of many years.
fn whole_days(range: Duration) -> Duration {
    Duration::DAY.times(range.steps_of(Duration::DAY).div_ceil(MAX_AUTO_POINTS).max(1))
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
            assert_eq!(auto_step(range.parse().unwrap(), Duration::WEEK), step.parse().unwrap(), "{range}");
        }
        assert_eq!(auto_step("90d".parse().unwrap(), "10m".parse().unwrap()), "10m".parse().unwrap());
    }
}
