//! Ports: the traits by which the use cases reach the outside world. Adapters implement them; nothing here opens anything.

mod archive;
mod checkpoint_store;
mod clock;
mod evaluation_store;
mod forecast_store;
mod metrics_source;
mod model_store;
mod operation;
mod own_metrics;
mod sources;
mod sql_engine;
mod store_error;

pub use archive::{Archive, ArchiveError, ArchiveRoom, DayDraft, DayReader, Retention, RolledUp, ScrubReport, Wanted};
pub use checkpoint_store::{CheckpointError, CheckpointStore};
pub use clock::Clock;
pub use evaluation_store::{EvaluationList, EvaluationStore};
pub use forecast_store::ForecastStore;
pub use metrics_source::{MetricsSource, SourceError};
pub use model_store::ModelStore;
pub use operation::{CheckFault, CheckReport, JobReport, Operation, OperationReport, SourceAnswers, SourceTrouble};
pub use own_metrics::OwnMetrics;
pub use sources::{Credentials, Secret, SourceEntry, SourceKind, Sources};
pub use sql_engine::{Author, Confinement, SqlAnswer, SqlEnd, SqlEngine, SqlError, SqlLimits, SqlPart, SqlQuery};
pub use store_error::StoreError;
