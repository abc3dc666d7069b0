//! The merge of an answer with what was collected before: nothing stays that was answered now, and everything that was not.

use std::collections::BTreeSet;

use timeseries::{Labels, Sample, Series};

use super::reading::{Moment, Read};
use super::{CollectedMetric, MetricOutcome, MetricReport};
use crate::SourceError;

/// The series of a metric, new and earlier ones, with what became of it.
#[derive(Debug)]
pub(super) struct Merged {
    pub(super) series: Vec<Series>,
    pub(super) report: MetricReport,
    /// Set where there were rows of it before.
    was_there: bool,
}

/// The sum over the metrics of a day.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    /// The source gave at least one row.
    pub(super) has_new_rows: bool,
    /// A metric failed.
    pub(super) has_failures: bool,
    /// A part of the source did not answer for a metric.
    pub(super) has_partial: bool,
    /// A metric was missed, and no earlier rows stand in for it.
    pub(super) lacks_rows: bool,
    /// Rows of earlier are missed where they cannot be read.
    pub(super) needs_earlier: bool,
}

impl Tally {
    pub(super) fn add(&mut self, merged: &Merged) {
        let MetricReport { outcome, is_partial, .. } = &merged.report;
        let (has_rows, has_failed) =
            (matches!(outcome, MetricOutcome::Rows(_)), matches!(outcome, MetricOutcome::Failed(_)));
        self.has_new_rows |= has_rows;
        self.has_failures |= has_failed;
        self.has_partial |= is_partial;
        self.lacks_rows |= (has_failed || *is_partial) && !merged.was_there;
        self.needs_earlier |= *is_partial || !has_rows;
    }
}

/// Puts an answer in the place of the earlier rows of its metric. A metric that failed keeps its earlier rows, and so does one of
/// which the source knows nothing any more: an archive is there to outlive its source. A partial answer replaces only what it has,
/// and none replaces what lies ahead of its moment: a clock may have gone back.
pub(super) fn merge(
    metric: &CollectedMetric,
    answer: Result<Read, SourceError>,
    earlier: Vec<Series>,
    moment: Moment,
) -> Merged {
    let was_there = !earlier.is_empty();
    let is_partial = answer.as_ref().is_ok_and(|read| read.is_partial);
    let (outcome, warnings, mut series, earlier) = match answer {
        Err(error) => (MetricOutcome::Failed(error), Vec::new(), Vec::new(), earlier),
        Ok(read) if read.series.is_empty() => (MetricOutcome::Empty, read.warnings, Vec::new(), earlier),
        Ok(read) => {
            let (stay, ahead) = staying(metric, &read, earlier, moment);
            let new = without_doubles(metric, read.series, &ahead);
            let count = new.iter().map(|series| series.samples.len()).sum();
            (MetricOutcome::Rows(count), read.warnings, new, stay)
        }
    };
    let kept = earlier.iter().map(|series| series.samples.len()).sum();
    series.extend(earlier);
    let report = MetricReport { name: metric.name.clone(), outcome, warnings, is_partial, kept };
    Merged { series, report, was_there }
}

/// The earlier rows that stay beside an answer, and the series of those that lie ahead of its moment.
fn staying(
    metric: &CollectedMetric,
    read: &Read,
    earlier: Vec<Series>,
    moment: Moment,
) -> (Vec<Series>, BTreeSet<Labels>) {
    let new: BTreeSet<&Labels> = read.series.iter().map(|series| &series.labels).collect();
    let mut ahead = BTreeSet::new();
    let mut stay = Vec::new();
    for Series { labels, samples } in earlier {
        // Of a series with many rows a day, a partial answer replaces those of the moments that it has.
        let moments: BTreeSet<_> = match read.is_partial && metric.range_step.is_some() && new.contains(&labels) {
            true => moments(&read.series, &labels),
            false => BTreeSet::new(),
        };
        let is_replaced = |sample: &Sample| match (read.is_partial, metric.range_step) {
            (false, _) => true,
            (true, None) => new.contains(&labels),
            (true, Some(_)) => moments.contains(&sample.time),
        };
        let lies_ahead = |sample: &Sample| moment.is_before(sample.time, metric);
        if samples.iter().any(lies_ahead) {
            ahead.insert(labels.clone());
        }
        let samples: Vec<Sample> =
            samples.into_iter().filter(|sample| lies_ahead(sample) || !is_replaced(sample)).collect();
        if !samples.is_empty() {
            stay.push(Series { labels, samples });
        }
    }
    (stay, ahead)
}

fn moments(series: &[Series], labels: &Labels) -> BTreeSet<timeseries::Timestamp> {
    let of_labels = series.iter().filter(|series| series.labels == *labels);
    of_labels.flat_map(|series| &series.samples).map(|sample| sample.time).collect()
}

/// Removes new series that lie ahead already, where a day has one value a series.
fn without_doubles(metric: &CollectedMetric, new: Vec<Series>, ahead: &BTreeSet<Labels>) -> Vec<Series> {
    match metric.range_step {
        Some(_) => new,
        None => new.into_iter().filter(|series| !ahead.contains(&series.labels)).collect(),
    }
}
