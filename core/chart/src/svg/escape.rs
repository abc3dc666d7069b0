//! The one place where text from strangers becomes safe inside SVG.

/// The text for an element or a quoted attribute: markup escaped, and what XML forbids or an eye cannot see removed.
pub(crate) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars().filter(|c| is_visible(*c)) {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

/// The text as part of an id: letters, digits, `-` and `_`; anything else becomes `-`.
pub(crate) fn id_safe(text: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' };
    text.chars().map(safe).collect()
}

/// Neither a control character, nor one that turns the direction of the text around it, nor no character at all.
fn is_visible(c: char) -> bool {
    let turns_direction = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_noncharacter = matches!(c, '\u{fffe}' | '\u{ffff}');
    !c.is_control() && !turns_direction && !is_noncharacter
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hostile_names() {
        let cases = [
            ("</text><script>alert(1)</script>", "&lt;/text&gt;&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("\" onload='x' &amp;", "&quot; onload=&#39;x&#39; &amp;amp;"),
            ("]]><!--", "]]&gt;&lt;!--"),
            ("a\0b\u{1b}[31m\nc\u{85}", "ab[31mc"),
            ("user\u{202e}gnp.exe\u{2066}\u{ffff}", "usergnp.exe"),
            ("température 日本 🚲", "température 日本 🚲"),
        ];
        for (text, safe) in cases {
            assert_eq!(escaped(text), safe);
        }
        assert_eq!(id_safe("a b\"><é_9"), "a-b----_9");
    }

    proptest! {
        #[test]
        fn no_text_ends_its_element(text in "\\PC*|[<>&\"'/a-z\0-\x1f]*") {
            let safe = escaped(&text);
            prop_assert!(!safe.contains(['<', '>', '"', '\'']));
            prop_assert!(!safe.contains(char::is_control));
        }
    }
}
