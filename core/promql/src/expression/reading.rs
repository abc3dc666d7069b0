//! Analyses how an expression uses a metric: which parts of its value are the metric's own value, up to arithmetic.

use promql_parser::label::{METRIC_NAME, MatchOp};

use super::ast::{Expr, VectorSelector};

/// The name of the metric a selector asks for, where it asks for exactly one.
pub(super) fn metric_name(selector: &VectorSelector) -> Option<&str> {
    let by_matcher = || {
        let matchers = selector.matchers.matchers.iter();
        let mut names = matchers.filter(|matcher| matcher.name == METRIC_NAME && matcher.op == MatchOp::Equal);
        names.next().map(|matcher| matcher.value.as_str())
    };
    selector.name.as_deref().or_else(by_matcher)
}

/// Visits every selector below `expr`, itself included.
pub(super) fn each_selector<'e>(expr: &'e Expr, visit: &mut impl FnMut(&'e VectorSelector)) {
    match expr {
        Expr::VectorSelector(selector) => visit(selector),
        Expr::MatrixSelector(matrix) => visit(&matrix.vs),
        Expr::Aggregate(aggregate) => {
            each_selector(&aggregate.expr, visit);
            aggregate.param.iter().for_each(|param| each_selector(param, visit));
        }
        Expr::Unary(unary) => each_selector(&unary.expr, visit),
        Expr::Paren(paren) => each_selector(&paren.expr, visit),
        Expr::Subquery(subquery) => each_selector(&subquery.expr, visit),
        Expr::Binary(binary) => {
            each_selector(&binary.lhs, visit);
            each_selector(&binary.rhs, visit);
        }
        Expr::Call(call) => call.args.args.iter().for_each(|arg| each_selector(arg, visit)),
        Expr::NumberLiteral(_) | Expr::StringLiteral(_) | Expr::Extension(_) => {}
    }
}

/// Visits the instant selectors whose values are the values of `expr`, up to arithmetic, aggregation and functions of
/// one moment. A range or a subquery ends the way: what looks back over time has its own meaning for a counter.
pub(super) fn each_value_read(expr: &mut Expr, visit: &mut impl FnMut(&mut Expr)) {
    match expr {
        Expr::VectorSelector(_) => visit(expr),
        // These tell how many series there are, not what is in them.
        Expr::Aggregate(aggregate) if matches!(aggregate.op.to_string().as_str(), "count" | "group") => {}
        Expr::Aggregate(aggregate) => each_value_read(&mut aggregate.expr, visit),
        Expr::Unary(unary) => each_value_read(&mut unary.expr, visit),
        Expr::Paren(paren) => each_value_read(&mut paren.expr, visit),
        Expr::Binary(binary) => {
            each_value_read(&mut binary.lhs, visit);
            // The right side of these only says which series of the left side stay.
            if !matches!(binary.op.to_string().as_str(), "and" | "unless") {
                each_value_read(&mut binary.rhs, visit);
            }
        }
        Expr::Call(call) if keeps_values(call.func.name) => {
            call.args.args.iter_mut().for_each(|arg| each_value_read(arg, visit));
        }
        _ => {}
    }
}

/// Returns true if the result of a function of one moment goes up for ever where its argument does.
fn keeps_values(function: &str) -> bool {
    const FUNCTIONS: [&str; 16] = [
        "abs",
        "ceil",
        "clamp",
        "clamp_max",
        "clamp_min",
        "exp",
        "floor",
        "histogram_quantile",
        "label_join",
        "label_replace",
        "ln",
        "log10",
        "log2",
        "round",
        "sort",
        "sort_desc",
    ];
    FUNCTIONS.contains(&function)
}
