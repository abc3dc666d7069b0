//! PromQL expressions, read for hints, and refused where a hostile text would have a parser recurse too deep.

mod error;
mod inspect;
mod outline;
mod rate_offer;
mod reading;

use std::panic;

pub use error::ExpressionError;
pub use inspect::{Inspection, inspect};

/// The tree of a parsed expression as promql-parser builds it, with the nodes of Prometheus' own parser.
/// Its `parse` is left out on purpose: only [`parse`](crate::parse) has the caps.
pub mod ast {
    pub use promql_parser::label::{Labels, MatchOp, Matcher, Matchers};
    pub use promql_parser::parser::{
        AggregateExpr, AtModifier, BinModifier, BinaryExpr, Call, Expr, Function, FunctionArgs, LabelModifier,
        MatrixSelector, NumberLiteral, Offset, ParenExpr, StringLiteral, SubqueryExpr, UnaryExpr,
        VectorMatchCardinality, VectorSelector, token, value,
    };
}

/// Reads an expression, within the caps [`MAX_BYTES`](ExpressionError::MAX_BYTES),
/// [`MAX_DEPTH`](ExpressionError::MAX_DEPTH) and [`MAX_OPERATORS`](ExpressionError::MAX_OPERATORS).
///
/// # Errors
/// `TooLong`, `TooDeep` and `TooManyOperators` are caps: such an expression goes nowhere. `Syntax` is the opinion of a
/// parser that follows Prometheus 2.45 and may be older than the Prometheus that is asked.
pub fn parse(expr: &str) -> Result<ast::Expr, ExpressionError> {
    let fault = outline::check(expr)?;
    let syntax = |message| match fault {
        Some(fault) => ExpressionError::Syntax { message: fault.message, position: Some(fault.position) },
        None => ExpressionError::Syntax { message, position: None },
    };
    // promql-parser panics on durations such as `up[1e20]` and `up offset -1e30`, which are texts like any other.
    let parsed = panic::catch_unwind(|| promql_parser::parser::parse(expr));
    parsed.unwrap_or_else(|_| Err("a number in the expression is out of range".to_owned())).map_err(syntax)
}

#[cfg(test)]
mod tests;
