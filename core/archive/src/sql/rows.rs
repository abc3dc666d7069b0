//! The rows themselves, sorted and searched.

use super::{Filter, SqlValue, Statement};

/// A column of the archive. What a stranger typed never names one: it only picks one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Timestamp,
    MetricName,
    Value,
    ApiProxy,
    Labels,
    Date,
}

/// An order of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub column: Column,
    /// The largest first.
    pub is_descending: bool,
}

impl Column {
    /// All of them, in the order of the files.
    pub const ALL: [Self; 6] =
        [Self::Timestamp, Self::MetricName, Self::Value, Self::ApiProxy, Self::Labels, Self::Date];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Timestamp => "timestamp",
            Self::MetricName => "metric_name",
            Self::Value => "value",
            Self::ApiProxy => "api_proxy",
            Self::Labels => "labels",
            Self::Date => "date",
        }
    }

    /// The column of a name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.name() == name)
    }
}

/// Every row that holds `search`, in an order: all columns as they are in the files. A search looks at names and labels, and
/// knows no small and capital letters.
#[must_use]
pub fn rows(filter: &Filter, search: &str, sort: Sort) -> Statement {
    let names: Vec<&str> = Column::ALL.into_iter().map(Column::name).collect();
    let head = format!("SELECT {}\nFROM metrics", names.join(", "));
    searched(filter, &head, search, &format!("\nORDER BY {}", order(sort)))
}

/// `limit` of those rows, from the one after `offset`.
#[must_use]
pub fn page_of_rows(filter: &Filter, search: &str, sort: Sort, limit: u64, offset: u64) -> Statement {
    let mut page = rows(filter, search, sort);
    page.sql.push_str("\nLIMIT ? OFFSET ?");
    page.values.extend([limit, offset].map(|count| SqlValue::Integer(i64::try_from(count).unwrap_or(i64::MAX))));
    page
}

/// Counts the rows that hold `search`, in the column `records`.
#[must_use]
pub fn found(filter: &Filter, search: &str) -> Statement {
    searched(filter, "SELECT count(*) AS records\nFROM metrics", search, "")
}

fn searched(filter: &Filter, head: &str, search: &str, tail: &str) -> Statement {
    let search = search.trim().to_lowercase();
    if search.is_empty() {
        return filter.statement(head, tail);
    }
    let place = "contains(lower(concat_ws(' ', metric_name, api_proxy, CAST(labels AS VARCHAR), CAST(timestamp AS VARCHAR))), ?)";
    let mut statement = filter.statement(head, &format!("\n  AND {place}{tail}"));
    statement.values.push(SqlValue::Text(search));
    statement
}

/// The column first, then what makes the order the same on every page.
fn order(sort: Sort) -> String {
    let first = format!("{}{}", sort.column.name(), if sort.is_descending { " DESC" } else { "" });
    let others = ["timestamp", "metric_name", "api_proxy", "hash(labels)"];
    let others = others.into_iter().filter(|name| *name != sort.column.name());
    std::iter::once(first.as_str()).chain(others).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::super::filter::tests::{check, day, hostile};
    use super::*;

    const NEWEST: Sort = Sort { column: Column::Timestamp, is_descending: true };

    #[test]
    fn every_value_is_bound() {
        for search in ["", "%' OR 1=1 --", "COPY"] {
            check(&page_of_rows(&hostile(), search, NEWEST, 25, 50));
            check(&found(&hostile(), search));
        }
    }

    #[test]
    fn only_columns_sort() {
        assert_eq!(Column::of_name("value"), Some(Column::Value));
        for name in ["", "VALUE", "value DESC", "1", "random()"] {
            assert_eq!(Column::of_name(name), None, "{name}");
        }
        let statement = rows(&Filter::of_days(day("2026-11-01"), day("2026-11-01")), "", NEWEST);
        assert!(statement.sql.ends_with("ORDER BY timestamp DESC, metric_name, api_proxy, hash(labels)"));
    }

    #[test]
    fn a_search_knows_no_capitals_and_no_patterns() {
        let statement = found(&Filter::of_days(day("2026-11-01"), day("2026-11-01")), " Api_% ");
        assert_eq!(statement.values.last(), Some(&SqlValue::Text("api_%".to_owned())));
    }
}
