//! Lists as literals: DuckDB's bindings cannot bind a list.

use super::words::{Token, placed_tokens};
use super::{SqlValue, Statement, literal};

impl Statement {
    /// The same statement with its lists as literals in the text.
    #[must_use]
    pub fn with_lists_in_text(self) -> Self {
        if !self.values.iter().any(|value| matches!(value, SqlValue::TextList(_))) {
            return self;
        }
        let places: Vec<usize> =
            placed_tokens(&self.sql).filter(|(_, token)| *token == Token::Sign('?')).map(|(at, _)| at).collect();
        let (mut sql, mut values, mut copied) = (String::new(), Vec::new(), 0);
        for (index, value) in self.values.into_iter().enumerate() {
            match (value, places.get(index)) {
                (SqlValue::TextList(list), Some(&at)) => {
                    sql.push_str(&self.sql[copied..at]);
                    sql.push_str(&list_literal(&list));
                    copied = at + 1;
                }
                (value, _) => values.push(value),
            }
        }
        sql.push_str(&self.sql[copied..]);
        Self { sql, values }
    }
}

fn list_literal(list: &[String]) -> String {
    let texts: Vec<String> = list.iter().map(|text| literal(text)).collect();
    format!("([{}]::VARCHAR[])", texts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_takes_its_place() {
        let list = SqlValue::TextList(vec!["a".to_owned(), "it's".to_owned()]);
        let sql = "SELECT '?' WHERE x = ? AND y = ANY(?) -- ?\n AND z = ?".to_owned();
        let values = vec![SqlValue::Integer(1), list, SqlValue::Integer(2)];
        let spelled = Statement { sql, values }.with_lists_in_text();
        let expected = "SELECT '?' WHERE x = ? AND y = ANY((['a', 'it''s']::VARCHAR[])) -- ?\n AND z = ?";
        assert_eq!(spelled.sql, expected);
        assert_eq!(spelled.values, [SqlValue::Integer(1), SqlValue::Integer(2)]);
    }

    #[test]
    fn an_empty_list_is_one_too() {
        let statement = Statement { sql: "SELECT ?".to_owned(), values: vec![SqlValue::TextList(Vec::new())] };
        assert_eq!(statement.with_lists_in_text().sql, "SELECT ([]::VARCHAR[])");
    }
}
