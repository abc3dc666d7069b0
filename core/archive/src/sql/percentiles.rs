//! Percentiles by metric and proxy.

use super::{Filter, Statement};

/// The percentages, with the columns that hold them.
pub const PERCENTILES: [(&str, &str); 4] = [("p50", "p50"), ("p90", "p90"), ("p95", "p95"), ("p99", "p99")];

/// Columns `metric_name`, `api_proxy`, `records`, `p50`, `p90`, `p95`, `p99`.
#[must_use]
pub fn percentiles(filter: &Filter) -> Statement {
    let inner = filter.statement(
        "  SELECT metric_name, api_proxy, count(*) AS records, quantile_cont(value, [0.5, 0.9, 0.95, 0.99]) AS q\n  FROM metrics",
        "\n  AND isfinite(value)\n  GROUP BY ALL",
    );
    let outer = "SELECT metric_name, api_proxy, records, q[1] AS p50, q[2] AS p90, q[3] AS p95, q[4] AS p99\nFROM";
    Statement { sql: format!("{outer} (\n{}\n)\nORDER BY metric_name, api_proxy", inner.sql), ..inner }
}

#[cfg(test)]
mod tests {
    use super::super::filter::tests::{check, hostile};
    use super::*;

    #[test]
    fn every_value_is_bound() {
        check(&percentiles(&hostile()));
    }
}
