//! The usual metrics by proxy: total requests and average response time.

use super::{Filter, Statement};

/// The total of `request_count` by proxy: `api_proxy`, `total_requests`, the largest first.
#[must_use]
pub fn total_requests(filter: &Filter) -> Statement {
    by_proxy(filter, "request_count", "sum(value) AS total_requests")
}

/// The mean of `response_time` by proxy, in milliseconds: `api_proxy`, `avg_response_time`, the largest first.
#[must_use]
pub fn average_response_time(filter: &Filter) -> Statement {
    by_proxy(filter, "response_time", "avg(value) AS avg_response_time")
}

fn by_proxy(filter: &Filter, metric: &str, figure: &str) -> Statement {
    let filter = Filter { metrics: vec![metric.to_owned()], ..filter.clone() };
    filter.statement(
        &format!("SELECT api_proxy, {figure}\nFROM metrics"),
        "\n  AND isfinite(value)\nGROUP BY api_proxy\nORDER BY 2 DESC, api_proxy",
    )
}

#[cfg(test)]
mod tests {
    use super::super::filter::tests::{check, hostile};
    use super::*;

    #[test]
    fn every_value_is_bound() {
        check(&total_requests(&hostile()));
        check(&average_response_time(&hostile()));
    }
}
