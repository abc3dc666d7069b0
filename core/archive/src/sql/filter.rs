//! `Filter`: the rows of a statement, by days, proxies, metrics and time range.

use timeseries::{Day, TimeRange};

use super::{SqlValue, Statement};

/// A choice of rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    /// The first day.
    pub from: Day,
    /// The last day, included.
    pub to: Day,
    /// The proxies; none means every one.
    pub proxies: Vec<String>,
    /// The metrics; none means every one.
    pub metrics: Vec<String>,
    /// A part of the days.
    pub window: Option<TimeRange>,
}

impl Filter {
    /// All rows of some days.
    #[must_use]
    pub fn of_days(from: Day, to: Day) -> Self {
        Self { from, to, proxies: Vec::new(), metrics: Vec::new(), window: None }
    }

    /// The statement `head`, this choice as its `WHERE`, and `tail`. Values in `head` come before those of the choice.
    pub(super) fn statement(&self, head: &str, tail: &str) -> Statement {
        let (conditions, values) = self.conditions();
        Statement { sql: format!("{head}\nWHERE {}{tail}", conditions.join("\n  AND ")), values }
    }

    /// Conditions with their values.
    pub(super) fn conditions(&self) -> (Vec<String>, Vec<SqlValue>) {
        let mut conditions = vec!["date BETWEEN ? AND ?".to_owned()];
        let mut values = vec![SqlValue::Text(self.from.to_string()), SqlValue::Text(self.to.to_string())];
        for (column, chosen) in [("api_proxy", &self.proxies), ("metric_name", &self.metrics)] {
            if !chosen.is_empty() {
                conditions.push(format!("{column} IN ({})", vec!["?"; chosen.len()].join(", ")));
                values.extend(chosen.iter().cloned().map(SqlValue::Text));
            }
        }
        if let Some(window) = self.window {
            conditions.push("timestamp >= ?".to_owned());
            conditions.push("timestamp < ?".to_owned());
            values.extend([window.start, window.end].map(|time| SqlValue::TimestampMs(time.ms())));
        }
        (conditions, values)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(crate) fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// A choice with every part, made by an enemy.
    pub(crate) fn hostile() -> Filter {
        Filter {
            proxies: vec!["a' OR 1=1 --".to_owned(), "b".to_owned()],
            metrics: vec!["'; COPY metrics TO 'x' --".to_owned()],
            window: Some(day("2026-11-02").range()),
            ..Filter::of_days(day("2026-11-01"), day("2026-11-03"))
        }
    }

    /// Every value is bound: the text holds as many places as there are values, and nothing of the values.
    pub(crate) fn check(statement: &Statement) {
        assert_eq!(statement.sql.matches('?').count(), statement.values.len(), "{}", statement.sql);
        assert!(!statement.sql.contains("COPY") && !statement.sql.contains("OR 1=1"), "{}", statement.sql);
        assert!(!statement.shown().contains(" ?"), "{}", statement.shown());
    }

    #[test]
    fn only_what_is_chosen_is_a_condition() {
        let all = Filter::of_days(day("2026-11-01"), day("2026-11-03")).statement("SELECT 1 FROM metrics", "");
        assert_eq!(all.shown(), "SELECT 1 FROM metrics\nWHERE date BETWEEN '2026-11-01' AND '2026-11-03'");
        let some = hostile().statement("SELECT 1 FROM metrics", "\nLIMIT 1");
        check(&some);
        assert!(
            some.sql.contains("api_proxy IN (?, ?)") && some.sql.ends_with("timestamp < ?\nLIMIT 1"),
            "{}",
            some.sql
        );
        assert!(some.shown().contains("'a'' OR 1=1 --'"), "{}", some.shown());
    }
}
