//! The part of PromQL that the samples understand, evaluated over a grid. The rest is refused in plain words.

mod aggregate;
mod binary;
mod budget;
mod call;
mod over_time;
mod rate;
mod reduction;
mod refusal;
mod select;
mod value;
mod window;

use promql::ast::Expr;
use promql::{RangeAnswer, RangeQuery};
use service::SourceError;
use timeseries::{Grid, Labels};

use crate::catalogue::Catalogue;
use budget::Budget;
use value::{Row, Value};
#[cfg(test)]
pub(crate) use {rate::Growth, window::Window};

/// How deep an expression may be; a chain such as `1+1+1` is one level deeper with each sign. A stack has an end.
const MAX_LEVELS: usize = 200;

/// Evaluates a query over the samples.
///
/// # Errors
/// `Answered` as Prometheus would, `Unsupported` for what only Prometheus can do, `TooLarge` over the budget.
pub(crate) fn evaluate(catalogue: &Catalogue, query: &RangeQuery) -> Result<RangeAnswer, SourceError> {
    let expr = promql::parse(&query.expr).map_err(|error| refusal::unreadable(&error))?;
    let mut evaluation = Evaluation { catalogue, grid: query.grid, budget: Budget::default(), levels: 0 };
    let rows = match evaluation.value(&expr)? {
        Value::Vector(rows) => rows,
        Value::Number(number) => evaluation.constant(number)?,
    };
    let mut series: Vec<_> = rows.into_iter().filter_map(|row| row.into_series(query.grid)).collect();
    series.sort_by(|a, b| a.labels.cmp(&b.labels));
    Ok(RangeAnswer { series, ..RangeAnswer::default() })
}

/// One query being evaluated.
struct Evaluation<'a> {
    catalogue: &'a Catalogue,
    grid: Grid,
    budget: Budget,
    /// How deep in the expression we are.
    levels: usize,
}

impl Evaluation<'_> {
    /// The value of an expression, on all points of the grid.
    fn value(&mut self, expr: &Expr) -> Result<Value, SourceError> {
        if self.levels == MAX_LEVELS {
            return Err(refusal::unsupported(&format!("expressions deeper than {MAX_LEVELS} levels")));
        }
        self.levels += 1;
        let value = self.value_at_this_level(expr)?;
        self.levels -= 1;
        // Whatever was done, it went over each point of the result.
        self.budget.spend(Budget::of_visits(value.series_count().saturating_mul(self.grid.len as u64)))?;
        Ok(value)
    }

    fn value_at_this_level(&mut self, expr: &Expr) -> Result<Value, SourceError> {
        match expr {
            Expr::NumberLiteral(literal) => Ok(Value::Number(literal.val)),
            Expr::Paren(paren) => self.value(&paren.expr),
            Expr::Unary(unary) => self.value(&unary.expr)?.map_nameless(|value| -value),
            Expr::VectorSelector(selector) => self.instant_vector(selector).map(Value::Vector),
            Expr::Call(call) => self.call(call),
            Expr::Aggregate(aggregate) => self.aggregate(aggregate),
            Expr::Binary(binary) => self.binary(binary),
            Expr::Subquery(_) => Err(refusal::unsupported("subqueries")),
            Expr::MatrixSelector(_) => Err(refusal::not_a_vector("range vector")),
            Expr::StringLiteral(_) => Err(refusal::not_a_vector("string")),
            Expr::Extension(_) => Err(refusal::unsupported("extensions of PromQL")),
        }
    }

    /// The rows of an expression that must be an instant vector; the parser has seen to it that it is.
    fn rows(&mut self, expr: &Expr) -> Result<Vec<Row>, SourceError> {
        match self.value(expr)? {
            Value::Vector(rows) => Ok(rows),
            Value::Number(_) => Err(refusal::execution("expected an instant vector, got a scalar")),
        }
    }

    /// A number as the series it is drawn as.
    fn constant(&self, number: f64) -> Result<Vec<Row>, SourceError> {
        Budget::check_points(1, self.grid.len)?;
        Ok(vec![Row { labels: Labels::default(), points: vec![Some(number); self.grid.len] }])
    }
}
