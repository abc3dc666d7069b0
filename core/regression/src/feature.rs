//! One column that a model reads: its kind, its range, the meaning of its codes, and how a value becomes a number.

use crate::category::{category_text, code_of, truth};

/// The code of a category that the model never saw. It is no null and no category it knows; no row with it is predicted.
pub const UNSEEN: f64 = -1.0;

/// One column that a model reads.
#[derive(Clone, Debug, PartialEq)]
pub struct Feature {
    /// The column's name, as in the CSV and the JSON.
    pub name: String,
    /// Label for people: `Wind speed`.
    pub label: String,
    /// Kind of its values.
    pub kind: Kind,
    /// The least value that makes sense; nothing is refused for it here.
    pub min: Option<f64>,
    /// The greatest value that makes sense.
    pub max: Option<f64>,
    /// Unit: `of 67 km/h`; empty without one.
    pub unit: String,
    /// The meaning of codes. Of a [`Kind::Category`] it is the list of the categories known, coded 0, 1, 2 and so on.
    pub values: Vec<(f64, String)>,
    /// A usual value, for a form that is filled in.
    pub example: f64,
}

/// Kind of a feature's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any finite number.
    Number,
    /// A whole number; often a code.
    Integer,
    /// A text, known by its place in [`Feature::values`].
    Category,
}

/// One value as it came, from CSV or JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Cell<'a> {
    /// Nothing was said.
    #[default]
    Null,
    /// A number.
    Number(f64),
    /// A text, which may be that of a number.
    Text(&'a str),
}

/// Error of a value that does not fit its column.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CellError {
    /// A text that is no number.
    #[error("`{0}` is not a number")]
    NotANumber(String),
    /// A number without end, or none.
    #[error("`{0}` is not a finite number")]
    NotFinite(String),
    /// A number between two whole ones.
    #[error("`{0}` is not a whole number")]
    NotWhole(String),
    /// A text that is no time.
    #[error("`{0}` is not a day or a time such as 2011-01-31 or 2011-01-31 13:00:00")]
    NotATime(String),
}

/// The longest part of a value that an error repeats.
const MAX_QUOTED_CHARS: usize = 80;

/// The beginning of a text, to be repeated in a message; `…` says that it goes on.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut quoted: String = text.chars().take(MAX_QUOTED_CHARS).collect();
    if quoted.len() < text.len() {
        quoted.push('…');
    }
    quoted
}

impl Feature {
    /// The number that stands for `cell`: NaN for a null, [`UNSEEN`] for a category that is not among the known.
    ///
    /// # Errors
    /// The cell is not of the feature's kind.
    pub fn code(&self, cell: Cell<'_>) -> Result<f64, CellError> {
        match self.kind {
            Kind::Number => number(cell),
            Kind::Integer => self.truth(cell).map_or_else(|| number(cell).and_then(whole), Ok),
            Kind::Category => {
                Ok(category_text(cell).map_or(f64::NAN, |text| code_of(&self.values, &text).unwrap_or(UNSEEN)))
            }
        }
    }

    /// The text behind a category's code, or the meaning of a number that is one; `None` where there is none.
    #[must_use]
    pub fn meaning(&self, value: f64) -> Option<&str> {
        self.values.iter().find(|(code, _)| *code == value).map(|(_, meaning)| meaning.as_str())
    }

    /// Returns true if a row with this value can be predicted: neither a null nor a category the model never saw.
    #[must_use]
    pub fn is_known(&self, value: f64) -> bool {
        value.is_finite() && !(self.kind == Kind::Category && value == UNSEEN)
    }

    /// Returns true if the value lies in the declared range.
    #[must_use]
    pub fn is_in_range(&self, value: f64) -> bool {
        self.min.is_none_or(|min| value >= min) && self.max.is_none_or(|max| value <= max)
    }

    /// Returns true if it is a whole number that says no or yes: 0 or 1.
    #[must_use]
    pub fn is_yes_or_no(&self) -> bool {
        self.kind == Kind::Integer && (self.min, self.max) == (Some(0.0), Some(1.0))
    }

    /// The 1 or 0 of a text that says `true` or `false`, where the feature asks for yes or no.
    fn truth(&self, cell: Cell<'_>) -> Option<f64> {
        match cell {
            Cell::Text(text) if self.is_yes_or_no() => truth(text).map(|yes| f64::from(u8::from(yes))),
            _ => None,
        }
    }
}

/// Returns true if a text stands for a missing value.
pub(crate) fn is_null(text: &str) -> bool {
    matches!(text, "" | "NA" | "NaN" | "nan" | "null")
}

