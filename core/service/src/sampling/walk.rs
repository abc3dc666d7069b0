//! A walk through an expression that may change it.

use promql::ast::Expr;

/// Visits an expression and then, where the visit asks for it, its parts, from the outside in.
pub(super) fn walk(expr: &mut Expr, visit: &mut impl FnMut(&mut Expr) -> bool) {
    if !visit(expr) {
        return;
    }
    match expr {
        Expr::Aggregate(aggregate) => walk(&mut aggregate.expr, visit),
        Expr::Unary(unary) => walk(&mut unary.expr, visit),
        Expr::Paren(paren) => walk(&mut paren.expr, visit),
        Expr::Subquery(subquery) => walk(&mut subquery.expr, visit),
        Expr::Binary(binary) => {
            walk(&mut binary.lhs, visit);
            walk(&mut binary.rhs, visit);
        }
        Expr::Call(call) => call.args.args.iter_mut().for_each(|argument| walk(argument, visit)),
        _ => {}
    }
}
