//! What stays of a day that was collected before: nothing that was answered now, and everything that was not.

use std::collections::BTreeSet;

use archive::Row;

use super::reading::Read;
use super::{CollectedMetric, MetricOutcome, MetricReport};
use crate::SourceError;

/// The rows of a day, new and earlier ones, with what became of each metric.
#[derive(Debug)]
pub(super) struct Merged {
    pub(super) rows: Vec<Row>,
    pub(super) metrics: Vec<MetricReport>,
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

    /// Whether rows of earlier are missed where they cannot be read.
    pub(super) fn needs_earlier(&self) -> bool {
        self.metrics.iter().any(|metric| !matches!(metric.outcome, MetricOutcome::Rows(_)))
    }
}

/// Puts answers in the place of the earlier rows of the same metric. A metric that failed keeps its earlier rows, and so does
/// one of which the source knows nothing any more: an archive is there to outlive its source.
pub(super) fn merge<'m>(
    answers: impl IntoIterator<Item = (&'m CollectedMetric, Result<Read, SourceError>)>,
    earlier: Vec<Row>,
) -> Merged {
    let mut rows = Vec::new();
    let mut metrics = Vec::new();
    for (metric, answer) in answers {
        let name = metric.name.clone();
        let (outcome, warnings) = match answer {
            Err(error) => (MetricOutcome::Failed(error), Vec::new()),
            Ok(read) if read.rows.is_empty() => (MetricOutcome::Empty, read.warnings),
            Ok(read) => {
                let count = read.rows.len();
                rows.extend(read.rows);
                (MetricOutcome::Rows(count), read.warnings)
            }
        };
        metrics.push(MetricReport { name, outcome, warnings, kept: 0 });
    }
    let replaced: BTreeSet<String> = rows.iter().map(|row: &Row| row.metric.clone()).collect();
    for row in earlier.into_iter().filter(|row| !replaced.contains(&row.metric)) {
        if let Some(metric) = metrics.iter_mut().find(|metric| metric.name == row.metric) {
            metric.kept += 1;
        }
        rows.push(row);
    }
    Merged { rows, metrics }
}
