//! A value for a place `?` in a statement.

use serde::{Deserialize, Serialize};

/// A bound value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum SqlValue {
    /// `VARCHAR`.
    Text(String),
    /// `BIGINT`.
    Integer(i64),
    /// `DOUBLE`.
    Real(f64),
    /// `TIMESTAMP` in UTC, in milliseconds since the epoch.
    TimestampMs(i64),
    /// `DATE`, as `YYYY-MM-DD`.
    Date(String),
    /// `VARCHAR[]`, for `= ANY(?)`.
    TextList(Vec<String>),
}

/// A text as a literal: the one place that quotes for SQL.
#[must_use]
pub fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
