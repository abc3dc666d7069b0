//! The content of a multi-line text field.

/// Leptos writes what stands inside of a text field as it is, so what a stranger typed is escaped here.
pub(crate) fn inside_textarea(text: &str) -> String {
    // A browser drops the first end of line.
    let kept = if text.starts_with('\n') { "\n" } else { "" };
    format!("{kept}{}", text.replace('&', "&amp;").replace('<', "&lt;"))
}

#[cfg(test)]
mod tests {
    use super::inside_textarea;

    #[test]
    fn no_text_ends_its_field() {
        assert_eq!(
            inside_textarea("\na < '</textarea><script>&lt;'"),
            "\n\na &lt; '&lt;/textarea>&lt;script>&amp;lt;'"
        );
    }
}
