//! The use cases, one a file, and the ports they need of the outside world.

mod archive_page;
mod archive_source;
mod collect;
mod counter;
mod error;
mod evaluate;
mod evaluations;
#[cfg(any(test, feature = "fakes"))]
pub mod fakes;
mod forecast_csv;
mod forecast_metric;
mod forecast_request;
mod forecast_table;
mod input_csv;
mod instruments_page;
mod joined_source;
mod kept_id;
mod limit;
mod list_metrics;
mod memory;
mod model;
mod models_page;
mod nature;
mod offer;
mod pool;
mod ports;
mod predict;
mod problem;
mod query_archive;
mod read_series;
mod readable;
mod run_script;
mod run_sql;
mod sampling;
mod simulate_upload;
mod starting_points;
mod status_page;
mod stored_evaluation;
mod stored_forecast;
mod suggest;
mod trigger_drift;
mod understand;
mod unwrapped;
mod words;
mod zoom;

use std::sync::Arc;

pub use archive_page::{ArchiveChart, ArchiveDownload, ArchiveDrawn};
pub use archive_source::ArchiveSource;
pub use collect::{
    ClockBehind, CollectError, CollectPlan, CollectReport, CollectWatcher, CollectedMetric, Collector, DayReport,
    FileOutcome, GapCount, Gaps, MetricOutcome, MetricReport, NoWatcher, PlanError, ProxyReport, Stop,
};
pub use counter::{COUNTER_MAX, Counter};
pub use error::{Error, NewestSample};
pub use evaluate::{EvaluationRequest, judge, rows_of_csv};
pub use forecast_csv::{forecast_csv, forecast_csv_along, stored_csv};
pub use forecast_request::{ForecastRequest, MAX_HISTORY_POINTS, MAX_HORIZON_STEPS, Threshold};
pub use forecast_table::{
    InputQuestion, OnSeriesDone, Said, SeriesForecast, TableAnswer, at_least_one, data_sha256, input_table_view,
    summary,
};
pub use input_csv::{InputError, InputFile, InputSeries, input_csv};
pub use instruments_page::Pressed;
pub use joined_source::{JoinedSource, MetricDefinition, MetricDefinitions, Pair};
pub use limit::{Limit, LimitSeries};
pub use memory::Memory;
pub use model::{
    BodyFormat, CsvError, FieldError, LoadedModel, ModelEntry, ModelError, ModelState, ModelToLoad, Models, Place,
};
pub use pool::{Pool, PoolEnding, PoolError, PoolWatcher};
pub use ports::{
    Archive, ArchiveError, ArchiveRoom, Author, CheckFault, CheckReport, CheckpointError, CheckpointStore, Clock,
    Confinement, Credentials, DayDraft, DayReader, EvaluationList, EvaluationStore, ForecastStore, JobReport,
    MetricsSource, ModelStore, Operation, OperationReport, OwnMetrics, Retention, RolledUp, ScrubReport, Secret,
    SourceAnswers, SourceEntry, SourceError, SourceKind, SourceTrouble, Sources, SqlAnswer, SqlEnd, SqlEngine,
    SqlError, SqlLimits, SqlPart, SqlQuery, StoreError, Wanted,
};
pub use predict::{PredictionRequest, Predictions};
pub use problem::{model_problem, problem, sql_problem};
pub use query_archive::{ArchiveQuestion, ArchiveReader, ArchiveReading, ArchiveSummary, QueryError, TextTable};
pub use readable::ReadableFiles;
pub use run_script::{RunScript, ScriptResult};
pub use run_sql::{SqlConsole, SqlDownload};
pub use sampling::WiderWindows;
pub use simulate_upload::{UploadError, Uploads};
pub use stored_evaluation::{EvaluatedColumn, EvaluatedRows, EvaluationSummary, StoredEvaluation};
pub use stored_forecast::{StoredForecast, StoredSeries};
pub use words::bytes as size_words;

/// The use cases with what they need of the outside world.
#[derive(Clone, Debug)]
pub struct Service {
    /// Sources of metrics.
    pub sources: Arc<dyn Sources>,
    /// Store of forecasts.
    pub store: Arc<dyn ForecastStore>,
    /// The models there are.
    pub models: Models,
    /// Store of evaluations.
    pub evaluations: Arc<dyn EvaluationStore>,
    /// The archive.
    pub archive: Arc<dyn Archive>,
    /// The SQL engine over the archive.
    pub sql: Arc<dyn SqlEngine>,
    /// The collector; `None` if the config does not say what to collect.
    pub collector: Option<Arc<Collector>>,
    /// Access of clients to SQL.
    pub console: SqlConsole,
    /// The counter of `GET /`.
    pub counter: Counter,
    /// Status of the operation.
    pub operation: Arc<dyn Operation>,
    /// Promcast's own metrics.
    pub own_metrics: Arc<dyn OwnMetrics>,
    /// Uploads that are simulated.
    pub uploads: Uploads,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// The thread pool of forecasts.
    pub pool: Pool,
    /// Caches of answers and forecasts.
    pub memory: Memory,
}
