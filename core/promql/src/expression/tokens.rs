//! The pieces of an expression's text, each with its place: enough to find a word that is no part of a text or a comment.

use std::borrow::Cow;
use std::ops::Range;

/// A kind of piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Names, numbers and durations.
    Word,
    /// Something between quotes, the quotes included.
    Text,
    /// White space, or a comment.
    Blank,
    /// Any other character.
    Sign,
}

/// One piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token<'e> {
    pub(crate) kind: Kind,
    pub(crate) text: &'e str,
    /// The first byte.
    pub(crate) start: usize,
}

impl Token<'_> {
    /// The bytes it takes.
    pub(crate) fn span(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// Tells whether it is this sign.
    pub(crate) fn is_sign(&self, sign: &str) -> bool {
        self.kind == Kind::Sign && self.text == sign
    }
}

/// All pieces of an expression in their order; put together they are its text.
pub(crate) fn tokens(expr: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut start = 0;
    while let Some(first) = expr[start..].chars().next() {
        let (kind, len) = piece(&expr[start..], first);
        tokens.push(Token { kind, text: &expr[start..start + len], start });
        start += len;
    }
    tokens
}

/// The pieces without white space and comments.
pub(crate) fn significant(expr: &str) -> Vec<Token<'_>> {
    tokens(expr).into_iter().filter(|token| token.kind != Kind::Blank).collect()
}

/// The expression with every text between backticks as the same text between quotes: promql-parser takes a backslash between
/// backticks for an escape.
pub(crate) fn without_backticks(expr: &str) -> Cow<'_, str> {
    if !expr.contains('`') {
        return Cow::Borrowed(expr);
    }
    let quoted = |token: &Token<'_>| match token.text.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')) {
        Some(text) if token.kind == Kind::Text => format!("\"{}\"", timeseries::escape_label_value(text)),
        _ => token.text.to_owned(),
    };
    Cow::Owned(tokens(expr).iter().map(quoted).collect())
}

/// The piece at the beginning of `rest`, with its length in bytes.
fn piece(rest: &str, first: char) -> (Kind, usize) {
    let run = |fits: fn(char) -> bool| rest.find(|c| !fits(c)).unwrap_or(rest.len());
    match first {
        '"' | '\'' | '`' => (Kind::Text, text_len(rest, first)),
        '#' => (Kind::Blank, rest.find('\n').unwrap_or(rest.len())),
        c if c.is_whitespace() => (Kind::Blank, run(char::is_whitespace)),
        c if is_of_word(c) => (Kind::Word, run(is_of_word)),
        c => (Kind::Sign, c.len_utf8()),
    }
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | ':' | '.')
}

fn text_len(rest: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if quote != '`' => is_escaped = true,
            c if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts_and_comments_are_one_piece() {
        let told: Vec<_> = significant("x{a=\"\\\" end()\"} @ # start()\n end ( ) + `\\`")
            .into_iter()
            .map(|token| (token.kind, token.text))
            .collect();
        let sign = |text| (Kind::Sign, text);
        let word = |text| (Kind::Word, text);
        assert_eq!(
            told,
            [
                word("x"),
                sign("{"),
                word("a"),
                sign("="),
                (Kind::Text, "\"\\\" end()\""),
                sign("}"),
                sign("@"),
                word("end"),
                sign("("),
                sign(")"),
                sign("+"),
                (Kind::Text, "`\\`"),
            ]
        );
    }

    #[test]
    fn a_backslash_between_backticks_is_one() {
        assert_eq!(without_backticks(r#"x{a=~`\d+"`,b="`"}"#), r#"x{a=~"\\d+\"",b="`"}"#);
        assert_eq!(without_backticks("x{a=`b"), "x{a=`b");
        assert!(crate::parse(r"x{a=~`\d+\.\w`}").is_ok());
    }

    proptest! {
        #[test]
        fn together_they_are_the_text(expr in "\\PC{0,100}") {
            let joined: String = tokens(&expr).iter().map(|token| token.text).collect();
            prop_assert_eq!(joined, expr);
        }
    }
}
