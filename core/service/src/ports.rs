//! What the use cases need of the outside world. Adapters implement these traits; nothing here opens anything.

mod archive;
mod clock;
mod forecast_store;
mod metrics_source;
mod sources;
mod sql_engine;

pub use archive::{Archive, ArchiveError, DayToKeep, Retention, RolledUp, ScrubReport};
pub use clock::Clock;
pub use forecast_store::{ForecastStore, StoreError};
pub use metrics_source::{MetricsSource, SourceError};
pub use sources::{Credentials, Secret, SourceEntry, SourceKind, Sources};
pub use sql_engine::{Author, Confinement, SqlAnswer, SqlEnd, SqlEngine, SqlError, SqlLimits, SqlPart, SqlQuery};
