//! A mistake in what was sent, at its place: in the words and the shape that pydantic has for it.

use std::fmt;

use timeseries::text;

/// At most so many mistakes are told; whoever sent a thousand has sent the wrong file.
pub(crate) const MOST_TOLD: usize = 20;

/// One step to the place of a mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The value under this key.
    Key(String),
    /// The one with this number in a list, from 0.
    Index(usize),
}

/// One mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// From the body down to the value; nothing is the body itself.
    pub loc: Vec<Place>,
    /// pydantic's name for such a mistake: `missing`, `float_type`, `less_than_equal`.
    pub kind: &'static str,
    /// Message naming the expected value.
    pub msg: String,
}

impl FieldError {
    /// A mistake at a place.
    pub(crate) fn new(loc: Vec<Place>, kind: &'static str, msg: impl Into<String>) -> Self {
        Self { loc, kind, msg: msg.into() }
    }

    /// A mistake in a column of a row; a lone record has no row.
    pub(crate) fn at(row: Option<usize>, column: &str, mistake: Mistake) -> Self {
        let row = row.map(Place::Index);
        let loc = row.into_iter().chain([Place::Key(column.to_owned())]).collect();
        Self::new(loc, mistake.kind, mistake.msg)
    }

    /// The same mistake in a list that stands under `key`.
    pub(crate) fn under(mut self, key: &str) -> Self {
        self.loc.insert(0, Place::Key(key.to_owned()));
        self
    }
}

/// A mistake that does not know its place yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mistake {
    pub(crate) kind: &'static str,
    pub(crate) msg: String,
}

impl Mistake {
    pub(crate) fn new(kind: &'static str, msg: impl Into<String>) -> Self {
        Self { kind, msg: msg.into() }
    }
}

/// As a person would say where it is: `row 3, temp: Input should be a valid number`.
impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        for place in &self.loc {
            match place {
                Place::Key(key) if key == "data" && parts.is_empty() && self.loc.len() > 1 => {}
                Place::Key(key) => parts.push(format!("`{key}`")),
                // People count from 1.
                Place::Index(index) => parts.push(format!("row {}", text::grouped(*index as u64 + 1))),
            }
        }
        match parts.is_empty() {
            true => write!(f, "{}", self.msg),
            false => write!(f, "{}: {}", parts.join(", "), self.msg),
        }
    }
}

/// All mistakes in a sentence: the first ones, and how many more there are.
#[must_use]
pub(super) fn told(errors: &[FieldError]) -> String {
    const IN_A_SENTENCE: usize = 3;
    let first: Vec<String> = errors.iter().take(IN_A_SENTENCE).map(ToString::to_string).collect();
    match errors.len().saturating_sub(IN_A_SENTENCE) {
        0 => format!("{}.", first.join("; ")),
        more => format!("{}; and {more} more.", first.join("; ")),
    }
}
