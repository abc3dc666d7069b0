//! Reads of an expression: its selectors, and the time range of each of them.

use timeseries::{Duration, Grid};

use super::select::{LookBack, in_ms};
use crate::ast::{Expr, VectorSelector};

/// One selector of an expression.
#[derive(Clone, Copy, Debug)]
pub struct Read<'e> {
    /// Selector of the series.
    pub selector: &'e VectorSelector,
    /// The length of its windows where it is a range selector.
    pub window: Option<Duration>,
}

impl Read<'_> {
    /// The moments it looks at from the points of a grid.
    #[must_use]
    pub fn seen_from(&self, grid: Grid) -> Grid {
        Grid { start: LookBack::of(self.selector.offset.as_ref()).from(grid.start), ..grid }
    }
}

/// All selectors of an expression.
#[must_use]
pub fn reads(expr: &Expr) -> Vec<Read<'_>> {
    let mut found = Vec::new();
    let mut rest = vec![expr];
    while let Some(expr) = rest.pop() {
        match expr {
            Expr::VectorSelector(selector) => found.push(Read { selector, window: None }),
            Expr::MatrixSelector(matrix) => {
                found.push(Read { selector: &matrix.vs, window: Some(in_ms(matrix.range)) });
            }
            Expr::Aggregate(aggregate) => {
                rest.push(&aggregate.expr);
                rest.extend(aggregate.param.as_deref());
            }
            Expr::Unary(unary) => rest.push(&unary.expr),
            Expr::Paren(paren) => rest.push(&paren.expr),
            Expr::Subquery(subquery) => rest.push(&subquery.expr),
            Expr::Binary(binary) => rest.extend([binary.rhs.as_ref(), binary.lhs.as_ref()]),
            Expr::Call(call) => rest.extend(call.args.args.iter().rev().map(AsRef::as_ref)),
            Expr::NumberLiteral(_) | Expr::StringLiteral(_) | Expr::Extension(_) => {}
        }
    }
    found
}

/// Returns true if a label's value fits the matchers of a selector on that label.
#[must_use]
pub fn label_fits(selector: &VectorSelector, label: &str, value: &str) -> bool {
    let named = label != "__name__" || selector.name.as_deref().is_none_or(|name| name == value);
    named && selector.matchers.matchers.iter().filter(|matcher| matcher.name == label).all(|m| m.is_match(value))
}

/// The value that a selector demands of a label, where it demands exactly one.
#[must_use]
pub fn demanded<'e>(selector: &'e VectorSelector, label: &str) -> Option<&'e str> {
    equalities(selector).find(|(name, _)| *name == label).map(|(_, value)| value)
}

/// Each label of which a selector demands one value, with it; an empty one means that the label is not there.
pub fn equalities(selector: &VectorSelector) -> impl Iterator<Item = (&str, &str)> {
    let named = selector.name.as_deref().map(|name| ("__name__", name));
    let equal = selector.matchers.matchers.iter().filter(|matcher| matcher.op == crate::ast::MatchOp::Equal);
    named.into_iter().chain(equal.map(|matcher| (matcher.name.as_str(), matcher.value.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use timeseries::Timestamp;

    #[test]
    fn every_selector_with_where_it_looks() {
        let expr =
            crate::parse("sum(rate(a[5m] offset 1h)) / (b + abs(-c offset -30s)) * max_over_time(d[1h])").unwrap();
        let grid = Grid { start: Timestamp::from_seconds(10_000), step: Duration::MINUTE, len: 2 };
        let told: Vec<_> = reads(&expr)
            .iter()
            .map(|read| {
                let start = read.seen_from(grid).start.ms() / 1000;
                (read.selector.name.clone().unwrap(), read.window.map(|window| window.to_string()), start)
            })
            .collect();
        let of = |name: &str, window: Option<&str>, start| (name.to_owned(), window.map(str::to_owned), start);
        assert_eq!(
            told,
            [of("a", Some("5m"), 6400), of("b", None, 10_000), of("c", None, 10_030), of("d", Some("1h"), 10_000)]
        );
    }

    #[test]
    fn what_a_selector_demands() {
        let expr = crate::parse(r#"m{api_proxy=~"a|b", env="prod", zone!="x", gone=""}"#).unwrap();
        let selector = reads(&expr)[0].selector;
        assert_eq!(demanded(selector, "__name__"), Some("m"));
        assert_eq!(demanded(selector, "api_proxy"), None);
        assert_eq!(equalities(selector).collect::<Vec<_>>(), [("__name__", "m"), ("env", "prod"), ("gone", "")]);
        for (label, value, fits) in
            [("api_proxy", "a", true), ("api_proxy", "ab", false), ("__name__", "n", false), ("zone", "", true)]
        {
            assert_eq!(label_fits(selector, label, value), fits, "{label} {value}");
        }
        let by_matcher = crate::parse(r#"{__name__="m"}"#).unwrap();
        assert_eq!(demanded(reads(&by_matcher)[0].selector, "__name__"), Some("m"));
    }
}
