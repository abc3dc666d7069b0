//! Function calls: which function does what with which argument.

use super::rate::Growth;
use super::reduction::Reduction;
use super::value::{Row, Value, distinct};
use super::{EvaluateError, Evaluation, error};
use crate::ast::{Call, Expr, MatrixSelector};

impl Evaluation<'_> {
    /// The value of a call. The parser has checked number and types of the arguments.
    pub(super) fn call(&mut self, call: &Call) -> Result<Value, EvaluateError> {
        let (name, arguments) = (call.func.name, Arguments(call));
        if let Some(reduction) = name.strip_suffix("_over_time").and_then(Reduction::named) {
            return self.over_time(reduction, arguments.matrix()?).map(Value::Vector);
        }
        if let Some(growth) = Growth::named(name) {
            return self.growth(growth, arguments.matrix()?).map(Value::Vector);
        }
        match name {
            "abs" => self.value(arguments.get(0)?)?.map_nameless(f64::abs),
            "clamp_min" => self.clamped(arguments, |value, least| if value < least { least } else { value }),
            "clamp_max" => self.clamped(arguments, |value, most| if value > most { most } else { value }),
            "timestamp" => self.timestamps(arguments.get(0)?).map(Value::Vector),
            _ => Err(error::unsupported(&format!("`{name}`"))),
        }
    }

    fn clamped(&mut self, arguments: Arguments<'_>, clamp: fn(f64, f64) -> f64) -> Result<Value, EvaluateError> {
        let vector = self.value(arguments.get(0)?)?;
        match self.value(arguments.get(1)?)? {
            Value::Number(bound) => vector.map_nameless(|value| clamp(value, bound)),
            Value::Vector(_) => Err(error::execution("expected a scalar, got an instant vector")),
        }
    }

    /// Evaluates `timestamp()`: the sample's own time for a plain selector, the point's for anything computed.
    fn timestamps(&mut self, expr: &Expr) -> Result<Vec<Row>, EvaluateError> {
        if let Expr::VectorSelector(selector) = unwrapped(expr) {
            return distinct(self.instant_times(selector)?);
        }
        let rows = self.rows(expr)?;
        let timed = |row: Row| {
            let times = self.grid.times().map(|time| time.seconds());
            let points = row.points.iter().zip(times).map(|(point, time)| point.map(|_| time)).collect();
            Row { labels: row.labels, points }.nameless()
        };
        distinct(rows.into_iter().map(timed).collect())
    }
}

/// The arguments of a call.
#[derive(Clone, Copy, Debug)]
struct Arguments<'a>(&'a Call);

impl<'a> Arguments<'a> {
    fn get(self, index: usize) -> Result<&'a Expr, EvaluateError> {
        let argument = self.0.args.args.get(index).map(AsRef::as_ref);
        argument.ok_or_else(|| error::execution("too few arguments"))
    }

    /// The first argument, a range selector.
    fn matrix(self) -> Result<&'a MatrixSelector, EvaluateError> {
        match unwrapped(self.get(0)?) {
            Expr::MatrixSelector(matrix) => Ok(matrix),
            _ => Err(error::unsupported("subqueries")),
        }
    }
}

/// Removes the parentheses around an expression, if any.
fn unwrapped(mut expr: &Expr) -> &Expr {
    while let Expr::Paren(paren) = expr {
        expr = &paren.expr;
    }
    expr
}
