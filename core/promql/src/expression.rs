//! PromQL expressions, read for hints, and refused where a hostile text would have a parser recurse too deep.

mod error;
mod histogram_offer;
mod inspect;
mod newer;
mod outline;
mod rate_offer;
mod reading;
pub(crate) mod tokens;

use std::panic;

pub use error::ExpressionError;
pub use histogram_offer::{HistogramOffer, histogram_offer};
pub use inspect::{Inspection, inspect};
pub(crate) use newer::shape;

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
/// parser that follows Prometheus 3.8: duration expressions, `anchored`, `smoothed` and `1_000` of later ones are not known to
/// it, nor are most forms of MetricsQL. The source that is asked has the last word.
pub fn parse(expr: &str) -> Result<ast::Expr, ExpressionError> {
    let fault = outline::check(expr)?;
    let syntax = |message| match fault {
        Some(fault) => ExpressionError::Syntax { message: fault.message, position: Some(fault.position) },
        None => ExpressionError::Syntax { message, position: None },
    };
    let text = tokens::without_backticks(expr);
    caught(|| promql_parser::parser::parse(&text)).map_err(syntax)
}

/// Runs a parser of others. promql-parser 0.11.1 panics on some numbers, and those come in texts like any other.
fn caught<T>(parse: impl FnOnce() -> Result<T, String> + panic::UnwindSafe) -> Result<T, String> {
    panic::catch_unwind(parse).unwrap_or_else(|_| Err("a number in the expression is out of range".to_owned()))
}

/// Tells whether a source may read `text` as an expression: it is within the caps, and its brackets and quotes have partners. What
/// else is PromQL, or MetricsQL, is for the source to say.
#[must_use]
pub fn may_be_expression(text: &str) -> bool {
    match parse(text) {
        Ok(_) => true,
        Err(error) => !error.is_cap() && error.position().is_none() && tokens::significant(text).len() > 1,
    }
}

#[cfg(test)]
mod tests;
