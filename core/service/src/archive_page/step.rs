//! Bucket of one point of a series.

use std::collections::BTreeMap;

use archive::Table;
use timeseries::Duration;

/// Lengths that divide a day, or are made of days, from ten seconds on.
const NICE_SECONDS: [u64; 17] =
    [10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 604_800, 2_419_200];
/// Points of all lines of all charts together.
const ALL_POINTS: u64 = 9_000;
/// No line has more points than this, or fewer than that unless its rows are fewer.
const MOST_POINTS: u64 = 1_000;
const FEWEST_POINTS: u64 = 150;

/// Returns the maximum number of points of a line when there are `lines` of them.
pub(super) fn points_a_line(lines: usize) -> u64 {
    (ALL_POINTS / u64::try_from(lines.max(1)).unwrap_or(u64::MAX)).clamp(FEWEST_POINTS, MOST_POINTS)
}

/// The shortest nice length that makes at most `points` of `whole`, and is not shorter than from one row to the next: a shorter
/// one would only make gaps.
pub(super) fn fitting(whole: Duration, points: u64, cadence: Duration) -> Duration {
    // Rows are never exactly as far apart as they should be.
    let at_least_ms = (whole.ms() / points.max(1)).max(cadence.ms() - cadence.ms() / 20);
    let nice = NICE_SECONDS.into_iter().find(|seconds| seconds * 1000 >= at_least_ms);
    Duration::from_seconds(nice.unwrap_or_else(|| at_least_ms.div_ceil(604_800_000) * 604_800))
}

/// Returns the distance of the moments of each metric: the median of the sampled files. A day with one moment is collected daily.
pub(super) fn cadences(table: &Table) -> BTreeMap<String, Duration> {
    let mut lengths: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    let times = table.moments("first").into_iter().zip(table.moments("last"));
    for ((metric, moments), (first, last)) in
        table.texts("metric_name").into_iter().zip(table.counts("moments")).zip(times)
    {
        let span = last.zip(first).map_or(0, |(last, first)| last.since(first).ms());
        let length = if moments > 1 { span / (moments - 1) } else { Duration::DAY.ms() };
        lengths.entry(metric).or_default().push(length);
    }
    let median = |mut lengths: Vec<u64>| {
        lengths.sort_unstable();
        Duration::from_ms(lengths[lengths.len() / 2])
    };
    lengths.into_iter().map(|(metric, lengths)| (metric, median(lengths))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_fine_as_the_rows_and_the_points_allow() {
        let (minute, day) = (Duration::MINUTE, Duration::DAY);
        let cases = [
            (day, 1000, minute, 120),
            (day, 2000, minute, 60),
            (day, 2000, Duration::from_ms(60_400), 60),
            (day.times(30), 1000, minute, 3600),
            (day.times(30), 1000, day, 86_400),
            (day.times(3650), 1000, minute, 604_800),
            (day.times(36_500), 150, minute, 21_168_000),
            (Duration::from_seconds(5), 1000, Duration::from_ms(1), 10),
        ];
        for (whole, points, cadence, seconds) in cases {
            let step = fitting(whole, points, cadence);
            assert_eq!(step, Duration::from_seconds(seconds), "{whole} {points} {cadence}");
        }
    }

    #[test]
    fn many_lines_share_the_points() {
        assert_eq!([1, 9, 30, 900].map(points_a_line), [1000, 1000, 300, 150]);
    }
}
