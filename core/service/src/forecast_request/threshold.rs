//! What a crossing is asked of: a number, or an expression that gives one.

use std::fmt;

use api::{ForecastParams, Param};
use timeseries::text;

use super::{given, wrong};
use crate::Error;

/// What a metric is compared with.
#[derive(Clone, Debug, PartialEq)]
pub enum Threshold {
    /// One value for ever.
    Value(f64),
    /// The series of a PromQL expression.
    Expression(String),
}

impl Threshold {
    /// What was typed; `None` where nothing was.
    pub(super) fn parse(params: &ForecastParams) -> Result<Option<Self>, Error> {
        let Some(text) = given(params, Param::Threshold) else {
            return Ok(None);
        };
        match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Some(Self::Value(number))),
            // What our parser does not know a source may: only what is no expression in any dialect is refused here.
            Err(_) if promql::may_be_expression(&text) => Ok(Some(Self::Expression(text))),
            _ => Err(wrong(
                Param::Threshold,
                format!("`{text}` is neither a number nor an expression"),
                "Give a number such as `0.9`, in the metric's own unit, or a PromQL expression that gives one",
            )),
        }
    }

    /// The value, where it is one for ever.
    #[must_use]
    pub fn value(&self) -> Option<f64> {
        match self {
            Self::Value(value) => Some(*value),
            Self::Expression(_) => None,
        }
    }
}

impl fmt::Display for Threshold {
    /// As a sentence names it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(value) => f.write_str(&text::number(*value)),
            Self::Expression(expr) => write!(f, "`{expr}`"),
        }
    }
}
