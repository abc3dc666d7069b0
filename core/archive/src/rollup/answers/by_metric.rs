//! Answers by metric and proxy: counts, totals, errors by type, cadence.

use std::collections::{BTreeMap, BTreeSet};

use timeseries::Day;

use super::super::ERRORS;
use super::columns::{counts as count_column, moments, reals, table, texts};
use super::{Asked, OfHour, OfMetric};
use crate::Table;

/// Sum of several hours.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sum {
    pub(super) records: u64,
    pub(super) finite: u64,
    pub(super) total: f64,
    low: Option<f64>,
    high: Option<f64>,
    newest: Option<(i64, f64)>,
}

impl Sum {
    pub(super) fn add(&mut self, hour: &OfHour) {
        self.records += hour.records;
        if hour.finite() == 0 {
            return;
        }
        self.finite += hour.finite();
        self.total += hour.sum.0;
        self.low = Some(self.low.map_or(hour.low.0, |low| low.min(hour.low.0)));
        self.high = Some(self.high.map_or(hour.high.0, |high| high.max(hour.high.0)));
    }

    fn add_newest(&mut self, metric: &OfMetric) {
        let Some((time, value)) = metric.newest.map(|(time, value)| (time, value.0)) else { return };
        if self.newest.is_none_or(|(newest, known)| time > newest || (time == newest && value > known)) {
            self.newest = Some((time, value));
        }
    }

    /// The sum; `None` of nothing, as in SQL.
    fn sum(&self) -> Option<f64> {
        (self.finite > 0).then_some(self.total)
    }

    pub(super) fn mean(&self) -> Option<f64> {
        self.sum().map(|sum| sum / self.finite as f64)
    }
}

pub(super) fn counts(asked: &Asked<'_>) -> Option<Table> {
    let mut sums: BTreeMap<&str, Sum> = BTreeMap::new();
    for (_, metric, hour) in asked.hours() {
        sums.entry(&metric.name).or_default().add(hour);
    }
    table([
        ("metric_name", texts(sums.keys())),
        ("records", count_column(sums.values().map(|sum| sum.records))),
        ("not_finite", count_column(sums.values().map(|sum| sum.records - sum.finite))),
    ])
}

pub(super) fn totals(asked: &Asked<'_>) -> Option<Table> {
    if asked.hours.is_some() {
        // The newest value is known of the whole file only.
        return None;
    }
    let mut sums: BTreeMap<(&str, &str), Sum> = BTreeMap::new();
    for (file, metric) in asked.metrics() {
        let sum = sums.entry((&metric.name, file.proxy)).or_default();
        metric.hours.iter().for_each(|hour| sum.add(hour));
        sum.add_newest(metric);
    }
    let of = |figure: fn(&Sum) -> Option<f64>| reals(sums.values().map(figure));
    table([
        ("metric_name", texts(sums.keys().map(|(metric, _)| metric))),
        ("api_proxy", texts(sums.keys().map(|(_, proxy)| proxy))),
        ("records", count_column(sums.values().map(|sum| sum.records))),
        ("total", of(Sum::sum)),
        ("mean", of(Sum::mean)),
        ("low", of(|sum| sum.low)),
        ("high", of(|sum| sum.high)),
        ("newest", of(|sum| sum.newest.map(|(_, value)| value))),
        ("not_finite", count_column(sums.values().map(|sum| sum.records - sum.finite))),
    ])
}

/// Whichever metrics are asked about, as the statement does.
pub(super) fn errors(asked: &Asked<'_>) -> Option<Table> {
    if asked.hours.is_some() {
        return None;
    }
    let mut sums: BTreeMap<(&str, &str), f64> = BTreeMap::new();
    for file in &asked.files {
        let counted = file.rollup.metrics.iter().filter(|metric| metric.name == ERRORS);
        for (error_type, sum) in counted.flat_map(|metric| &metric.errors) {
            *sums.entry((file.proxy, error_type)).or_default() += sum.0;
        }
    }
    let mut rows: Vec<((&str, &str), f64)> = sums.into_iter().collect();
    // The most errors first; of as many, by name, as they are already.
    rows.sort_by(|(_, left), (_, right)| right.total_cmp(left));
    table([
        ("api_proxy", texts(rows.iter().map(|((proxy, _), _)| proxy))),
        ("error_type", texts(rows.iter().map(|((_, error_type), _)| error_type))),
        ("errors", reals(rows.iter().map(|(_, sum)| Some(*sum)))),
    ])
}

/// Moments of two files of one day and proxy may be the same: then only the rows know how many there are.
pub(super) fn cadence(asked: &Asked<'_>) -> Option<Table> {
    let days: BTreeSet<(Day, &str)> = asked.files.iter().map(|file| (file.day, file.proxy)).collect();
    if days.len() < asked.files.len() || asked.hours.is_some() {
        return None;
    }
    let mut rows: Vec<(&str, &str, Day, &OfMetric)> =
        asked.metrics().map(|(file, metric)| (metric.name.as_str(), file.proxy, file.day, metric)).collect();
    rows.sort_by_key(|(metric, proxy, day, _)| (*metric, *proxy, *day));
    table([
        ("metric_name", texts(rows.iter().map(|(metric, ..)| metric))),
        ("api_proxy", texts(rows.iter().map(|(_, proxy, ..)| proxy))),
        ("date", texts(rows.iter().map(|(_, _, day, _)| day.to_string()))),
        ("moments", count_column(rows.iter().map(|(.., metric)| metric.moments))),
        ("first", moments(rows.iter().map(|(.., metric)| metric.first_ms))),
        ("last", moments(rows.iter().map(|(.., metric)| metric.last_ms))),
    ])
}
