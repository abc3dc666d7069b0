//! Words of a source made fit for a page or a log: short, on one line, without control characters.

/// Longer words of a source are cut, in characters.
const MAX_CHARS: usize = 200;
/// More warnings than these of one answer are left out.
const MAX_SENTENCES: usize = 20;

/// At most 200 characters of `text`, runs of white space and control characters as one space.
pub(super) fn sanitised(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control() || is_direction(c));
    let line = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MAX_CHARS) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// The first sentences of a list, made fit.
pub(super) fn sanitised_all(sentences: &[String]) -> Vec<String> {
    sentences.iter().take(MAX_SENTENCES).map(|sentence| sanitised(sentence)).collect()
}

/// The words of VictoriaMetrics without the query and the times of the question, which it puts before them.
pub(super) fn without_question(message: &str) -> &str {
    if !message.starts_with("error when executing query=") {
        return message;
    }
    let after_step = |at: usize| {
        let (step, words) = message[at..].strip_prefix(", step=")?.split_once("): ")?;
        step.bytes().all(|byte| byte.is_ascii_digit()).then_some(words)
    };
    // The query may hold the same characters: the last ones are of the question.
    let words = message.rmatch_indices(", step=").find_map(|(at, _)| after_step(at)).unwrap_or(message);
    words.strip_prefix("cannot execute query: ").unwrap_or(words)
}

/// Keeps the characters of `text` that an identifier such as `bad_data` may have.
pub(super) fn identifier(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').take(40).collect()
}

/// Characters that turn the direction of the text after them, and so can make it read as something else.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_one_line_and_short() {
        assert_eq!(sanitised(" a\r\nb\t\u{1b}[31mc\u{202e}d\u{0} "), "a b [31mc d");
        assert_eq!(sanitised(&"日".repeat(200)), "日".repeat(200));
        assert_eq!(sanitised(&"日".repeat(201)), format!("{}…", "日".repeat(200)));
        assert_eq!(sanitised_all(&vec!["x".to_owned(); 50]).len(), 20);
    }

    #[test]
    fn a_question_is_not_repeated_before_the_answer() {
        let cases = [
            (
                r#"error when executing query="sum(" on the time range (start=1, end=2, step=600000): cannot execute query: singleExpr: unexpected token """#,
                r#"singleExpr: unexpected token """#,
            ),
            (
                r#"error when executing query="a{b=\", step=1): c\"}" for (time=1, step=300000): too many points"#,
                "too many points",
            ),
            ("error when executing query=x", "error when executing query=x"),
            ("1:3: parse error: unexpected end of input", "1:3: parse error: unexpected end of input"),
        ];
        for (message, words) in cases {
            assert_eq!(without_question(message), words);
        }
    }

    #[test]
    fn identifiers_are_plain() {
        assert_eq!(identifier("bad_data"), "bad_data");
        assert_eq!(identifier("<b>422\n"), "b422");
        assert_eq!(identifier(&"x".repeat(100)).len(), 40);
    }
}
