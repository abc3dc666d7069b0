//! `Dialect`: checks whether an expression is valid in the PromQL of a certain program.

mod prometheus_2;

use std::fmt;

use crate::expression::tokens::{Kind, Token, significant};
use crate::expression::{ExpressionError, may_be_expression, shape};

/// A program that reads PromQL, each a little differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Prometheus 2.42, the oldest of those in use: later ones of 2.x know more.
    Prometheus2,
    /// Prometheus 3.14.
    Prometheus3,
    /// MetricsQL of VictoriaMetrics.
    MetricsQl,
    /// Grafana Mimir 3, whose PromQL is that of Prometheus 3.
    Mimir,
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Prometheus2 => "Prometheus 2.42",
            Self::Prometheus3 => "Prometheus 3.14",
            Self::MetricsQl => "vmalert",
            Self::Mimir => "Mimir 3",
        })
    }
}

/// The extent to which an expression was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// To the end.
    Whole,
    /// Its brackets and quotes have partners; the rest is beyond the parser, and for the program to say.
    BracketsOnly,
}

/// Functions that only Thanos has; promql-parser knows them.
const OF_THANOS: [&str; 4] = ["integral", "xdelta", "xincrease", "xrate"];

/// Reads an expression as a program would.
///
/// # Errors
/// The reason for which the program would not read it.
pub fn read_as(expr: &str, dialect: Dialect) -> Result<Reading, ExpressionError> {
    match dialect {
        Dialect::Prometheus2 => prometheus_2::read(expr).map(|()| Reading::Whole),
        Dialect::Prometheus3 | Dialect::Mimir => {
            refuse_calls(expr, &["holt_winters"], "is `double_exponential_smoothing` since Prometheus 3")?;
            refuse_calls(expr, &OF_THANOS, "is no function of Prometheus")?;
            shape(expr).map(|_| Reading::Whole)
        }
        Dialect::MetricsQl => match shape(expr) {
            Ok(_) => Ok(Reading::Whole),
            Err(_) if may_be_expression(expr) => Ok(Reading::BracketsOnly),
            Err(error) => Err(error),
        },
    }
}

/// Refuses calls of functions, the first one with its place.
fn refuse_calls(expr: &str, names: &[&str], why: &str) -> Result<(), ExpressionError> {
    match calls(&significant(expr)).find(|word| names.contains(&word.text)) {
        Some(word) => Err(refused(expr, &word, format!("`{}` {why}", word.text))),
        None => Ok(()),
    }
}

/// The words that are called: before a bracket, or, as aggregations may, before `by` and `without`.
fn calls<'t, 'e>(tokens: &'t [Token<'e>]) -> impl Iterator<Item = Token<'e>> + 't {
    let is_call = |next: &Token<'_>| next.is_sign("(") || matches!(next.text, "by" | "without");
    let pairs = tokens.windows(2).filter(move |pair| pair[0].kind == Kind::Word && is_call(&pair[1]));
    pairs.map(|pair| pair[0].clone())
}

