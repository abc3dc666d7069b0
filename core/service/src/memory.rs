//! `Memory`: short-lived caches of answers, forecasts and metadata, because a click on the chart repeats the same query.

use std::sync::Arc;
use std::time::Duration;

use api::StartingPoint;
use archive::{Inventory, Table};
use forecast::{Forecast, Spec};
use moka::sync::Cache;
use profile::Spacing;
use promql::MetricInfo;
use timeseries::{Grid, Labels};

use crate::LimitSeries;
use crate::forecast_metric::Outlooks;
use crate::read_series::GridAnswer;

/// As long as a person looks at one answer, and no longer than a scrape takes to bring a newer sample.
const KEPT: Duration = Duration::from_secs(30);
/// Points of all answers kept: about 64 MB.
const MAX_POINTS: u64 = 8_000_000;
/// Forecasts kept: about 100 KB each.
const MAX_FORECASTS: u64 = 256;
/// Points of all limits kept, with what is expected of them: about 16 MB.
const MAX_LIMIT_POINTS: u64 = 2_000_000;
/// Bytes of all tables kept.
const MAX_TABLE_BYTES: u64 = 64 * 1024 * 1024;
/// Sources whose metrics are kept.
const MAX_SOURCES: u64 = 16;
/// Spacings kept.
const MAX_SPACINGS: u64 = 2_000;

/// The inventory of an archive, and its metrics with their row counts.
type ArchivedMetrics = (Arc<Inventory>, Arc<Vec<(String, u64)>>);

/// Answers and forecasts of the last half minute, starting points of the last minute, and the archive's metrics until its files change.
#[derive(Clone, Debug)]
pub struct Memory {
    answers: Cache<String, Arc<GridAnswer>>,
    forecasts: Cache<String, Arc<Forecast>>,
    /// The series that limit others, with their forecasts.
    limits: Cache<String, Arc<Vec<LimitSeries>>>,
    /// The outlooks of an answer's series.
    outlooks: Cache<String, Arc<Outlooks>>,
    /// Result tables of the archive, by files and statement.
    tables: Cache<String, Arc<Table>>,
    /// Questions to begin with, by the source they are of.
    starting_points: Cache<String, Arc<Vec<StartingPoint>>>,
    /// The metrics of a source, by its name.
    metrics: Cache<String, Arc<Vec<MetricInfo>>>,
    /// Spacing of a selector's samples; `None` if it cannot be determined.
    spacings: Cache<String, Option<Spacing>>,
    /// The metrics of the archive with their rows, and what it held when they were counted.
    archived: Cache<(), ArchivedMetrics>,
}

impl Default for Memory {
    fn default() -> Self {
        let answers = Cache::builder().time_to_live(KEPT).max_capacity(MAX_POINTS).weigher(points).build();
        let forecasts = Cache::builder().time_to_live(KEPT).max_capacity(MAX_FORECASTS).build();
        let limits = Cache::builder().time_to_live(KEPT).max_capacity(MAX_LIMIT_POINTS).weigher(limit_points).build();
        let outlooks = Cache::builder().time_to_live(KEPT).max_capacity(MAX_FORECASTS).build();
        let starting_points = Cache::builder().time_to_live(KEPT * 2).max_capacity(MAX_SOURCES).build();
        let metrics = Cache::builder().time_to_live(KEPT).max_capacity(MAX_SOURCES).build();
        let spacings = Cache::builder().time_to_live(KEPT).max_capacity(MAX_SPACINGS).build();
        let tables = Cache::builder().time_to_live(KEPT).max_capacity(MAX_TABLE_BYTES).weigher(table_bytes).build();
        let archived = Cache::builder().max_capacity(1).build();
        Self { answers, forecasts, limits, outlooks, starting_points, tables, metrics, spacings, archived }
    }
}

fn points(_key: &String, answer: &Arc<GridAnswer>) -> u32 {
    let points: usize = answer.series.iter().map(|series| series.values.len() + 50).sum();
    u32::try_from(points).unwrap_or(u32::MAX)
}

