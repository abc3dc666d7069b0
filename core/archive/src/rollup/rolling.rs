//! A roll-up in the making: one row after the other, in any order.

use std::collections::BTreeMap;

use timeseries::{Sample, Timestamp};

use super::{ERRORS, OfHour, OfMetric, Real, Rollup, hour_of};

/// More hours and types of errors than this are no summary any more: such a file is asked for its rows.
const MOST_CELLS: usize = 20_000;

/// Running sums of a roll-up.
#[derive(Debug, Default)]
pub(crate) struct Rolling {
    metrics: BTreeMap<String, Metric>,
}

#[derive(Debug, Default)]
struct Metric {
    moments_ms: Vec<i64>,
    newest: Option<Sample>,
    hours: BTreeMap<i64, OfHour>,
    errors: BTreeMap<String, f64>,
}

impl Rolling {
    /// Adds some rows of one metric. `error_type` tells the type of the row at a place, where the metric counts errors.
    pub(crate) fn add<'a>(
        &mut self,
        metric: &str,
        rows: impl Iterator<Item = (usize, Sample)>,
        error_type: impl Fn(usize) -> &'a str,
    ) {
        let of_metric = self.metrics.entry(metric.to_owned()).or_default();
        for (place, sample) in rows {
            of_metric.add(sample);
            if metric == ERRORS && sample.value.is_finite() {
                of_metric.add_error(error_type(place), sample.value);
            }
        }
    }

    /// The roll-up; `None` where it would be no summary.
    pub(crate) fn finish(self) -> Option<Rollup> {
        let cells: usize = self.metrics.values().map(|metric| metric.hours.len() + metric.errors.len()).sum();
        let metrics = self.metrics.into_iter().map(|(name, metric)| metric.finish(name));
        (cells <= MOST_CELLS).then(|| Rollup { metrics: metrics.collect() })
    }
}

impl Metric {
    fn add(&mut self, Sample { time, value }: Sample) {
        self.moments_ms.push(time.ms());
        let hour = hour_of(time);
        self.hours.entry(hour).or_insert_with(|| OfHour::empty(hour)).add(value);
        if value.is_finite() && self.newest.is_none_or(|newest| is_after(time, value, newest)) {
            self.newest = Some(Sample { time, value });
        }
    }

    fn add_error(&mut self, error_type: &str, value: f64) {
        if let Some(sum) = self.errors.get_mut(error_type) {
            *sum += value;
        } else {
            // As a sum begins: of nothing but -0.0 it is 0.0.
            self.errors.insert(error_type.to_owned(), 0.0 + value);
        }
    }

    fn finish(self, name: String) -> OfMetric {
        let Self { mut moments_ms, newest, hours, errors } = self;
        moments_ms.sort_unstable();
        moments_ms.dedup();
        OfMetric {
            name,
            moments: moments_ms.len() as u64,
            first_ms: moments_ms.first().copied().unwrap_or_default(),
            last_ms: moments_ms.last().copied().unwrap_or_default(),
            newest: newest.map(|newest| (newest.time.ms(), Real(newest.value))),
            hours: hours.into_values().collect(),
            errors: errors.into_iter().map(|(error_type, sum)| (error_type, Real(sum))).collect(),
        }
    }
}

/// Returns true if a value replaces the newest one so far. Rows have no order: of one moment the greatest value counts.
fn is_after(time: Timestamp, value: f64, newest: Sample) -> bool {
    time > newest.time || (time == newest.time && value > newest.value)
}

impl OfHour {
    fn empty(hour: i64) -> Self {
        Self {
            hour,
            records: 0,
            not_finite: 0,
            sum: Real(0.0),
            low: Real(f64::INFINITY),
            high: Real(f64::NEG_INFINITY),
        }
    }

    fn add(&mut self, value: f64) {
        self.records += 1;
        if value.is_finite() {
            self.sum.0 += value;
            self.low.0 = self.low.0.min(value);
            self.high.0 = self.high.0.max(value);
        } else {
            self.not_finite += 1;
        }
    }
}
