//! Statement for the metrics, and the number of rows of each.

use super::{Filter, Statement};

/// Columns `metric_name`, `records`, `not_finite`.
#[must_use]
pub fn counts(filter: &Filter) -> Statement {
    filter.statement(
        "SELECT metric_name, count(*) AS records, count(*) FILTER (NOT isfinite(value)) AS not_finite\nFROM metrics",
        "\nGROUP BY metric_name\nORDER BY metric_name",
    )
}

#[cfg(test)]
mod tests {
    use super::super::filter::tests::{check, hostile};
    use super::*;

    #[test]
    fn every_value_is_bound() {
        check(&counts(&hostile()));
    }
}
