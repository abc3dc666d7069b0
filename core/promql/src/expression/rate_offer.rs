//! The rewriting of an expression that shows a counter into one that shows how fast the counter goes.

use timeseries::Duration;

use super::ast::{Expr, MatrixSelector};
use super::{parse, reading};

/// The text of `expr` with `rate(x[window])` for each selector `x` that `wanted` names; `None` where it names none, or
/// where the text would not read as the tree it was made from.
pub(super) fn rewritten(expr: &Expr, window: Duration, wanted: impl Fn(&Expr) -> bool) -> Option<String> {
    let mut offer = expr.clone();
    reading::each_value_read(&mut offer, &mut |read| {
        if wanted(read)
            && let Some(rate) = rate_of(read, window)
        {
            *read = rate;
        }
    });
    let text = offer.to_string();
    (offer != *expr && parse(&text).as_ref() == Ok(&offer)).then_some(text)
}

fn rate_of(read: &Expr, window: Duration) -> Option<Expr> {
    let Expr::VectorSelector(selector) = read else {
        return None;
    };
    let matrix = MatrixSelector { vs: selector.clone(), range: window.into() };
    parse(&format!("rate({matrix})")).ok()
}