/// The number of a cell; NaN for a null.
pub(crate) fn number(cell: Cell<'_>) -> Result<f64, CellError> {
    match cell {
        Cell::Null => Ok(f64::NAN),
        Cell::Number(value) if value.is_finite() => Ok(value),
        Cell::Number(value) => Err(CellError::NotFinite(value.to_string())),
        Cell::Text(text) if is_null(text.trim()) => Ok(f64::NAN),
        Cell::Text(text) => match text.trim().parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(value),
            Ok(_) => Err(CellError::NotFinite(quoted(text))),
            Err(_) => Err(CellError::NotANumber(quoted(text))),
        },
    }
}

fn whole(value: f64) -> Result<f64, CellError> {
    match value.is_nan() || libm::trunc(value) == value {
        true => Ok(value),
        false => Err(CellError::NotWhole(value.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feature(kind: Kind) -> Feature {
        Feature {
            name: "x".to_owned(),
            label: "X".to_owned(),
            kind,
            min: Some(0.0),
            max: Some(10.0),
            unit: String::new(),
            values: vec![(0.0, "dry".to_owned()), (1.0, "wet".to_owned())],
            example: 0.0,
        }
    }

    #[test]
    fn what_a_value_is_coded_as() {
        let cases = [
            (Kind::Number, Cell::Number(0.5), 0.5),
            (Kind::Number, Cell::Text(" -2.5e1 "), -25.0),
            (Kind::Integer, Cell::Text("3"), 3.0),
            (Kind::Integer, Cell::Number(3.0), 3.0),
            (Kind::Category, Cell::Text(" wet "), 1.0),
            (Kind::Category, Cell::Text("snow"), UNSEEN),
            (Kind::Category, Cell::Text("Wet"), UNSEEN),
            (Kind::Category, Cell::Number(1.0), UNSEEN),
        ];
        for (kind, cell, code) in cases {
            assert_eq!(feature(kind).code(cell), Ok(code), "{kind:?} {cell:?}");
        }
    }

    #[test]
    fn a_null_is_a_null_in_every_kind() {
        let nulls = ["", "NA", "NaN", "nan", "null", "  "].map(Cell::Text);
        for kind in [Kind::Number, Kind::Integer, Kind::Category] {
            for cell in nulls.into_iter().chain([Cell::Null]) {
                assert!(feature(kind).code(cell).unwrap().is_nan(), "{kind:?} {cell:?}");
            }
        }
    }

    #[test]
    fn what_a_kind_does_not_take() {
        let cases = [
            (Kind::Number, Cell::Text("warm"), "`warm` is not a number"),
            (Kind::Number, Cell::Text("0,5"), "`0,5` is not a number"),
            (Kind::Number, Cell::Text("inf"), "`inf` is not a finite number"),
            (Kind::Number, Cell::Text("1e999"), "`1e999` is not a finite number"),
            (Kind::Number, Cell::Number(f64::NEG_INFINITY), "`-inf` is not a finite number"),
            (Kind::Number, Cell::Number(f64::NAN), "`NaN` is not a finite number"),
            (Kind::Integer, Cell::Number(1.5), "`1.5` is not a whole number"),
            (Kind::Integer, Cell::Text("1.5"), "`1.5` is not a whole number"),
            (Kind::Integer, Cell::Text("true"), "`true` is not a number"),
        ];
        for (kind, cell, words) in cases {
            assert_eq!(feature(kind).code(cell).unwrap_err().to_string(), words);
        }
        let long = "x".repeat(10_000);
        assert!(feature(Kind::Number).code(Cell::Text(&long)).unwrap_err().to_string().len() < 120);
    }

    #[test]
    fn a_whole_number_of_yes_or_no_takes_true_and_false() {
        let feature = Feature { max: Some(1.0), ..feature(Kind::Integer) };
        for (text, code) in [("true", 1.0), ("True", 1.0), (" FALSE ", 0.0), ("1.0", 1.0)] {
            assert_eq!(feature.code(Cell::Text(text)), Ok(code), "{text}");
        }
        assert!(feature.code(Cell::Text("yes")).is_err());
    }

    #[test]
    fn what_can_be_predicted_and_what_makes_sense() {
        let (number, category) = (feature(Kind::Number), feature(Kind::Category));
        assert!(number.is_known(-1.0) && !number.is_known(f64::NAN) && !number.is_known(f64::INFINITY));
        assert!(category.is_known(1.0) && !category.is_known(UNSEEN));
        assert!(number.is_in_range(0.0) && number.is_in_range(10.0));
        assert!(!number.is_in_range(10.5) && !number.is_in_range(-0.5) && !number.is_in_range(f64::NAN));
        assert_eq!((category.meaning(1.0), category.meaning(2.0)), (Some("wet"), None));
    }
}
