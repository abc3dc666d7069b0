//! What stays of a day that was collected before: nothing that was answered now, and everything that was not.

use std::collections::{BTreeMap, BTreeSet};

use archive::Row;
use timeseries::{Labels, Timestamp};

use super::reading::{Moment, Read};
use super::{CollectedMetric, MetricOutcome, MetricReport};
use crate::SourceError;

/// The rows of a day, new and earlier ones, with what became of each metric.
#[derive(Debug)]
pub(super) struct Merged {
    pub(super) rows: Vec<Row>,
    pub(super) metrics: Vec<MetricReport>,
    /// Metrics that had rows before.
    known_before: BTreeSet<String>,
}

impl Merged {
    /// Whether the source gave at least one row.
    pub(super) fn has_new_rows(&self) -> bool {
        self.metrics.iter().any(|metric| matches!(metric.outcome, MetricOutcome::Rows(_)))
    }

    /// Whether a metric failed.
    pub(super) fn has_failures(&self) -> bool {
        self.metrics.iter().any(|metric| matches!(metric.outcome, MetricOutcome::Failed(_)))
    }

    /// Tells whether a part of the source did not answer for a metric.
    pub(super) fn has_partial(&self) -> bool {
        self.metrics.iter().any(|metric| metric.is_partial)
    }

    /// Tells whether each metric has what there was of it before: nothing new was missed, or earlier rows stand in for it.
    pub(super) fn lacks_nothing(&self) -> bool {
        let is_missed = |metric: &MetricReport| metric.is_partial || matches!(metric.outcome, MetricOutcome::Failed(_));
        self.metrics.iter().filter(|metric| is_missed(metric)).all(|metric| self.known_before.contains(&metric.name))
    }

    /// Whether rows of earlier are missed where they cannot be read.
    pub(super) fn needs_earlier(&self) -> bool {
        self.metrics.iter().any(|metric| metric.is_partial || !matches!(metric.outcome, MetricOutcome::Rows(_)))
    }
}

/// The earlier rows of a metric that the new ones replace.
enum Replaces {
    /// All of them.
    All,
    /// Those that a partial answer has too: of a series, or, where a series has many rows a day, of one of its moments.
    Some { of_moments: bool, known: BTreeSet<(Labels, Option<Timestamp>)> },
}

impl Replaces {
    fn of(metric: &CollectedMetric, read: &Read) -> Self {
        if !read.is_partial {
            return Self::All;
        }
        let of_moments = metric.range_step.is_some();
        Self::Some { of_moments, known: read.rows.iter().map(|row| key(row, of_moments)).collect() }
    }

    fn has(&self, row: &Row) -> bool {
        match self {
            Self::All => true,
            Self::Some { of_moments, known } => known.contains(&key(row, *of_moments)),
        }
    }
}

fn key(row: &Row, of_moments: bool) -> (Labels, Option<Timestamp>) {
    (row.labels.clone(), of_moments.then_some(row.timestamp))
}

/// Earlier rows that lie ahead of what was asked now: a clock that went back cannot replace them.
#[derive(Default)]
struct Ahead {
    /// By metric, the series that have one.
    series: BTreeMap<String, BTreeSet<Labels>>,
}

impl Ahead {
    fn of(metrics: &[&CollectedMetric], earlier: &[Row], moment: Moment) -> Self {
        let mut series: BTreeMap<String, BTreeSet<Labels>> = BTreeMap::new();
        for row in earlier {
            if metrics.iter().any(|metric| metric.name == row.metric && moment.is_before(row.timestamp, metric)) {
                series.entry(row.metric.clone()).or_default().insert(row.labels.clone());
            }
        }
        Self { series }
    }

    /// Tells whether a new row would be the second one of its day.
    fn doubles(&self, metric: &CollectedMetric, row: &Row) -> bool {
        metric.range_step.is_none() && self.series.get(&metric.name).is_some_and(|series| series.contains(&row.labels))
    }
}

/// Puts answers in the place of the earlier rows of the same metric. A metric that failed keeps its earlier rows, and so does
/// one of which the source knows nothing any more: an archive is there to outlive its source. A partial answer replaces only
/// what it has, and none replaces what lies ahead of its moment.
pub(super) fn merge(
    answers: Vec<(&CollectedMetric, Result<Read, SourceError>)>,
    earlier: Vec<Row>,
    moment: Moment,
) -> Merged {
    let mut rows = Vec::new();
    let mut metrics = Vec::new();
    let mut replaced = BTreeMap::new();
    let asked: Vec<&CollectedMetric> = answers.iter().map(|(metric, _)| *metric).collect();
    let ahead = Ahead::of(&asked, &earlier, moment);
    for (metric, answer) in answers {
        let name = metric.name.clone();
        let is_partial = answer.as_ref().is_ok_and(|read| read.is_partial);
        let (outcome, warnings) = match answer {
            Err(error) => (MetricOutcome::Failed(error), Vec::new()),
            Ok(read) if read.rows.is_empty() => (MetricOutcome::Empty, read.warnings),
            Ok(mut read) => {
                replaced.insert(name.clone(), (metric, Replaces::of(metric, &read)));
                read.rows.retain(|row| !ahead.doubles(metric, row));
                let count = read.rows.len();
                rows.extend(read.rows);
                (MetricOutcome::Rows(count), read.warnings)
            }
        };
        metrics.push(MetricReport { name, outcome, warnings, is_partial, kept: 0 });
    }
    let known_before = earlier.iter().map(|row| row.metric.clone()).collect();
    let is_replaced = |row: &Row| {
        let known = replaced.get(&row.metric);
        known.is_some_and(|(metric, replaces)| !moment.is_before(row.timestamp, metric) && replaces.has(row))
    };
    for row in earlier.into_iter().filter(|row| !is_replaced(row)) {
        if let Some(metric) = metrics.iter_mut().find(|metric| metric.name == row.metric) {
            metric.kept += 1;
        }
        rows.push(row);
    }
    Merged { rows, metrics, known_before }
}
