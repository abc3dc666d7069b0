//! Forms of Prometheus 3 that promql-parser does not know, in the shape of what it knows: enough to tell which metrics an
//! expression reads and whether its form is right, not enough to evaluate it.

use super::tokens::{Kind, Token, significant};
use super::{ExpressionError, ast, parse};

/// The stand-in for a duration that is computed.
const SOME_DURATION: &str = "5m";

/// Reads the shape of an expression that may have duration expressions, `anchored`, `smoothed`, `</`, `>/` and `1_000`.
///
/// # Errors
/// Those of [`parse`].
pub(crate) fn shape(expr: &str) -> Result<ast::Expr, ExpressionError> {
    parse(expr).or_else(|error| match older(expr) {
        // The caps are for what is sent, which the text is.
        Some(older) if !error.is_cap() => parse(&older).map_err(|_| error),
        _ => Err(error),
    })
}

/// The text with older forms of the same shape in the places of newer ones; `None` where there are none.
fn older(expr: &str) -> Option<String> {
    let tokens = significant(expr);
    let mut text = String::new();
    let mut done = 0;
    let mut at = 0;
    while at < tokens.len() {
        let Some(Older { shape, len }) = older_at(&tokens, at, expr) else {
            at += 1;
            continue;
        };
        text.push_str(&expr[done..tokens[at].start]);
        text.push_str(&shape);
        at += len;
        done = tokens[at - 1].span().end;
    }
    (done > 0).then(|| text + &expr[done..])
}

/// An older form of the next `len` pieces.
struct Older {
    shape: String,
    len: usize,
}

fn older_at(tokens: &[Token<'_>], at: usize, expr: &str) -> Option<Older> {
    let of = |shape: &str, len| Some(Older { shape: shape.to_owned(), len });
    let (token, next) = (&tokens[at], tokens.get(at + 1));
    let previous = at.checked_sub(1).map(|before| &tokens[before]);
    match token.kind {
        Kind::Word if is_grouped_number(token.text) => of(&token.text.replace('_', ""), 1),
        Kind::Word if is_extrapolation(token.text) && previous.is_some_and(ends_selector) => of(" ", 1),
        Kind::Word if token.text.eq_ignore_ascii_case("offset") => computed_offset(&tokens[at + 1..]),
        // A space between them makes two operators of them.
        Kind::Sign
            if matches!(token.text, "<" | ">")
                && next.is_some_and(|next| next.is_sign("/") && next.start == token.span().end) =>
        {
            of(token.text, 2)
        }
        Kind::Sign if token.text == "[" => computed_range(&tokens[at..], expr),
        _ => None,
    }
}

/// `1_000`, and no name.
fn is_grouped_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.contains('_')
        && !word.ends_with('_')
        && !word.contains("__")
        && word.chars().all(|c| c.is_ascii_hexdigit() || matches!(c, '_' | '.' | 'x' | 'X'))
}

fn is_extrapolation(word: &str) -> bool {
    word.eq_ignore_ascii_case("anchored") || word.eq_ignore_ascii_case("smoothed")
}

/// Tells whether a selector may end with this piece: with its braces, its window, or its bare name.
fn ends_selector(token: &Token<'_>) -> bool {
    let is_operator = ["and", "or", "unless", "atan2", "bool"].iter().any(|word| token.text.eq_ignore_ascii_case(word));
    token.is_sign("]") || token.is_sign("}") || (token.kind == Kind::Word && !is_operator)
}

