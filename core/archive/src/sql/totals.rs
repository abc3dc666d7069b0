//! Statement for the totals over some days, by metric and proxy.

use super::{Filter, Statement};

/// Columns `metric_name`, `api_proxy`, `records`, `total`, `mean`, `low`, `high`, `newest`, `not_finite`. What is not a number
/// is only counted.
#[must_use]
pub fn totals(filter: &Filter) -> Statement {
    filter.statement(
        "SELECT metric_name, api_proxy, count(*) AS records, sum(v) AS total, avg(v) AS mean, min(v) AS low, max(v) AS high,\n  \
         arg_max(v, timestamp) AS newest, count(*) - count(v) AS not_finite\n\
         FROM (SELECT *, CASE WHEN isfinite(value) THEN value END AS v FROM metrics)",
        "\nGROUP BY metric_name, api_proxy\nORDER BY metric_name, api_proxy",
    )
}

#[cfg(test)]
mod tests {
    use super::super::filter::tests::{check, hostile};
    use super::*;

    #[test]
    fn every_value_is_bound() {
        check(&totals(&hostile()));
    }
}
