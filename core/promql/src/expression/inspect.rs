//! Inspects an expression: the metrics it names, and whether it shows a counter that only ever goes up.

use std::collections::BTreeSet;

use timeseries::Duration;

use super::ast::Expr;
use super::{ExpressionError, newer, parse, rate_offer, reading};
use crate::MetricKind;

/// An expression, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Inspection {
    /// The tree, or one of the same shape where the text has forms that are newer than the parser.
    expr: Expr,
    is_exact: bool,
}

/// Reads an expression for hints about it.
///
/// # Errors
/// Those of [`parse`]: only a cap means that the expression must not be sent.
pub fn inspect(expr: &str) -> Result<Inspection, ExpressionError> {
    let exact = parse(expr).map(|expr| Inspection { expr, is_exact: true });
    exact.or_else(|_| newer::shape(expr).map(|expr| Inspection { expr, is_exact: false }))
}

impl Inspection {
    /// The metrics the expression names, by name.
    #[must_use]
    pub fn metric_names(&self) -> BTreeSet<&str> {
        let mut names = BTreeSet::new();
        reading::each_selector(&self.expr, &mut |selector| names.extend(reading::metric_name(selector)));
        names
    }

    /// Returns true if the expression is one instant selector, and nothing else.
    #[must_use]
    pub fn is_selector(&self) -> bool {
        let mut expr = &self.expr;
        while let Expr::Paren(paren) = expr {
            expr = &paren.expr;
        }
        matches!(expr, Expr::VectorSelector(_))
    }

    /// The first counter whose own value is shown, perhaps summed or multiplied but without `rate`, `increase` and the
    /// like: its forecast says how long the process runs, not how busy it is. `kind_of` tells a metric's declared type.
    #[must_use]
    pub fn bare_counter(&self, kind_of: impl Fn(&str) -> MetricKind) -> Option<String> {
        let mut first = None;
        reading::each_value_read(&mut self.expr.clone(), &mut |read| {
            first = first.take().or_else(|| counter_in(read, &kind_of));
        });
        first
    }

    /// The expression with each bare counter `x` as `rate(x[W])`, where `W` is four steps and at least a minute: a
    /// rate wants several scrapes in its window (Prometheus manual, "rate()"). `None` where no counter is bare, and where a form is
    /// newer than the parser, for then the tree cannot be written down again.
    #[must_use]
    pub fn rate_offer(&self, step: Duration, kind_of: impl Fn(&str) -> MetricKind) -> Option<String> {
        if !self.is_exact {
            return None;
        }
        let window = step.times(4).max(Duration::MINUTE);
        rate_offer::rewritten(&self.expr, window, |read| counter_in(read, &kind_of).is_some())
    }
}

/// The name of the counter that a selector reads.
fn counter_in(read: &Expr, kind_of: &impl Fn(&str) -> MetricKind) -> Option<String> {
    let Expr::VectorSelector(selector) = read else {
        return None;
    };
    let name = reading::metric_name(selector)?;
    is_counter(name, kind_of(name)).then(|| name.to_owned())
}

/// By the declared type, and by the name where nobody declared one. The parts of histograms and summaries are counters.
fn is_counter(name: &str, kind: MetricKind) -> bool {
    let is_part = ["_count", "_sum", "_bucket"].iter().any(|suffix| name.ends_with(suffix));
    match kind {
        MetricKind::Counter => true,
        MetricKind::Gauge => false,
        MetricKind::Histogram | MetricKind::Summary => is_part,
        MetricKind::Unknown => is_part || name.ends_with("_total"),
    }
}
