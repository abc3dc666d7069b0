//! A value for a place `?` in a statement.

use serde::{Deserialize, Serialize};
use timeseries::{Timestamp, text};

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

impl SqlValue {
    /// The value as a literal.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Text(text) => literal(text),
            Self::Integer(number) => number.to_string(),
            Self::Real(number) if number.is_finite() => format!("{number:?}"),
            Self::Real(number) => format!("'{number}'::DOUBLE"),
            Self::TimestampMs(ms) => timestamp(*ms),
            Self::Date(day) => format!("DATE {}", literal(day)),
            Self::TextList(texts) => {
                let literals: Vec<String> = texts.iter().map(|text| literal(text)).collect();
                format!("[{}]", literals.join(", "))
            }
        }
    }
}

fn timestamp(ms: i64) -> String {
    let second = text::ds(Timestamp::from_ms(ms));
    match ms.rem_euclid(1000) {
        0 => format!("TIMESTAMP '{second}'"),
        rest => format!("TIMESTAMP '{second}.{rest:03}'"),
    }
}
