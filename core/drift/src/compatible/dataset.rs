//! The verdict over all columns: the share that drifted against a limit.

use serde::{Deserialize, Serialize};

use super::ColumnTest;
use crate::Column;
use crate::sample::Room;

/// The share of drifted columns from which on Evidently calls the data drifted.
pub const DRIFT_SHARE: f64 = 0.5;

/// Every column's test, and what they say together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DatasetVerdict {
    /// One test a column, in the order they were given.
    pub columns: Vec<ColumnTest>,
    /// How many drifted.
    pub drifted_columns: usize,
    /// Drifted columns over all columns, 0 to 1; 0 where there is no column.
    pub share: f64,
    /// Whether the share reached the limit.
    pub drifted: bool,
}

/// Tests every column and compares the share that drifted with `drift_share`, 0 to 1 ([`DRIFT_SHARE`] is Evidently's).
#[must_use]
pub fn dataset(columns: &[Column<'_>], drift_share: f64) -> DatasetVerdict {
    let mut room = Room::default();
    let columns: Vec<ColumnTest> = columns.iter().map(|column| ColumnTest::of(column, &mut room)).collect();
    let drifted_columns = columns.iter().filter(|column| column.drifted).count();
    let share = drifted_columns as f64 / columns.len().max(1) as f64;
    DatasetVerdict { drifted: !columns.is_empty() && share >= drift_share, columns, drifted_columns, share }
}
