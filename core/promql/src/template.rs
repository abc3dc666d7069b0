//! A query with places for a name, each written `%s`: the name is put in as text, and stays text whatever it holds.

mod places;

use crate::{ExpressionError, parse};
use places::{Place, Within, places};
use timeseries::escape_label_value;

/// Placeholder for the name while the shape of the query is read.
const SENTINEL: &str = "promcast_name_sentinel";
/// The same between the quotes of a regular expression, where the name is quoted for that as well.
const REGEX_SENTINEL: &str = "promcast_regex_sentinel";

/// A query whose `%s` can be filled. Every other `%` is what it is in PromQL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    text: String,
    places: Vec<Place>,
    /// The tree of the query with the sentinels in it, as text; or why there is none.
    shape: Result<String, ExpressionError>,
}

/// Error of a template that cannot be read or filled.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// A cap on expressions.
    #[error(transparent)]
    Expression(#[from] ExpressionError),
    /// Between backticks PromQL knows no escapes.
    #[error("`{name}` cannot stand between backticks: put `%s` between double quotes")]
    Backtick {
        /// The name, control characters escaped.
        name: String,
    },
    /// The name would be more than a text.
    #[error(
        "`{name}` in the place of `%s` changes what the query asks: put `%s` between quotes, as in apiproxy=\"%s\""
    )]
    Shape {
        /// The name, control characters escaped.
        name: String,
    },
}

impl Template {
    /// Reads a query.
    ///
    /// # Errors
    /// Only a cap refuses it: what our parser does not understand, a newer Prometheus may.
    pub fn parse(text: &str) -> Result<Self, TemplateError> {
        let read = Self::of_places(text, places(text))?;
        if read.places.iter().all(Place::is_quoted) {
            return Ok(read);
        }
        // `up %sum(x)` is a remainder: it makes sense as it stands.
        let quoted = places(text).into_iter().filter(Place::is_quoted).collect();
        let as_it_stands = Self::of_places(text, quoted)?;
        Ok(if as_it_stands.shape.is_ok() { as_it_stands } else { read })
    }

    fn of_places(text: &str, places: Vec<Place>) -> Result<Self, TemplateError> {
        let mut template = Self { text: text.to_owned(), places, shape: Ok(String::new()) };
        let with_sentinels = template.with(|place| match place.is_regex {
            true => REGEX_SENTINEL.to_owned(),
            false => SENTINEL.to_owned(),
        });
        template.shape = match parse(&with_sentinels) {
            Err(cap) if cap.is_cap() => return Err(cap.into()),
            read => read.map(|tree| format!("{tree:?}")),
        };
        Ok(template)
    }

    /// The query as it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns true if there is a placeholder for a name; otherwise every name gives the same query.
    #[must_use]
    pub fn has_place(&self) -> bool {
        !self.places.is_empty()
    }

    /// Returns the syntax error of the query, if our parser finds one.
    #[must_use]
    pub fn syntax_error(&self) -> Option<&ExpressionError> {
        self.shape.as_ref().err()
    }

    /// The query for a name.
    ///
    /// # Errors
    /// The name cannot be a text there, or the query becomes longer than is sent.
    pub fn fill(&self, name: &str) -> Result<String, TemplateError> {
        if name.contains('`') && self.places.iter().any(Place::is_in_backticks) {
            return Err(TemplateError::Backtick { name: shown(name) });
        }
        let filled = self.with(|place| place.escaped(name));
        if self.has_place() {
            self.check_shape(name, &filled)?;
        }
        Ok(filled)
    }

    /// The tree of the filled query must be that of the template, but for the name itself.
    fn check_shape(&self, name: &str, filled: &str) -> Result<(), TemplateError> {
        let tree = match parse(filled) {
            Err(cap) if cap.is_cap() => return Err(cap.into()),
            read => read,
        };
        let refused = || TemplateError::Shape { name: shown(name) };
        match (&self.shape, tree) {
            (Ok(shape), Ok(tree)) => {
                let expected =
                    shape.replace(SENTINEL, &inside(name)).replace(REGEX_SENTINEL, &inside(&regex_quoted(name)));
                (format!("{tree:?}") == expected).then_some(()).ok_or_else(refused)
            }
            // Neither is understood here: a text between quotes stays one, and nothing can be said of any other place.
            (Err(_), _) if self.places.iter().all(Place::is_quoted) => Ok(()),
            _ => Err(refused()),
        }
    }

    fn with(&self, text_of: impl Fn(&Place) -> String) -> String {
        let mut filled = String::with_capacity(self.text.len() + 32);
        let mut from = 0;
        for place in &self.places {
            filled.push_str(&self.text[from..place.at]);
            filled.push_str(&text_of(place));
            from = place.at + places::MARK.len();
        }
        filled.push_str(&self.text[from..]);
        filled
    }
}

impl Place {
    /// The name as it is written in this place.
    fn escaped(&self, name: &str) -> String {
        let name = if self.is_regex { regex_quoted(name) } else { name.to_owned() };
        match self.within {
            Within::DoubleQuotes => escape_label_value(&name),
            Within::SingleQuotes => name.replace('\\', "\\\\").replace('\'', "\\'").replace('\n', "\\n"),
            Within::Backticks | Within::Nothing => name,
        }
    }
}

/// A text as the debug form of a tree has it between its quotes.
fn inside(text: &str) -> String {
    let quoted = format!("{text:?}");
    quoted[1..quoted.len() - 1].to_owned()
}

/// A text that a regular expression of RE2 matches literally.
fn regex_quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len());
    for c in text.chars() {
        if r"\.+*?()|[]{}^$".contains(c) {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted
}

fn shown(name: &str) -> String {
    name.chars().take(80).flat_map(char::escape_debug).collect()
}

#[cfg(test)]
mod tests;
