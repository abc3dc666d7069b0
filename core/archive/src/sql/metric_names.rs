//! The statement that lists the metrics there are.

use super::Statement;

/// Lists names with how many rows and API proxies they have, by name, as [`metric_counts`](crate::samples::metric_counts)
/// reads them.
#[must_use]
pub fn metric_names() -> Statement {
    Statement::plain(
        "SELECT metric_name, count(*) AS rows, count(DISTINCT api_proxy) AS proxies FROM metrics \
         GROUP BY metric_name ORDER BY metric_name",
    )
}
