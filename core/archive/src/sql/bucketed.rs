//! Series: the mean of each stretch of time, by metric and proxy.

use timeseries::Duration;

use super::{Filter, Statement};

/// Origin of the buckets, in milliseconds since the epoch: Monday 2000-01-03, as in DuckDB.
pub const STRETCHES_FROM_MS: i64 = 946_857_600_000;

/// Columns `moment`, `metric_name`, `api_proxy`, `mean`; in the order of time. Stretches are aligned to the day and the Monday.
/// What is not a number counts for nothing; a stretch without a number has no row.
#[must_use]
pub fn bucketed(filter: &Filter, step: Duration) -> Statement {
    let seconds = step.ms().div_ceil(1000).max(1);
    let head = format!(
        "SELECT time_bucket(INTERVAL '{seconds} seconds', timestamp) AS moment, metric_name, api_proxy, avg(value) AS mean\nFROM metrics"
    );
    filter.statement(&head, "\n  AND isfinite(value)\nGROUP BY ALL\nORDER BY moment, metric_name, api_proxy")
}

#[cfg(test)]
mod tests {
    use super::super::filter::tests::{check, hostile};
    use super::*;

    #[test]
    fn every_value_is_bound() {
        check(&bucketed(&hostile(), Duration::HOUR));
        assert!(bucketed(&hostile(), Duration::HOUR).sql.contains("INTERVAL '3600 seconds'"));
    }
}
