//! Answers by time: the mean of each stretch, and of each hour of the week.

use std::collections::BTreeMap;

use timeseries::Duration;

use super::Asked;
use super::by_metric::Sum;
use super::columns::{counts, moments, reals, table, texts};
use crate::Table;
use crate::sql::STRETCHES_FROM_MS;

/// Hours of a day.
const DAY_HOURS: i64 = 24;

/// `None` where a stretch begins or ends within an hour.
pub(super) fn series(asked: &Asked<'_>, step: Duration) -> Option<Table> {
    let hour_ms = Duration::HOUR.ms_i64();
    let step_ms = Some(step.ms_i64()).filter(|step| *step > 0 && step % hour_ms == 0)?;
    let begin = |hour: i64| hour * hour_ms - (hour * hour_ms - STRETCHES_FROM_MS).rem_euclid(step_ms);
    let mut sums: BTreeMap<(i64, &str, &str), Sum> = BTreeMap::new();
    for (file, metric, hour) in asked.hours().filter(|(.., hour)| hour.finite() > 0) {
        sums.entry((begin(hour.hour), &metric.name, file.proxy)).or_default().add(hour);
    }
    table([
        ("moment", moments(sums.keys().map(|(moment, ..)| *moment))),
        ("metric_name", texts(sums.keys().map(|(_, metric, _)| metric))),
        ("api_proxy", texts(sums.keys().map(|(.., proxy)| proxy))),
        ("mean", reals(sums.values().map(Sum::mean))),
    ])
}

pub(super) fn heatmap(asked: &Asked<'_>) -> Option<Table> {
    let mut sums: BTreeMap<(&str, u64, u64), Sum> = BTreeMap::new();
    for (_, metric, hour) in asked.hours().filter(|(.., hour)| hour.finite() > 0) {
        let (weekday, hour_of_day) = place_in_week(hour.hour);
        sums.entry((&metric.name, weekday, hour_of_day)).or_default().add(hour);
    }
    table([
        ("metric_name", texts(sums.keys().map(|(metric, ..)| metric))),
        ("weekday", counts(sums.keys().map(|(_, weekday, _)| *weekday))),
        ("hour", counts(sums.keys().map(|(.., hour)| *hour))),
        ("mean", reals(sums.values().map(Sum::mean))),
        ("records", counts(sums.values().map(|sum| sum.finite))),
    ])
}

/// The weekday, 1 for Monday, and the hour of the day. The epoch began on a Thursday.
fn place_in_week(hour: i64) -> (u64, u64) {
    let weekday = (hour.div_euclid(DAY_HOURS) + 3).rem_euclid(7) + 1;
    (weekday.cast_unsigned(), hour.rem_euclid(DAY_HOURS).cast_unsigned())
}
