//! The mean of each hour of each weekday.

use super::{Filter, Statement};

/// Columns `metric_name`, `weekday` (1 for Monday), `hour` (UTC), `mean`, `records`.
#[must_use]
pub fn heatmap(filter: &Filter) -> Statement {
    filter.statement(
        "SELECT metric_name, isodow(timestamp) AS weekday, hour(timestamp) AS hour, avg(value) AS mean, count(*) AS records\nFROM metrics",
        "\n  AND isfinite(value)\nGROUP BY ALL\nORDER BY metric_name, weekday, hour",
    )
}

#[cfg(test)]
mod tests {
    use super::super::filter::tests::{check, hostile};
    use super::*;

    #[test]
    fn every_value_is_bound() {
        check(&heatmap(&hostile()));
    }
}
