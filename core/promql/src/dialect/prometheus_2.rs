//! PromQL of Prometheus 2.42: the parser here follows a later one, so that newer syntax has to be refused.

use super::{calls, refused};
use crate::expression::tokens::{Kind, Token, significant};
use crate::expression::{ExpressionError, parse};

/// Functions and aggregations that came after 2.42, and those of others that promql-parser knows.
const LATER: [&str; 30] = [
    "double_exponential_smoothing",
    "first_over_time",
    "histogram_avg",
    "histogram_quantiles",
    "histogram_stddev",
    "histogram_stdvar",
    "info",
    "integral",
    "limit_ratio",
    "limitk",
    "mad_over_time",
    "max_of",
    "min_of",
    "range",
    "sort_by_label",
    "sort_by_label_desc",
    "start_timestamp",
    "step",
    "ts_of_first_over_time",
    "ts_of_last_over_time",
    "ts_of_max_over_time",
    "ts_of_min_over_time",
    "xdelta",
    "xincrease",
    "xrate",
    "fill",
    "fill_left",
    "fill_right",
    "anchored",
    "smoothed",
];
/// The words before a list of labels.
const BEFORE_LABELS: [&str; 6] = ["by", "without", "on", "ignoring", "group_left", "group_right"];

/// Reads an expression.
///
/// # Errors
/// Those of [`parse`], and what is newer.
pub(super) fn read(expr: &str) -> Result<(), ExpressionError> {
    // The parser knows this function by its later name only, which is as long as it takes.
    let tokens = significant(expr);
    let renamed = calls(&tokens).find(|word| word.text == "holt_winters");
    match renamed {
        None => parse(expr)?,
        Some(_) => parse(&expr.replace("holt_winters", "double_exponential_smoothing"))?,
    };
    match newer(&tokens) {
        Some((token, why)) => Err(refused(expr, token, why)),
        None => Ok(()),
    }
}

/// The first piece that 2.42 does not read, and why.
fn newer<'t, 'e>(tokens: &'t [Token<'e>]) -> Option<(&'t Token<'e>, String)> {
    let mut open: Vec<Opened> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let previous = at.checked_sub(1).map(|before| &tokens[before]);
        let why = match token.kind {
            Kind::Text => (open.last() == Some(&Opened::Names) && previous.is_none_or(|before| !compares(before)))
                .then(|| "quoted names are read since Prometheus 3".to_owned()),
            Kind::Word => of_word(tokens, at, open.last()),
            _ => None,
        };
        if let Some(why) = why {
            return Some((token, why));
        }
        match token.text {
            "(" if token.kind == Kind::Sign => open.push(opened(previous)),
            "{" if token.kind == Kind::Sign => open.push(Opened::Names),
            "[" if token.kind == Kind::Sign => open.push(Opened::Window),
            ")" | "}" | "]" if token.kind == Kind::Sign => drop(open.pop()),
            _ => {}
        }
    }
    None
}

/// The content of a bracket.
#[derive(PartialEq, Eq)]
enum Opened {
    /// Names of labels, or comparisons of them.
    Names,
    /// Durations.
    Window,
    Expression,
}

fn opened(previous: Option<&Token<'_>>) -> Opened {
    let is_list = previous.is_some_and(|before| BEFORE_LABELS.contains(&before.text.to_ascii_lowercase().as_str()));
    if is_list { Opened::Names } else { Opened::Expression }
}

/// Tells whether a text after this piece is a value.
fn compares(token: &Token<'_>) -> bool {
    token.is_sign("=") || token.is_sign("~")
}

fn of_word(tokens: &[Token<'_>], at: usize, inside: Option<&Opened>) -> Option<String> {
    let word = tokens[at].text;
    let next = tokens.get(at + 1);
    let is_called = next.is_some_and(|next| next.is_sign("(") || matches!(next.text, "by" | "without"));
    let before = |back: usize| at.checked_sub(back).map(|before| &tokens[before]);
    let is_at = before(1).is_some_and(|token| token.is_sign("@"));
    match inside {
        Some(Opened::Names) => None,
        Some(Opened::Window) => word
            .split(':')
            .any(|part| part.parse::<f64>().is_ok())
            .then(|| "a duration without a unit is read since Prometheus 3".to_owned()),
        _ if is_called && matches!(word, "start" | "end") && !is_at => {
            Some(format!("`{word}()` is a function since Prometheus 3 only"))
        }
        _ if is_called && LATER.contains(&word) => Some(format!("`{word}` is newer than Prometheus 2.42")),
        _ => {
            let is_offset = [1, 2].into_iter().any(|back| {
                before(back).is_some_and(|token| token.text.eq_ignore_ascii_case("offset"))
                    && (back == 1 || before(1).is_some_and(|token| token.is_sign("-") || token.is_sign("+")))
            });
            (!is_offset && is_duration(word)).then(|| "a duration is a number since Prometheus 3 only".to_owned())
        }
    }
}

/// `5m` or `1h30m`, which is no number: `1e3` and `0x1d` are.
fn is_duration(word: &str) -> bool {
    word.parse::<f64>().is_err()
        && !word.starts_with("0x")
        && word.starts_with(|c: char| c.is_ascii_digit())
        && word.parse::<timeseries::Duration>().is_ok()
}
