//! Placeholders of a query: their positions, and the quotes around them.

/// The placeholder.
pub(super) const MARK: &str = "%s";

/// One place for a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Position of its mark, in bytes.
    pub(super) at: usize,
    /// Context around it.
    pub(super) within: Within,
    /// True if the text around it is a regular expression of a matcher.
    pub(super) is_regex: bool,
}

/// Context around a placeholder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    /// The query itself.
    Nothing,
    DoubleQuotes,
    SingleQuotes,
    Backticks,
}

impl Place {
    pub(super) fn is_quoted(&self) -> bool {
        self.within != Within::Nothing
    }

    pub(super) fn is_in_backticks(&self) -> bool {
        self.within == Within::Backticks
    }
}

/// All places of a query in their order. A comment has none.
pub(super) fn places(text: &str) -> Vec<Place> {
    let mut places = Vec::new();
    let (mut within, mut is_regex, mut in_comment) = (Within::Nothing, false, false);
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match (within, c) {
            _ if in_comment => in_comment = c != '\n',
            (_, '%') if text[at..].starts_with(MARK) => {
                places.push(Place { at, within, is_regex });
                chars.next();
            }
            (Within::Nothing, '#') => in_comment = true,
            (Within::Nothing, c) => {
                within = opened_by(c);
                is_regex = within != Within::Nothing && text[..at].trim_end().ends_with('~');
            }
            (Within::DoubleQuotes | Within::SingleQuotes, '\\') => drop(chars.next()),
            (open, c) if opened_by(c) == open => (within, is_regex) = (Within::Nothing, false),
            _ => {}
        }
    }
    places
}

fn opened_by(c: char) -> Within {
    match c {
        '"' => Within::DoubleQuotes,
        '\'' => Within::SingleQuotes,
        '`' => Within::Backticks,
        _ => Within::Nothing,
    }
}
