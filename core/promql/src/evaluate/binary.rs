//! `+ - * /` and comparisons, between numbers, between a vector and a number, and between vectors of the same labels.

mod matching;
mod operator;

use super::value::{Row, Value, distinct};
use super::{EvaluateError, Evaluation, error};
use crate::ast::{BinModifier, BinaryExpr, VectorMatchCardinality};
use operator::Operator;

impl Evaluation<'_> {
    /// The value of a binary expression.
    pub(super) fn binary(&mut self, binary: &BinaryExpr) -> Result<Value, EvaluateError> {
        let operator = Operator::of(binary.op)?;
        check_modifier(binary.modifier.as_ref())?;
        match (self.value(&binary.lhs)?, self.value(&binary.rhs)?) {
            (Value::Number(left), Value::Number(right)) => operator.of_numbers(left, right).map(Value::Number),
            (Value::Vector(rows), Value::Number(right)) => {
                each(operator, rows, |value| operator.apply(value, right, value)).map(Value::Vector)
            }
            (Value::Number(left), Value::Vector(rows)) => {
                each(operator, rows, |value| operator.apply(left, value, value)).map(Value::Vector)
            }
            (Value::Vector(left), Value::Vector(right)) => {
                matching::one_to_one(operator, left, right).map(Value::Vector)
            }
        }
    }
}

/// Each value changed or filtered out. A filter leaves the series what it is; arithmetic makes it a nameless other.
fn each(operator: Operator, rows: Vec<Row>, change: impl Fn(f64) -> Option<f64>) -> Result<Vec<Row>, EvaluateError> {
    let rows = rows.into_iter().map(|row| operator.result_of(row.filter_map(&change)));
    distinct(rows.collect())
}

fn check_modifier(modifier: Option<&BinModifier>) -> Result<(), EvaluateError> {
    let Some(modifier) = modifier else { return Ok(()) };
    if modifier.return_bool {
        return Err(error::unsupported("`bool`"));
    }
    if modifier.is_matching_on() || modifier.is_matching_labels_not_empty() {
        return Err(error::unsupported("`on` and `ignoring`"));
    }
    if modifier.card != VectorMatchCardinality::OneToOne {
        return Err(error::unsupported("`group_left` and `group_right`"));
    }
    if modifier.fill_values.lhs.or(modifier.fill_values.rhs).is_some() {
        return Err(error::unsupported("`fill`"));
    }
    Ok(())
}
