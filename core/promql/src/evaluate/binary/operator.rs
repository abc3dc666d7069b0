//! The operators themselves, on two numbers.

use crate::ast::token::{self, TokenType};
use crate::evaluate::value::Row;
use crate::evaluate::{EvaluateError, error};

/// Operator of two numbers.
#[derive(Clone, Copy, Debug)]
pub(super) enum Operator {
    /// Makes a third.
    Arithmetic(fn(f64, f64) -> f64),
    /// Says whether the vector's value stays.
    Comparison(fn(&f64, &f64) -> bool),
}

impl Operator {
    /// The operator of a token.
    pub(super) fn of(token: TokenType) -> Result<Self, EvaluateError> {
        Ok(match token.id() {
            token::T_ADD => Self::Arithmetic(|left, right| left + right),
            token::T_SUB => Self::Arithmetic(|left, right| left - right),
            token::T_MUL => Self::Arithmetic(|left, right| left * right),
            token::T_DIV => Self::Arithmetic(|left, right| left / right),
            token::T_EQLC => Self::Comparison(f64::eq),
            token::T_NEQ => Self::Comparison(f64::ne),
            token::T_LSS => Self::Comparison(f64::lt),
            token::T_LTE => Self::Comparison(f64::le),
            token::T_GTR => Self::Comparison(f64::gt),
            token::T_GTE => Self::Comparison(f64::ge),
            _ => return Err(error::unsupported(&format!("`{token}`"))),
        })
    }

    /// The result for two operands; a comparison lets `kept` pass or nothing.
    pub(super) fn apply(self, left: f64, right: f64, kept: f64) -> Option<f64> {
        match self {
            Self::Arithmetic(combine) => Some(combine(left, right)),
            Self::Comparison(holds) => holds(&left, &right).then_some(kept),
        }
    }

    /// The result for two scalars, of which a comparison has nothing to filter.
    pub(super) fn of_numbers(self, left: f64, right: f64) -> Result<f64, EvaluateError> {
        match self {
            Self::Arithmetic(combine) => Ok(combine(left, right)),
            Self::Comparison(_) => Err(error::execution("comparisons between scalars must use BOOL modifier")),
        }
    }

    /// The row as the operator's result: arithmetic takes its name.
    pub(super) fn result_of(self, row: Row) -> Row {
        match self {
            Self::Arithmetic(_) => row.nameless(),
            Self::Comparison(_) => row,
        }
    }
}