/// `[5m + step() : 1m]` from its bracket on.
fn computed_range(tokens: &[Token<'_>], expr: &str) -> Option<Older> {
    let len = tokens.iter().position(|token| token.is_sign("]"))? + 1;
    let inside = &expr[tokens[0].span().end..tokens[len - 1].start];
    let (range, step) = inside.split_once(':').map_or((inside, None), |(range, step)| (range, Some(step)));
    let range = older_duration(range)?;
    let step = step.map_or(Some(String::new()), |step| match step.trim() {
        "" => Some(":".to_owned()),
        step => Some(format!(":{}", older_duration(step)?)),
    })?;
    let shape = format!("[{range}{step}]");
    (shape != format!("[{inside}]")).then_some(Older { shape, len })
}

/// `offset (2 * 3m)` or `offset -step()`; the pieces begin after the word.
fn computed_offset(tokens: &[Token<'_>]) -> Option<Older> {
    let signs = usize::from(tokens.first().is_some_and(|token| token.is_sign("-") || token.is_sign("+")));
    let rest = &tokens[signs..];
    let called = usize::from(rest.first().is_some_and(|token| token.kind == Kind::Word));
    rest.get(called).filter(|token| token.is_sign("("))?;
    let mut depth = 0_usize;
    let end = rest.iter().skip(called).position(|token| {
        depth = if token.is_sign("(") { depth + 1 } else { depth - usize::from(token.is_sign(")")) };
        depth == 0
    })?;
    let computed = &rest[..=called + end];
    is_arithmetic(computed).then(|| Older { shape: format!("offset {SOME_DURATION}"), len: 1 + signs + computed.len() })
}

/// A duration as it is, or one in the place of what computes it; `None` where that is no computation.
fn older_duration(text: &str) -> Option<String> {
    let tokens = significant(text);
    match tokens.as_slice() {
        [] => None,
        [one] if one.kind == Kind::Word => Some(text.trim().to_owned()),
        computed => is_arithmetic(computed).then(|| SOME_DURATION.to_owned()),
    }
}

/// Tells whether durations and numbers are computed with here: the same with ones is an expression.
fn is_arithmetic(tokens: &[Token<'_>]) -> bool {
    let mut text = String::new();
    for (at, token) in tokens.iter().enumerate() {
        let is_called = tokens.get(at + 1).is_some_and(|next| next.is_sign("("));
        text.push_str(match (token.kind, token.text) {
            (Kind::Word, "min" | "max" | "min_of" | "max_of") if is_called => "",
            // Before empty brackets, which are left out below.
            (Kind::Word, "step" | "range") if is_called => "1",
            (Kind::Word, word) if word.starts_with(|c: char| c.is_ascii_digit()) => "1",
            (Kind::Sign, ",") => "+",
            (Kind::Sign, sign @ ("+" | "-" | "*" | "/" | "%" | "^" | "(" | ")")) => sign,
            _ => return false,
        });
    }
    parse(&text.replace("()", "")).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newer_forms_have_the_shape_of_older_ones() {
        let cases = [
            ("rate(x[5m+1m])", "rate(x[5m])"),
            ("rate(x[step()])", "rate(x[5m])"),
            ("sum(rate(x[max(2*step(), 5m)]))", "sum(rate(x[5m]))"),
            ("max_over_time(rate(x[1m*5])[1h*2:step()])", "max_over_time(rate(x[5m])[5m:5m])"),
            ("avg_over_time(x[1h:5m/2])", "avg_over_time(x[1h:5m])"),
            ("x offset (2*3m)", "x offset 5m"),
            ("x offset -min(1m, step())", "x offset 5m"),
            ("x offset step() + 1", "x offset 5m + 1"),
            ("rate(x[5m] anchored)", "rate(x[5m])"),
            ("x smoothed > 1", "x > 1"),
            ("x{a=\"b\"} smoothed", "x{a=\"b\"}"),
            ("x </ 5", "x < 5"),
            ("x >/ 5", "x > 5"),
            ("1_000 * x > 0x1_0", "1000 * x > 0x10"),
        ];
        for (newer, older) in cases {
            assert!(parse(newer).is_err(), "{newer} is known: no need to change it");
            assert_eq!(shape(newer), parse(older), "{newer}");
            assert!(shape(newer).is_ok(), "{newer}");
        }
    }

    #[test]
    fn mistakes_stay_mistakes() {
        for expr in [
            "rate(x[5m+])",
            "x[5m+y]",
            "x offset (2*)",
            "x offset ()",
            "1_ + x",
            "x anchored smoothed y",
            "x < / 5",
            "sum(rate(x[5m+1m])",
            "x[5m:]:",
            "1__000",
        ] {
            assert!(shape(expr).is_err(), "{expr}");
        }
    }
}
