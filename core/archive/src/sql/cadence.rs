//! Statement for the distance of the moments of each metric.

use super::{Filter, Statement};

/// Columns `metric_name`, `api_proxy`, `moments`, `first`, `last`, by day: what tells a row a minute from a row a day. Asked of a
/// few files.
#[must_use]
pub fn cadence(filter: &Filter) -> Statement {
    filter.statement(
        "SELECT metric_name, api_proxy, date, count(DISTINCT timestamp) AS moments, min(timestamp) AS first, max(timestamp) AS last\nFROM metrics",
        "\nGROUP BY ALL\nORDER BY metric_name, api_proxy, date",
    )
}

#[cfg(test)]
mod tests {
    use super::super::filter::tests::{check, hostile};
    use super::*;

    #[test]
    fn every_value_is_bound() {
        check(&cadence(&hostile()));
    }
}
