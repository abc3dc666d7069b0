//! The ports in memory, for tests: no socket, no file, no clock.

mod archive_contract;
mod fake_source;
mod fake_sql;
mod memory_archive;
mod memory_store;
mod store_contract;

pub use archive_contract::{check_archive, day_of};
pub use fake_source::{FakeSource, FakeSources};
pub use fake_sql::FakeSql;
pub use memory_archive::MemoryArchive;
pub use memory_store::MemoryStore;
pub use store_contract::{check_store, forecast_of};

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
