//! A part of PromQL evaluated over series that are at hand. The rest is refused in plain words. Windows are open at their
//! start, as since Prometheus 3.0: `[5m]` of a value a minute has five, and not the six that Prometheus 2 may count.

mod aggregate;
mod binary;
mod budget;
mod call;
mod error;
mod kept;
mod over_time;
mod rate;
mod reads;
mod reduction;
mod samples;
mod select;
mod value;
mod window;

use timeseries::{Grid, Labels};

use crate::ast::Expr;
use crate::{RangeAnswer, RangeQuery};
use budget::Budget;
pub use error::{EvaluateError, UNDERSTOOD};
pub use kept::KeptSeries;
pub use rate::Edges;
pub use reads::{Read, demanded, equalities, label_fits, reads};
pub use samples::{KnownCounter, SeriesSamples};
use value::{Row, Value};
pub use window::Window;

/// Maximum depth of an expression; a chain such as `1+1+1` is one level deeper with each sign. A stack has an end.
const MAX_LEVELS: usize = 200;

/// Evaluates a query over some series, of which its selectors select.
///
/// # Errors
/// `Refused` as Prometheus would, `Unsupported` for what only Prometheus can do, `TooLarge` over the budget.
pub fn evaluate(series: &[&dyn SeriesSamples], query: &RangeQuery) -> Result<RangeAnswer, EvaluateError> {
    let expr = crate::parse(&query.expr).map_err(|error| error::unreadable(&error))?;
    let mut evaluation = Evaluation { series, grid: query.grid, budget: Budget::default(), levels: 0 };
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
    series: &'a [&'a dyn SeriesSamples],
    grid: Grid,
    budget: Budget,
    /// Current depth in the expression.
    levels: usize,
}

impl Evaluation<'_> {
    /// The value of an expression, on all points of the grid.
    fn value(&mut self, expr: &Expr) -> Result<Value, EvaluateError> {
        if self.levels == MAX_LEVELS {
            return Err(error::unsupported(&format!("expressions deeper than {MAX_LEVELS} levels")));
        }
        self.levels += 1;
        let value = self.value_at_this_level(expr)?;
        self.levels -= 1;
        // Whatever was done, it went over each point of the result.
        self.budget.spend(Budget::of_visits(value.series_count().saturating_mul(self.grid.len as u64)))?;
        Ok(value)
    }

    fn value_at_this_level(&mut self, expr: &Expr) -> Result<Value, EvaluateError> {
        match expr {
            Expr::NumberLiteral(literal) => Ok(Value::Number(literal.val)),
            Expr::Paren(paren) => self.value(&paren.expr),
            Expr::Unary(unary) => self.value(&unary.expr)?.map_nameless(|value| -value),
            Expr::VectorSelector(selector) => self.instant_vector(selector).map(Value::Vector),
            Expr::Call(call) => self.call(call),
            Expr::Aggregate(aggregate) => self.aggregate(aggregate),
            Expr::Binary(binary) => self.binary(binary),
            Expr::Subquery(_) => Err(error::unsupported("subqueries")),
            Expr::MatrixSelector(_) => Err(error::not_a_vector("range vector")),
            Expr::StringLiteral(_) => Err(error::not_a_vector("string")),
            Expr::Extension(_) => Err(error::unsupported("extensions of PromQL")),
        }
    }

    /// The rows of an expression that must be an instant vector; the parser has seen to it that it is.
    fn rows(&mut self, expr: &Expr) -> Result<Vec<Row>, EvaluateError> {
        match self.value(expr)? {
            Value::Vector(rows) => Ok(rows),
            Value::Number(_) => Err(error::execution("expected an instant vector, got a scalar")),
        }
    }

    /// A number as the series it is drawn as.
    fn constant(&self, number: f64) -> Result<Vec<Row>, EvaluateError> {
        Budget::check_points(1, self.grid.len)?;
        Ok(vec![Row { labels: Labels::default(), points: vec![Some(number); self.grid.len] }])
    }
}
