//! The verdict that is calibrated for data which come hour by hour and follow the calendar.

mod finding;
mod period;
mod report;

pub use finding::{ColumnFinding, Direction, ErrorFinding, ExpectedError};
pub use period::{Feature, Period};
pub use report::{HonestReport, Reason, Settings};