/// A mistake at a piece of the text.
fn refused(expr: &str, token: &Token<'_>, message: String) -> ExpressionError {
    ExpressionError::Syntax { message, position: Some(expr[..token.start].chars().count()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(dialect: Dialect, expr: &str) -> bool {
        read_as(expr, dialect).is_ok()
    }

    #[test]
    fn each_program_reads_its_own_forms() {
        // The expression, and whether Prometheus 2.42, Prometheus 3.14, vmalert and Mimir read it.
        let cases = [
            ("sum by (job) (rate(x[5m])) > 0.5", [true, true, true, true]),
            ("x @ end() offset 1h", [true, true, true, true]),
            ("holt_winters(x[1h], 0.5, 0.5)", [true, false, true, false]),
            ("double_exponential_smoothing(x[1h], 0.5, 0.5)", [false, true, true, true]),
            ("limitk(3, x)", [false, true, true, true]),
            ("limit_ratio by (job) (0.5, x)", [false, true, true, true]),
            ("info(x)", [false, true, true, true]),
            ("histogram_avg(x)", [false, true, true, true]),
            ("sort_by_label(x, \"a\")", [false, true, true, true]),
            (r#"{"my.metric", "service.name"="a"} > 1"#, [false, true, true, true]),
            (r#"sum by ("service.name") (x)"#, [false, true, true, true]),
            (r#"label_replace(x, "a", "$1", "b", "(.*)")"#, [true, true, true, true]),
            (r#"{__name__="my.metric", job=~"a|b"}"#, [true, true, true, true]),
            ("1h + x", [false, true, true, true]),
            // A range alone is an expression, if none that a rule can have.
            ("x[300]", [false, true, true, true]),
            ("rate(x[300])", [false, true, true, true]),
            ("rate(x[5m+1m])", [false, true, true, true]),
            ("rate(x[5m] anchored)", [false, true, true, true]),
            ("x </ 5", [false, true, true, true]),
            ("1_000 * x", [false, true, true, true]),
            ("xrate(x[5m])", [false, false, true, false]),
            ("x default 0", [false, false, true, false]),
            ("WITH (y = x) y + 1", [false, false, true, false]),
            ("keep_last_value(x)", [false, false, true, false]),
            ("sum(x", [false, false, false, false]),
            ("", [false, false, false, false]),
        ];
        for (expr, expected) in cases {
            let all = [Dialect::Prometheus2, Dialect::Prometheus3, Dialect::MetricsQl, Dialect::Mimir];
            let told = all.map(|dialect| accepts(dialect, expr));
            assert_eq!(told, expected, "{expr}");
        }
    }

    /// As promtool 2.42 judges each.
    #[test]
    fn prometheus_2_reads_what_promtool_reads() {
        let good = [
            r"x{a=~`\d+`}",
            "x @ -5 offset -1m",
            "avg_over_time(x[5m:1m] @ start())",
            "x and on() y",
            "0x1F + x",
            "1e3*x",
            "histogram_fraction(0,1,x)",
            "x atan2 y",
            "count_values(\"a.b\", x)",
            "-x^2",
            "last_over_time(x[1d2h])",
            "x{a=\"\\x41\"}",
            "day_of_year()",
            "quantile by (a) (0.9, x)",
            "sum(x) without(a)",
            "x{a=\"b\" }[5m]",
            "x[5m] offset -5m",
            "end + start",
            "info{a=\"b\"}",
        ];
        let bad = [
            "x offset 0s",
            "x or 1",
            "x[1m1h]",
            "RATE(x[5m])",
            "histogram_stddev(x)",
            "x smoothed",
            "start()",
            "x{\"a.b\"=\"c\"}",
            "mad_over_time(x[5m])",
            "x > 5m",
            "bool",
            "x offset (5m)",
        ];
        for expr in good {
            assert!(accepts(Dialect::Prometheus2, expr), "{expr}: {:?}", read_as(expr, Dialect::Prometheus2));
        }
        for expr in bad {
            assert!(!accepts(Dialect::Prometheus2, expr), "{expr}");
        }
    }

    #[test]
    fn what_is_of_another_version_says_so_with_its_place() {
        let told = |expr: &str, dialect| {
            let error = read_as(expr, dialect).unwrap_err();
            (error.position(), error.to_string())
        };
        let (position, message) = told("1 + holt_winters(x[1h], 0.5, 0.5)", Dialect::Prometheus3);
        assert_eq!(position, Some(4));
        assert!(message.contains("`double_exponential_smoothing` since Prometheus 3"), "{message}");
        let (position, message) = told("é > {\"a.b\"}", Dialect::Prometheus2);
        assert_eq!(position, None, "é is no name at all: {message}");
        let (position, message) = told("x > {\"a.b\"}", Dialect::Prometheus2);
        assert_eq!((position, message.as_str()), (Some(5), "quoted names are read since Prometheus 3"));
        assert_eq!(read_as("x if y", Dialect::MetricsQl), Ok(Reading::BracketsOnly));
    }
}
