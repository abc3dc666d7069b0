//! Fits against those of Prophet itself, of clean series, and of series nobody should send.

mod golden;
mod hostile;
mod options;
mod reference;

use timeseries::{Duration, Timestamp};

use super::*;

const START_SECONDS: i64 = 1_704_067_200;

fn fit(prophet: &Prophet, table: &Table, values: &[f64]) -> Result<Fitted, ForecastError> {
    prophet.fit(table, values, &Cancel::default())
}

/// `count` moments from the `first`-th on, an hour apart.
fn hours(first: u64, count: u64) -> Table {
    Table::of_times(
        (first..first + count)
            .map(|hour| Timestamp::from_seconds(START_SECONDS) + Duration::HOUR.times(hour))
            .collect(),
    )
}
