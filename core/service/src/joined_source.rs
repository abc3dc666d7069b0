//! The archive and the Prometheus it is collected from as one source: old from the archive, new from Prometheus, no point
//! twice.

mod definitions;
mod fresh;
mod pair;
mod seam;

use std::collections::BTreeSet;
use std::sync::Arc;

use async_trait::async_trait;
use promql::{MetricInfo, MetricKind, RangeAnswer, RangeQuery};
use timeseries::{Duration, Timestamp};

use crate::archive_source::{ArchiveSource, coarse, evaluated};
use crate::{MetricsSource, SourceError};
pub use definitions::{MetricDefinition, MetricDefinitions, Pair};

/// So many queries are asked for their newest sample.
const NEWEST_ASKED: usize = 8;

/// Both as one. Of an archived metric and API proxy, what is newer than its newest row comes from the collector's own query.
#[derive(Debug)]
pub struct JoinedSource {
    archive: ArchiveSource,
    prometheus: Arc<dyn MetricsSource>,
    definitions: Arc<dyn MetricDefinitions>,
}

impl JoinedSource {
    /// The archive, where it is collected from, and by which queries.
    #[must_use]
    pub fn new(
        archive: ArchiveSource,
        prometheus: Arc<dyn MetricsSource>,
        definitions: Arc<dyn MetricDefinitions>,
    ) -> Self {
        Self { archive, prometheus, definitions }
    }
}

#[async_trait]
impl MetricsSource for JoinedSource {
    async fn query_range(&self, query: &RangeQuery) -> Result<RangeAnswer, SourceError> {
        let reading = self.archive.reader().read_to_the_newest(query).await?;
        let infos = coarse(&reading, query.grid.step).into_iter().collect();
        let mut warnings = reading.warnings;
        let plan = fresh::plan(query, &reading.series, self.definitions.as_ref())?;
        warnings.extend(plan.warnings);
        let fresh = fresh::ask(self.prometheus.as_ref(), plan.questions).await;
        warnings.extend(fresh.warnings);
        let is_partial = fresh.answers.values().flatten().any(|answer| answer.is_partial);
        let series = seam::joined(reading.series, &plan.seams, fresh.answers, query.grid.step);
        let answer = evaluated(series, query.clone()).await?;
        Ok(RangeAnswer { warnings, infos, is_partial, ..answer })
    }

    async fn metrics(&self) -> Result<Vec<MetricInfo>, SourceError> {
        let mut metrics = self.archive.metrics().await?;
        let defined: BTreeSet<String> = self.definitions.pairs().into_iter().map(|pair| pair.metric).collect();
        let new = defined.into_iter().filter(|name| metrics.iter().all(|metric| metric.name != *name));
        let help = "Collected, and not in the archive yet.";
        let new: Vec<_> = new
            .map(|name| MetricInfo { name, kind: MetricKind::Gauge, help: help.to_owned(), unit: String::new() })
            .collect();
        metrics.extend(new);
        metrics.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(metrics)
    }

    async fn newest_sample(&self, expr: &str, before: Timestamp) -> Result<Option<Timestamp>, SourceError> {
        let mut newest = self.archive.newest_sample(expr, before).await?;
        for query in fresh::queries(expr, self.definitions.as_ref()).into_iter().take(NEWEST_ASKED) {
            // Where Prometheus does not answer, the archive's word is better than none.
            newest = newest.max(self.prometheus.newest_sample(&query, before).await.ok().flatten());
        }
        Ok(newest)
    }

    async fn resolution(&self, expr: &str, before: Timestamp) -> Option<Duration> {
        self.archive.resolution(expr, before).await
    }
}

#[cfg(test)]
mod tests;