fn limit_points(_key: &String, limit: &Arc<Vec<LimitSeries>>) -> u32 {
    let points: usize = limit.iter().map(|one| one.series.values.len() + one.ahead.len() + 50).sum();
    u32::try_from(points).unwrap_or(u32::MAX)
}

fn table_bytes(_key: &String, table: &Arc<Table>) -> u32 {
    u32::try_from(table.bytes()).unwrap_or(u32::MAX)
}

/// Cache key of an answer. The source counts by its name: sources of one name have one configuration.
pub(crate) fn answer_key(source: &str, expr: &str, grid: Grid) -> String {
    format!("{source}\n{expr}\n{grid:?}")
}

/// Cache key of a forecast.
pub(crate) fn forecast_key(answer_key: &str, labels: &Labels, spec: &Spec) -> String {
    format!("{answer_key}\n{labels}\n{spec:?}")
}

/// Cache key of the forecasts of a limit.
pub(crate) fn limit_key(answer_key: &str, horizon_steps: usize) -> String {
    format!("{answer_key}\n{horizon_steps}")
}

impl Memory {
    pub(crate) fn answer(&self, key: &str) -> Option<Arc<GridAnswer>> {
        self.answers.get(key)
    }

    pub(crate) fn keep_answer(&self, key: String, answer: &Arc<GridAnswer>) {
        self.answers.insert(key, Arc::clone(answer));
    }

    pub(crate) fn table(&self, key: &str) -> Option<Arc<Table>> {
        self.tables.get(key)
    }

    pub(crate) fn keep_table(&self, key: String, table: &Arc<Table>) {
        self.tables.insert(key, Arc::clone(table));
    }

    pub(crate) fn starting_points(&self, source: &str) -> Option<Arc<Vec<StartingPoint>>> {
        self.starting_points.get(source)
    }

    pub(crate) fn keep_starting_points(&self, source: &str, points: &Arc<Vec<StartingPoint>>) {
        self.starting_points.insert(source.to_owned(), Arc::clone(points));
    }

    pub(crate) fn metrics(&self, source: &str) -> Option<Arc<Vec<MetricInfo>>> {
        self.metrics.get(source)
    }

    pub(crate) fn keep_metrics(&self, source: &str, metrics: &Arc<Vec<MetricInfo>>) {
        self.metrics.insert(source.to_owned(), Arc::clone(metrics));
    }

    pub(crate) fn spacing(&self, key: &str) -> Option<Option<Spacing>> {
        self.spacings.get(key)
    }

    pub(crate) fn keep_spacing(&self, key: String, spacing: Option<Spacing>) {
        self.spacings.insert(key, spacing);
    }

    /// The metrics of an archive that is as it was when they were counted.
    pub(crate) fn archived_metrics(&self, inventory: &Arc<Inventory>) -> Option<Arc<Vec<(String, u64)>>> {
        let (of, metrics) = self.archived.get(&())?;
        (Arc::ptr_eq(&of, inventory) || of == *inventory).then_some(metrics)
    }

    pub(crate) fn keep_archived_metrics(&self, inventory: &Arc<Inventory>, metrics: Vec<(String, u64)>) {
        self.archived.insert((), (Arc::clone(inventory), Arc::new(metrics)));
    }

    pub(crate) fn forecast(&self, key: &str) -> Option<Arc<Forecast>> {
        self.forecasts.get(key)
    }

    pub(crate) fn keep_forecast(&self, key: String, forecast: &Arc<Forecast>) {
        self.forecasts.insert(key, Arc::clone(forecast));
    }

    pub(crate) fn outlooks(&self, key: &str) -> Option<Arc<Outlooks>> {
        self.outlooks.get(key)
    }

    pub(crate) fn keep_outlooks(&self, key: String, outlooks: &Arc<Outlooks>) {
        self.outlooks.insert(key, Arc::clone(outlooks));
    }

    pub(crate) fn limit(&self, key: &str) -> Option<Arc<Vec<LimitSeries>>> {
        self.limits.get(key)
    }

    pub(crate) fn keep_limit(&self, key: String, limit: &Arc<Vec<LimitSeries>>) {
        self.limits.insert(key, Arc::clone(limit));
    }
}
