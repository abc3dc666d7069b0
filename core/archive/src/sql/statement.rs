//! A statement with its values.

use super::SqlValue;

/// One statement; each `?` in its text stands for the next of its values.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The text.
    pub sql: String,
    /// The values, in order.
    pub values: Vec<SqlValue>,
}

impl Statement {
    /// A statement without values.
    #[must_use]
    pub fn plain(sql: impl Into<String>) -> Self {
        Self { sql: sql.into(), values: Vec::new() }
    }

    /// The same statement with its values as literals: what a person can read, change and run.
    #[must_use]
    pub fn shown(&self) -> String {
        let mut values = self.values.iter();
        let mut is_quoted = false;
        let mut shown = String::with_capacity(self.sql.len() + 40 * self.values.len());
        for c in self.sql.chars() {
            is_quoted ^= c == '\'';
            match (c, is_quoted) {
                ('?', false) => shown.push_str(&values.next().map_or_else(|| "?".to_owned(), SqlValue::shown)),
                _ => shown.push(c),
            }
        }
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_take_their_places() {
        let statement = Statement {
            sql: "SELECT '?' || ?, labels['a?b'] FROM metrics WHERE x = ? AND y IN (?)".to_owned(),
            values: vec![
                SqlValue::Text("it's ? '".to_owned()),
                SqlValue::Integer(-5),
                SqlValue::TextList(vec!["a".to_owned(), "'; DROP TABLE t; --".to_owned()]),
            ],
        };
        assert_eq!(
            statement.shown(),
            "SELECT '?' || 'it''s ? ''', labels['a?b'] FROM metrics WHERE x = -5 AND y IN (['a', '''; DROP TABLE t; --'])"
        );
    }

    #[test]
    fn a_moment_is_written_as_one() {
        let shown = |value| Statement { sql: "?".to_owned(), values: vec![value] }.shown();
        assert_eq!(shown(SqlValue::TimestampMs(1_700_000_000_123)), "TIMESTAMP '2023-11-14 22:13:20.123'");
        assert_eq!(shown(SqlValue::TimestampMs(1_700_000_000_000)), "TIMESTAMP '2023-11-14 22:13:20'");
        assert_eq!(shown(SqlValue::Date("2026-11-20".to_owned())), "DATE '2026-11-20'");
        assert_eq!(shown(SqlValue::Real(0.5)), "0.5");
        assert_eq!(shown(SqlValue::Real(f64::NAN)), "'NaN'::DOUBLE");
    }
}
