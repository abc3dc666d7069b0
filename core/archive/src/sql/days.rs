//! Statement for the content of each day.

use super::{Filter, Statement};

/// Columns `date`, `api_proxy`, `records`, `first`, `last`.
#[must_use]
pub fn days(filter: &Filter) -> Statement {
    filter.statement(
        "SELECT date, api_proxy, count(*) AS records, min(timestamp) AS first, max(timestamp) AS last\nFROM metrics",
        "\nGROUP BY date, api_proxy\nORDER BY date, api_proxy",
    )
}

#[cfg(test)]
mod tests {
    use super::super::filter::tests::{check, hostile};
    use super::*;

    #[test]
    fn every_value_is_bound() {
        check(&days(&hostile()));
    }
}
