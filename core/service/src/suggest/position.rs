//! `position`: kind of word at the cursor of an expression, by the text before it. The expression need not be whole.

use std::collections::BTreeSet;

use timeseries::escape_label_value;

/// Kind of word that fits at the cursor. Selectors are empty if no metric is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Position {
    /// Nothing that can be known: a number, a comment, a duration.
    Nothing,
    /// A metric or a function.
    Name {
        /// The part typed so far.
        typed: String,
    },
    /// The name of a label.
    Label {
        /// The part typed so far.
        typed: String,
        /// Selector of the series that have the label.
        selector: String,
    },
    /// The value of a label.
    Value {
        /// Of which label.
        label: String,
        /// The part typed so far.
        typed: String,
        /// Selector of the series that have the label.
        selector: String,
        /// True if the opening quote is already there.
        is_open: bool,
    },
}

/// Fewer letters than this fit too many names.
const SHORTEST_NAME: usize = 2;
/// After these words labels stand in the brackets.
const GROUPING: [&str; 6] = ["by", "without", "on", "ignoring", "group_left", "group_right"];
/// Words that are no metrics.
const WORDS: [&str; 11] = ["and", "or", "unless", "bool", "offset", "by", "without", "on", "ignoring", "inf", "nan"];

/// A bracket that is open, with the word before it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Open {
    bracket: char,
    word: String,
}

/// A piece of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Word(String),
    /// With whether it is closed.
    Text(String, bool),
    Comment,
    Sign(char),
}

/// Finds the position of the cursor between two parts of an expression.
pub(super) fn position(before: &str, after: &str) -> Position {
    let tokens = tokens(before);
    let (mut open, mut last_word): (Vec<Open>, _) = (Vec::new(), String::new());
    for token in &tokens {
        match token {
            Token::Sign(bracket @ ('(' | '{' | '[')) => {
                open.push(Open { bracket: *bracket, word: std::mem::take(&mut last_word) });
            }
            Token::Sign(')' | '}' | ']') => {
                open.pop();
                last_word.clear();
            }
            Token::Word(word) => last_word.clone_from(word),
            _ => last_word.clear(),
        }
    }
    let typed = match tokens.last() {
        Some(Token::Word(word)) if ends_in_word(before) => word.clone(),
        Some(Token::Comment) => return Position::Nothing,
        _ => String::new(),
    };
    let tokens = &tokens[..tokens.len() - usize::from(!typed.is_empty())];
    match open.last() {
        Some(Open { bracket: '{', word }) => in_braces(tokens, typed, &selector_of(word)),
        Some(Open { bracket: '(', word }) if GROUPING.contains(&word.as_str()) && !is_in_text(tokens) => {
            Position::Label { typed, selector: selector_of_all(before, after) }
        }
        Some(Open { bracket: '[', .. }) => Position::Nothing,
        _ if is_in_text(tokens)
            || typed.chars().count() < SHORTEST_NAME
            || typed.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            Position::Nothing
        }
        _ => Position::Name { typed },
    }
}

fn is_in_text(tokens: &[Token]) -> bool {
    matches!(tokens.last(), Some(Token::Text(_, false)))
}

/// Within the braces of a selector: a label, or the value of one.
fn in_braces(tokens: &[Token], typed: String, selector: &str) -> Position {
    let selector = selector.to_owned();
    let (rest, text) = match tokens.split_last() {
        Some((Token::Text(text, false), rest)) => (rest, Some(text.clone())),
        _ => (tokens, None),
    };
    let is_compared = matches!(rest.last(), Some(Token::Sign('=' | '~')));
    let label = rest.iter().rev().find(|token| !matches!(token, Token::Sign('=' | '~' | '!')));
    match (is_compared, label, text) {
        (true, Some(Token::Word(label) | Token::Text(label, true)), text) => {
            let is_open = text.is_some();
            Position::Value { label: label.clone(), typed: text.unwrap_or(typed), selector, is_open }
        }
        (false, _, None) if matches!(rest.last(), Some(Token::Sign('{' | ','))) => Position::Label { typed, selector },
        _ => Position::Nothing,
    }
}

fn selector_of(metric: &str) -> String {
    let is_metric = !metric.is_empty() && !WORDS.contains(&metric.to_lowercase().as_str());
    if is_metric { metric.to_owned() } else { String::new() }
}

