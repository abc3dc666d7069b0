//! Growth of the error with the time since the reference: the level of a target wanders, and the model does not know.
//!
//! The daily mean of the error is taken for a random walk that goes on as fast as it went over half of the reference. It grows with
//! the root of the time, as the bands of a naive forecast do.

use std::collections::BTreeMap;

use timeseries::{Day, Timestamp};

use super::{Period, usable};

/// Days that a reference must have before anything is said about its wandering.
const FEWEST_DAYS: usize = 4;

/// The expected squared distance of the level in the current period from that in the reference.
pub(super) fn squared_wander(reference: &Period<'_>, current: &Period<'_>) -> f64 {
    let daily = daily_errors(reference);
    let ages = current.times.iter().flatten().map(|time| age(&daily, *time));
    super::mean(ages).unwrap_or(0.0) * a_day(&daily)
}

/// The mean error of each day, in order.
fn daily_errors(reference: &Period<'_>) -> Vec<(Day, f64)> {
    let mut sums: BTreeMap<Day, (f64, f64)> = BTreeMap::new();
    let errors = reference.target.iter().zip(reference.predicted).map(|(target, predicted)| target - predicted);
    for (time, error) in reference.times.iter().zip(errors) {
        if let (Some(time), Some(error)) = (time, usable(error)) {
            let sum = sums.entry(Day::of(*time)).or_default();
            *sum = (sum.0 + error, sum.1 + 1.0);
        }
    }
    sums.into_iter().map(|(day, (sum, rows))| (day, sum / rows)).collect()
}

/// The mean squared difference of days that are half the reference apart, by the days between them.
fn a_day(daily: &[(Day, f64)]) -> f64 {
    if daily.len() < FEWEST_DAYS {
        return 0.0;
    }
    let later = &daily[daily.len() / 2..];
    let a_day = daily
        .iter()
        .zip(later)
        .map(|((early, before), (late, after))| (after - before) * (after - before) / late.days_since(*early) as f64);
    super::mean(a_day).unwrap_or(0.0)
}

/// Days from the nearest day of the reference; zero within it.
fn age(daily: &[(Day, f64)], time: Timestamp) -> f64 {
    let (Some((first, _)), Some((last, _))) = (daily.first(), daily.last()) else { return 0.0 };
    let day = Day::of(time);
    day.days_since(*last).max(first.days_since(day)).max(0) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon(day: i64) -> Option<Timestamp> {
        Some(Timestamp::from_ms(day * 86_400_000 + 43_200_000))
    }

    /// A period of one row a day, of which the model says nothing.
    fn wander(errors: &[f64], current_day: i64) -> f64 {
        let times: Vec<_> = (0..errors.len() as i64).map(noon).collect();
        let zeros = vec![0.0; errors.len()];
        let reference = Period { times: &times, columns: &[], predicted: &zeros, target: errors };
        let current = Period { times: &[noon(current_day)], columns: &[], predicted: &[0.0], target: &[] };
        squared_wander(&reference, &current)
    }

    #[test]
    fn a_level_that_rose_goes_on_as_a_random_walk() {
        // One a day: four days apart differ by 4, which is 4²/4 a day.
        let rising: Vec<f64> = (0..8).map(f64::from).collect();
        assert_eq!([7, 8, 27, -3].map(|day| wander(&rising, day)), [0.0, 4.0, 80.0, 12.0]);
    }

    #[test]
    fn nothing_is_said_of_a_calm_or_short_reference() {
        assert_eq!(wander(&[3.0; 9], 100), 0.0);
        assert_eq!(wander(&[1.0, 9.0, 1.0], 100), 0.0);
        assert_eq!(wander(&[f64::NAN; 9], 100), 0.0);
    }
}
