//! The words and signs of a SQL text, as DuckDB cuts it: what is quoted or a comment is none of them.

use std::fmt;

/// A piece of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A word without quotes: a keyword, a name.
    Word(&'a str),
    /// Something in quotes.
    Quoted,
    /// The end of a statement.
    Semicolon,
    /// Any other character.
    Sign(char),
}

impl fmt::Display for Token<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => f.write_str(word),
            Self::Quoted => f.write_str("a quote"),
            Self::Semicolon => f.write_str(";"),
            Self::Sign(sign) => write!(f, "`{sign}`"),
        }
    }
}

/// The pieces of a text, in order.
pub(super) fn tokens(sql: &str) -> impl Iterator<Item = Token<'_>> {
    placed_tokens(sql).map(|(_, token)| token)
}

/// The pieces of a text, each with the byte it begins at. Reads each character once.
pub(super) fn placed_tokens(sql: &str) -> impl Iterator<Item = (usize, Token<'_>)> {
    let mut rest = sql;
    std::iter::from_fn(move || {
        loop {
            rest = rest.trim_start();
            let first = rest.chars().next()?;
            let (token, length) = piece(rest, first);
            let at = sql.len() - rest.len();
            rest = rest.get(length..).unwrap_or_default();
            if let Some(token) = token {
                return Some((at, token));
            }
        }
    })
}

/// The piece a text begins with, `None` for a comment, and its length in bytes.
fn piece(text: &str, first: char) -> (Option<Token<'_>>, usize) {
    match first {
        '-' if text.starts_with("--") => (None, text.find('\n').unwrap_or(text.len())),
        '/' if text.starts_with("/*") => (None, comment_length(text)),
        ';' => (Some(Token::Semicolon), 1),
        '\'' | '"' => (Some(Token::Quoted), quoted_length(text, first, false)),
        'e' | 'E' if text[1..].starts_with('\'') => (Some(Token::Quoted), 1 + quoted_length(&text[1..], '\'', true)),
        '$' => match dollar_quoted_length(text) {
            Some(length) => (Some(Token::Quoted), length),
            None => (Some(Token::Sign('$')), 1),
        },
        _ if in_word(first) => {
            let length = text.find(|c| !in_word(c) && c != '$').unwrap_or(text.len());
            (Some(Token::Word(&text[..length])), length)
        }
        _ => (Some(Token::Sign(first)), first.len_utf8()),
    }
}

fn in_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || !c.is_ascii()
}

/// Comments nest.
fn comment_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut depth, mut at) = (0_usize, 0);
    while at < bytes.len() {
        match &bytes[at..] {
            [b'/', b'*', ..] => (depth, at) = (depth + 1, at + 2),
            [b'*', b'/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

/// A doubled quote stands for one; a backslash does only where the text says so by `E`.
fn quoted_length(text: &str, quote: char, escapes: bool) -> usize {
    let (bytes, quote) = (text.as_bytes(), quote as u8);
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if escapes => at += 2,
            byte if byte == quote && bytes.get(at + 1) == Some(&quote) => at += 2,
            byte if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// `$$…$$` or `$tag$…$tag$`; `$1` is a place for a value.
fn dollar_quoted_length(text: &str) -> Option<usize> {
    let tag_end = 1 + text[1..].find('$')?;
    let tag = &text[1..tag_end];
    if !tag.chars().all(in_word) || tag.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mark = &text[..=tag_end];
    let inside = &text[mark.len()..];
    Some(inside.find(mark).map_or(text.len(), |end| mark.len() + end + mark.len()))
}
