//! A text with room for so many characters: a value as large as the memory is cut while it is written, not after.

use std::fmt;

/// A text that is written, and the length that is left.
#[derive(Debug)]
pub(super) struct Room {
    text: String,
    left: usize,
}

impl Room {
    pub(super) fn new(max_chars: usize) -> Self {
        Self { text: String::new(), left: max_chars }
    }

    pub(super) fn push(&mut self, text: &str) -> fmt::Result {
        fmt::Write::write_str(self, text)
    }

    /// A text as JSON has it.
    pub(super) fn push_quoted(&mut self, text: &str) -> fmt::Result {
        // The quoted text is never shorter: what has no room is not even quoted.
        let fitting: String = text.chars().take(self.left.saturating_add(1)).collect();
        self.push(&serde_json::Value::String(fitting).to_string())
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }
}

impl fmt::Write for Room {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        // Bytes are counted first: most texts are short.
        if text.len() <= self.left {
            self.left -= text.chars().count();
            self.text.push_str(text);
            return Ok(());
        }
        let fitting = text.char_indices().nth(self.left).map_or(text.len(), |(at, _)| at);
        self.left -= text[..fitting].chars().count();
        self.text.push_str(&text[..fitting]);
        if fitting == text.len() { Ok(()) } else { Err(fmt::Error) }
    }
}
