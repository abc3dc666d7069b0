//! Texts of the archive's page: what was read, its age, errors.

use api::{ArchiveProblem, ProblemKind};
use archive::Inventory;
use timeseries::text::counted;
use timeseries::{Timestamp, text};

use crate::SqlError;
use crate::words::ago;

/// The engine gave no answer.
pub(super) fn of_engine(error: SqlError) -> ArchiveProblem {
    let mut problem = crate::sql_problem(&error);
    if matches!(error, SqlError::Timeout { .. } | SqlError::OutOfMemory { .. } | SqlError::TooLarge { .. }) {
        problem.next = "Choose fewer days, API proxies or metrics.".to_owned();
    }
    // The statement is ours, and so is the mistake.
    if matches!(error, SqlError::Statement { .. } | SqlError::NotARead { .. }) {
        problem.kind = ProblemKind::Internal;
        problem.next = "This is a fault of Promcast: its log says more.".to_owned();
    }
    problem.position = None;
    ArchiveProblem { problem, field: None }
}

/// `Loaded 1,204 records from 3 days for 2 API proxies.`, as the dashboard that this page replaces says it.
pub(super) fn header(records: u64, days: usize, proxies: usize) -> String {
    let noun = if proxies == 1 { "API proxy" } else { "API proxies" };
    format!("Loaded {} from {} for {proxies} {noun}.", counted(records, "record"), counted(days as u64, "day"))
}

/// Says how old the newest row is.
pub(super) fn freshness(inventory: &Inventory, now: Timestamp) -> String {
    let newest = inventory.files.iter().filter_map(|file| file.span).map(|(_, last)| last).max();
    let Some(newest) = newest else { return String::new() };
    match newest > now {
        true => format!("Data to {}.", text::moment(newest, now)),
        false => format!("Data to {}, {} ago.", text::moment(newest, now), ago(newest, now)),
    }
}

#[cfg(test)]
mod tests {
    use timeseries::text::grouped;

    use super::*;

    #[test]
    fn counts_for_people() {
        let cases = [(0, "0"), (999, "999"), (1000, "1,000"), (7_776_000, "7,776,000"), (12_345, "12,345")];
        for (count, words) in cases {
            assert_eq!(grouped(count), words);
        }
        assert_eq!(header(1204, 3, 2), "Loaded 1,204 records from 3 days for 2 API proxies.");
        assert_eq!(header(1, 1, 1), "Loaded 1 record from 1 day for 1 API proxy.");
    }
}
