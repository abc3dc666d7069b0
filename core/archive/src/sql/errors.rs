//! Errors by proxy and type.

use super::{Filter, Statement};
use crate::rollup::ERRORS;

/// Columns `api_proxy`, `error_type`, `errors`; the most errors first. The type is empty where the rows have no such label.
/// The metric is `error_count`, whichever metrics the filter names.
#[must_use]
pub fn errors(filter: &Filter) -> Statement {
    let filter = Filter { metrics: vec![ERRORS.to_owned()], ..filter.clone() };
    filter.statement(
        "SELECT api_proxy, coalesce(labels['error_type'], '') AS error_type, sum(value) AS errors\nFROM metrics",
        "\n  AND isfinite(value)\nGROUP BY ALL\nORDER BY errors DESC, api_proxy, error_type",
    )
}

#[cfg(test)]
mod tests {
    use super::super::filter::tests::{check, hostile};
    use super::*;

    #[test]
    fn every_value_is_bound() {
        check(&errors(&hostile()));
        assert!(errors(&hostile()).shown().contains("metric_name IN ('error_count')"));
    }
}
