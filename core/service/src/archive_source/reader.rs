//! Reads the samples that an expression needs from the files of the archive.

use std::sync::Arc;

use archive::samples::{ArchivedSeries, MetricCount, Samples, UnexpectedColumns, metric_counts};
use archive::{Inventory, LeftOut, sql};
use promql::RangeQuery;
use promql::evaluate::evaluate;
use timeseries::{Day, Grid};

use super::ask::{Rows, ask};
use super::plan::{Plan, plan, plan_to_the_newest};
use crate::{Archive, SourceError, SqlEngine};

/// As many series as a Prometheus is asked for.
const MAX_SERIES: usize = 1_000;
/// So many files are named one by one.
const NAMED: usize = 3;

/// An archive with what reads it.
#[derive(Clone, Debug)]
pub(crate) struct SamplesReader {
    archive: Arc<dyn Archive>,
    sql: Arc<dyn SqlEngine>,
}

/// Result of a read.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    /// By labels; an evaluation selects of them again.
    pub(crate) series: Vec<ArchivedSeries>,
    /// The files that were left out.
    pub(crate) warnings: Vec<String>,
}

impl SamplesReader {
    pub(super) fn new(archive: Arc<dyn Archive>, sql: Arc<dyn SqlEngine>) -> Self {
        Self { archive, sql }
    }

    /// Returns the inventory of the archive.
    pub(crate) async fn inventory(&self) -> Result<Arc<Inventory>, SourceError> {
        self.archive.inventory().await.map_err(|error| SourceError::Archive { why: error.to_string() })
    }

    /// The samples that a query needs.
    pub(crate) async fn read(&self, query: &RangeQuery) -> Result<Reading, SourceError> {
        self.read_by(query, plan).await
    }

    /// The same, and the newest sample of each series, be it after the query's grid.
    pub(crate) async fn read_to_the_newest(&self, query: &RangeQuery) -> Result<Reading, SourceError> {
        self.read_by(query, plan_to_the_newest).await
    }

    async fn read_by(
        &self,
        query: &RangeQuery,
        plan: fn(&RangeQuery, &Inventory) -> Plan,
    ) -> Result<Reading, SourceError> {
        // What is refused is refused before anything is read.
        evaluate(&[], query).map_err(|error| SourceError::of_evaluation(error, "the archived metrics"))?;
        let inventory = self.inventory().await?;
        let mut reading = self.read_plan(&plan(query, &inventory)).await?;
        reading.warnings.extend(left_out(&inventory.left_out, query.grid));
        Ok(reading)
    }

    /// The samples of a plan.
    pub(super) async fn read_plan(&self, plan: &Plan) -> Result<Reading, SourceError> {
        if plan.wanted.is_empty() {
            return Ok(Reading::default());
        }
        let Rows { batches, warnings } =
            ask(self.sql.as_ref(), &sql::samples(&plan.wanted), plan.files.clone()).await?;
        let mut samples = Samples::default();
        for batch in batches {
            samples.add(&batch).map_err(unexpected)?;
            if samples.series_count() > MAX_SERIES {
                let what = format!("more than {MAX_SERIES} series");
                return Err(SourceError::TooLarge { what, limit: MAX_SERIES.to_string() });
            }
        }
        Ok(Reading { series: samples.into_series(), warnings })
    }

    /// The metrics there are.
    pub(super) async fn metric_counts(&self, inventory: &Inventory) -> Result<Vec<MetricCount>, SourceError> {
        let rows = ask(self.sql.as_ref(), &sql::metric_names(), inventory.files.clone()).await?;
        let mut counts = Vec::new();
        for batch in &rows.batches {
            counts.extend(metric_counts(batch).map_err(unexpected)?);
        }
        Ok(counts)
    }
}

fn unexpected(error: UnexpectedColumns) -> SourceError {
    SourceError::Archive { why: error.to_string() }
}

/// The damaged files of the days of a grid, in a sentence.
fn left_out(files: &[LeftOut], grid: Grid) -> Option<String> {
    let (first, last) = (Day::of(grid.start), Day::of(grid.end()));
    let within = |file: &&LeftOut| file.day.is_none_or(|day| first <= day && day <= last);
    let files: Vec<_> = files.iter().filter(within).collect();
    let named: Vec<_> = files.iter().take(NAMED).map(|file| format!("{} ({})", file.path, file.reason)).collect();
    let more = match files.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    (!files.is_empty()).then(|| format!("left out of the archive: {}{more}", named.join(", ")))
}
