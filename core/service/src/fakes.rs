//! The ports in memory, for tests: no socket, no file, no clock.

mod archive_contract;
mod checkpoint_contract;
mod dice;
mod evaluation_contract;
mod fake_metrics;
mod fake_operation;
mod fake_source;
mod fake_sql;
mod memory_archive;
mod memory_checkpoint;
mod memory_evaluations;
mod memory_models;
mod memory_store;
mod model_contract;
pub mod soak;
mod store_contract;
mod whole_day;

pub use archive_contract::{check_archive, day_of};
pub use checkpoint_contract::check_checkpoint;
pub use dice::Dice;
pub use evaluation_contract::{check_evaluations, evaluation_of};
pub use fake_metrics::FakeMetrics;
pub use fake_operation::FakeOperation;
pub use fake_source::{FakeSource, FakeSources};
pub use fake_sql::FakeSql;
pub use memory_archive::MemoryArchive;
pub use memory_checkpoint::{MemoryCheckpoint, fresh_counter};
pub use memory_evaluations::MemoryEvaluations;
pub use memory_models::MemoryModels;
pub use memory_store::MemoryStore;
pub use model_contract::check_models;
pub use store_contract::{check_store, forecast_of};
#[cfg(test)]
pub(crate) use whole_day::HeldDraft;
pub use whole_day::{DayToKeep, WholeDays};

use timeseries::Timestamp;

use crate::Clock;

/// A clock that stands still.
#[derive(Clone, Copy, Debug)]
pub struct FixedClock(pub Timestamp);

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        self.0
    }
}
