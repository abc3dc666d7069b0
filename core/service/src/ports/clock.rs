//! `Clock`: port of the current time. Core never reads the time; only the use cases do, by this port.

use timeseries::Timestamp;

/// A clock.
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// This moment.
    fn now(&self) -> Timestamp;
}
