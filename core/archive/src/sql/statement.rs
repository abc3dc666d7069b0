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
}
