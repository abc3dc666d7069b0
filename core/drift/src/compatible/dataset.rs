//! The verdict over all columns: the share that drifted against a limit.

use std::panic::resume_unwind;
use std::thread;

use serde::{Deserialize, Serialize};

use super::ColumnTest;
use crate::Column;
use crate::sample::Room;

/// The share of drifted columns from which on Evidently calls the data drifted.
pub const DRIFT_SHARE: f64 = 0.5;

/// Values of all columns from which on a second thread costs less than it saves.
const LARGE: usize = 1_000_000;

/// Every column's test, and what they say together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DatasetVerdict {
    /// One test a column, in the order they were given.
    pub columns: Vec<ColumnTest>,
    /// Number of columns that drifted.
    pub drifted_columns: usize,
    /// Drifted columns over all columns, 0 to 1; 0 where there is no column.
    pub share: f64,
    /// True if the share reached the limit.
    pub drifted: bool,
}

/// Tests every column and compares the share that drifted with `drift_share`, 0 to 1 ([`DRIFT_SHARE`] is Evidently's).
#[must_use]
pub fn dataset(columns: &[Column<'_>], drift_share: f64) -> DatasetVerdict {
    let columns = if is_large(columns) { side_by_side(columns) } else { one_by_one(columns) };
    let drifted_columns = columns.iter().filter(|column| column.drifted).count();
    let share = drifted_columns as f64 / columns.len().max(1) as f64;
    DatasetVerdict { drifted: !columns.is_empty() && share >= drift_share, columns, drifted_columns, share }
}

fn is_large(columns: &[Column<'_>]) -> bool {
    columns.iter().map(|column| column.reference.len() + column.current.len()).sum::<usize>() >= LARGE
}

fn one_by_one(columns: &[Column<'_>]) -> Vec<ColumnTest> {
    let mut room = Room::default();
    columns.iter().map(|column| ColumnTest::of(column, &mut room)).collect()
}

/// The first half by a thread of its own. No column knows another, so that the answer is the same.
fn side_by_side(columns: &[Column<'_>]) -> Vec<ColumnTest> {
    let (first, rest) = columns.split_at(columns.len() / 2);
    thread::scope(|scope| {
        let first = scope.spawn(|| one_by_one(first));
        let rest = one_by_one(rest);
        let first = first.join().unwrap_or_else(|panic| resume_unwind(panic));
        first.into_iter().chain(rest).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ColumnKind;

    #[test]
    fn side_by_side_is_one_after_the_other() {
        let values = |factor: usize| (0..1000).map(|row| (row * factor % 101) as f64).collect::<Vec<f64>>();
        let (reference, current) = (values(7), values(31));
        let column = |name| Column { name, kind: ColumnKind::Numerical, reference: &reference, current: &current };
        for names in [&["a"][..], &["a", "b", "c"]] {
            let columns: Vec<_> = names.iter().map(|name| column(name)).collect();
            assert_eq!(side_by_side(&columns), one_by_one(&columns));
        }
    }
}