/// All metrics that the whole expression names: a grouping may stand before what it groups.
fn selector_of_all(before: &str, after: &str) -> String {
    let (mut tokens, behind) = (tokens(before), tokens(after));
    // A grouping that is still being typed may not be closed yet: what follows it is outside all the same.
    let first_bracket = behind.iter().find(|token| matches!(token, Token::Sign('(' | ')')));
    if first_bracket != Some(&Token::Sign(')')) {
        tokens.push(Token::Sign(')'));
    }
    tokens.extend(behind);
    let mut depth = Vec::new();
    let mut metrics: BTreeSet<&str> = BTreeSet::new();
    for (index, token) in tokens.iter().enumerate() {
        match token {
            Token::Sign(bracket @ ('(' | '{' | '[')) => {
                let is_grouping = matches!(index.checked_sub(1).map(|before| &tokens[before]), Some(Token::Word(word)) if GROUPING.contains(&word.as_str()));
                depth.push(*bracket == '(' && !is_grouping);
            }
            Token::Sign(')' | '}' | ']') => {
                depth.pop();
            }
            Token::Word(word) => {
                let is_called = tokens.get(index + 1) == Some(&Token::Sign('('));
                let starts_as_name = word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == ':');
                let is_value = depth.iter().all(|holds_values| *holds_values);
                if is_value && starts_as_name && !is_called && !is_keyword_before_group(&tokens, index) {
                    metrics.insert(word);
                }
            }
            _ => {}
        }
    }
    match metrics.into_iter().collect::<Vec<_>>()[..] {
        [] => String::new(),
        [only] => only.to_owned(),
        ref several => format!("{{__name__=~\"{}\"}}", escape_label_value(&several.join("|"))),
    }
}

/// A word of the language, or an aggregation that is followed by its grouping.
fn is_keyword_before_group(tokens: &[Token], index: usize) -> bool {
    let Token::Word(word) = &tokens[index] else { return false };
    let is_grouped = matches!(tokens.get(index + 1), Some(Token::Word(next)) if GROUPING[..2].contains(&next.as_str()));
    is_grouped || WORDS.contains(&word.to_lowercase().as_str())
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == ':' || c == '.'
}

fn ends_in_word(text: &str) -> bool {
    text.chars().next_back().is_some_and(is_word)
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(first) = chars.next() {
        match first {
            '#' => {
                let is_closed = chars.by_ref().any(|c| c == '\n');
                if !is_closed {
                    tokens.push(Token::Comment);
                }
            }
            quote @ ('"' | '\'' | '`') => {
                let (mut content, mut is_closed) = (String::new(), false);
                while let Some(c) = chars.next() {
                    match c {
                        '\\' if quote != '`' => content.extend(chars.next()),
                        c if c == quote => {
                            is_closed = true;
                            break;
                        }
                        c => content.push(c),
                    }
                }
                tokens.push(Token::Text(content, is_closed));
            }
            c if is_word(c) => {
                let mut word = String::from(c);
                while let Some(next) = chars.next_if(|c| is_word(*c)) {
                    word.push(next);
                }
                tokens.push(Token::Word(word));
            }
            c if c.is_whitespace() => {}
            c => tokens.push(Token::Sign(c)),
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(typed: &str) -> Position {
        Position::Name { typed: typed.to_owned() }
    }

    fn label(typed: &str, selector: &str) -> Position {
        Position::Label { typed: typed.to_owned(), selector: selector.to_owned() }
    }

    fn value(label: &str, typed: &str, selector: &str, is_open: bool) -> Position {
        Position::Value { label: label.to_owned(), typed: typed.to_owned(), selector: selector.to_owned(), is_open }
    }

    #[test]
    fn a_name_where_one_can_stand() {
        for (before, typed) in [("ra", "ra"), ("rate(node_c", "node_c"), ("sum(up) + no", "no"), ("# a\nup", "up")] {
            assert_eq!(position(before, ""), name(typed), "{before}");
        }
        for before in ["", "u", "12", "x[5m", "# no", "\"te", "up == 10", "up ", "{job=\"x\"} "] {
            assert_eq!(position(before, ""), Position::Nothing, "{before}");
        }
    }

    #[test]
    fn a_label_in_braces_and_behind_a_grouping() {
        for (before, after, expected) in [
            ("node_cpu_seconds_total{mo", "", label("mo", "node_cpu_seconds_total")),
            ("rate(x{", "}[5m])", label("", "x")),
            ("x{a=\"b, {\", c", "", label("c", "x")),
            ("{", "", label("", "")),
            ("sum by (mo", ") (rate(node_cpu_seconds_total[1m]))", label("mo", "node_cpu_seconds_total")),
            ("sum(rate(x{a=\"b\"}[5m])) by (", "", label("", "x")),
            ("sum by (a, ", "(x / on (b) y)", label("", "{__name__=~\"x|y\"}")),
            ("sum without(", "", label("", "")),
            ("a / on(", ") b", label("", "{__name__=~\"a|b\"}")),
        ] {
            assert_eq!(position(before, after), expected, "{before}");
        }
    }

    #[test]
    fn a_value_behind_a_comparison() {
        for (before, expected) in [
            ("x{mode=\"", value("mode", "", "x", true)),
            ("x{mode=~\"us", value("mode", "us", "x", true)),
            ("x{a!=\"1\",mode!~'i", value("mode", "i", "x", true)),
            ("x{mode=", value("mode", "", "x", false)),
            ("{\"service.name\"=\"", value("service.name", "", "", true)),
            ("x{path=\"/a b", value("path", "/a b", "x", true)),
        ] {
            assert_eq!(position(before, ""), expected, "{before}");
        }
        for before in ["x{mode=\"a\"", "x{mode", "x{mode "] {
            assert!(!matches!(position(before, ""), Position::Value { .. }), "{before}");
        }
    }
}
