//! `Threshold`: a value, or an expression that gives one.

use api::{ForecastParams, Param};
use timeseries::Unit;

use super::{given, typed_value, wrong};
use crate::Error;

/// Threshold that a metric is compared with.
#[derive(Clone, Debug, PartialEq)]
pub enum Threshold {
    /// One value for ever.
    Value(f64),
    /// The series of a PromQL expression.
    Expression(String),
}

/// Returns true if a text is an expression in some dialect, and no mistyped number such as `0,9` or a value in another unit.
fn is_expression(text: &str) -> bool {
    let begins_as_number = text.trim_start_matches(['-', '+', '.']).starts_with(|first: char| first.is_ascii_digit());
    let is_one_value = begins_as_number && !text.contains(['(', '{', '[']) && promql::inspect(text).is_err();
    !is_one_value && promql::may_be_expression(text)
}

impl Threshold {
    /// Parses the threshold, as a value of a unit if it is one; `None` if it is blank.
    pub(super) fn parse(params: &ForecastParams, unit: Option<Unit>) -> Result<Option<Self>, Error> {
        let Some(text) = given(params, Param::Threshold) else {
            return Ok(None);
        };
        let is_endless = text.parse::<f64>().is_ok_and(|number| !number.is_finite());
        match typed_value::parse(&text, unit) {
            Ok(value) => Ok(Some(Self::Value(value))),
            // What our parser does not know a source may: only what is no expression in any dialect is refused here.
            Err(_) if !is_endless && is_expression(&text) => Ok(Some(Self::Expression(text))),
            Err(error) => Err(wrong(
                Param::Threshold,
                format!("{error} or an expression"),
                &format!("{}, or a PromQL expression that gives one", error.advice()),
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

    /// As a sentence names it: `200 MB`, `80%`, or the expression.
    #[must_use]
    pub fn in_words(&self, unit: Unit) -> String {
        match self {
            // What was typed has as many digits as its writer gave it.
            Self::Value(value) => unit.format_within(*value, f64::NAN),
            Self::Expression(expr) => format!("`{expr}`"),
        }
    }
}
