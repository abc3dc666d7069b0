//! The word before the cursor, and what completes it.

/// Fewer letters than this fit too much.
#[cfg(any(test, target_family = "wasm"))]
const SHORTEST: usize = 2;
/// More suggestions are not read.
#[cfg(any(test, target_family = "wasm"))]
const MOST: usize = 8;

/// The word that ends the text; empty where none does.
#[cfg(any(test, target_family = "wasm"))]
pub(super) fn last_word(before: &str) -> &str {
    let start = before
        .rfind(|c: char| !(c.is_alphanumeric() || c == '_'))
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    &before[start..]
}

/// Words that begin as the last one does, whatever their case; none where it is short, a number, or whole already.
#[cfg(any(test, target_family = "wasm"))]
pub(super) fn completions(before: &str, words: &[String]) -> Vec<String> {
    let typed = last_word(before).to_lowercase();
    if typed.chars().count() < SHORTEST || typed.starts_with(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    if words.iter().any(|word| word.to_lowercase() == typed) {
        return Vec::new();
    }
    words.iter().filter(|word| word.to_lowercase().starts_with(&typed)).take(MOST).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_before_the_cursor_is_completed() {
        let words: Vec<String> = ["SELECT", "metric_name", "metrics", "METHOD"].map(str::to_owned).to_vec();
        for (before, found) in [
            ("sel", vec!["SELECT"]),
            ("SELECT met", vec!["metric_name", "metrics", "METHOD"]),
            ("SELECT m", vec![]),
            ("FROM metrics", vec![]),
            ("WHERE metric_", vec!["metric_name"]),
            ("12", vec![]),
            ("µ.se", vec!["SELECT"]),
            ("", vec![]),
        ] {
            assert_eq!(completions(before, &words), found, "{before}");
        }
        assert_eq!((last_word("a + bé"), last_word("a µ"), last_word("x'")), ("bé", "µ", ""));
    }
}
