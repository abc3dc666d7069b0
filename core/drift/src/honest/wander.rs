//! What the time since the reference adds: the level of a target wanders, and nobody has told the model.
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
