//! The parameters of the SQL console as people type them, and as a link carries them: text, the default left out.

use serde::{Deserialize, Serialize};

use crate::percent_encoding::{decoded_pairs, encode};

/// The name of a line that is left out, as a link carries it: the one parameter that may come more than once.
const HIDE: &str = "hide";

/// Parameters of the console's page, as typed; empty means the default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SqlParams {
    /// The statement.
    pub q: String,
    /// Page of the rows, from 1.
    pub page: String,
    /// Rows a page.
    pub size: String,
    /// `chart` for a chart above the rows.
    pub view: String,
    /// The column of moments the chart goes along; empty for the first there is.
    pub x: String,
    /// The column of numbers the chart draws; empty for all.
    pub y: String,
    /// The part of time the chart shows, `START~END` in Unix seconds; empty for all of it.
    pub zoom: String,
    /// The lines that the chart leaves out, by name.
    pub hide: Vec<String>,
}

/// One of the parameters with one value; each is the field of the same name in [`SqlParams`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SqlParam {
    /// The statement.
    Q,
    /// Page of the rows.
    Page,
    /// Rows a page.
    Size,
    /// Table or chart.
    View,
    /// The chart's moments.
    X,
    /// The chart's numbers.
    Y,
    /// The part of time shown.
    Zoom,
}

impl SqlParam {
    /// All of them, in the order a link carries them: the statement, which may be long, last.
    pub const ALL: [Self; 7] = [Self::View, Self::X, Self::Y, Self::Zoom, Self::Page, Self::Size, Self::Q];

    /// Its name in a link and in the form.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Q => "q",
            Self::Page => "page",
            Self::Size => "size",
            Self::View => "view",
            Self::X => "x",
            Self::Y => "y",
            Self::Zoom => "zoom",
        }
    }

    /// Returns the meaning of an empty field.
    #[must_use]
    pub fn default_text(self) -> &'static str {
        match self {
            Self::Page => "1",
            Self::Size => "50",
            Self::View => "table",
            _ => "",
        }
    }
}

impl SqlParams {
    /// The parameters of a statement, all others at their defaults.
    #[must_use]
    pub fn of_statement(q: impl Into<String>) -> Self {
        Self { q: q.into(), ..Self::default() }
    }

    /// The text typed for a parameter.
    #[must_use]
    pub fn get(&self, param: SqlParam) -> &str {
        match param {
            SqlParam::Q => &self.q,
            SqlParam::Page => &self.page,
            SqlParam::Size => &self.size,
            SqlParam::View => &self.view,
            SqlParam::X => &self.x,
            SqlParam::Y => &self.y,
            SqlParam::Zoom => &self.zoom,
        }
    }

    fn field(&mut self, param: SqlParam) -> &mut String {
        match param {
            SqlParam::Q => &mut self.q,
            SqlParam::Page => &mut self.page,
            SqlParam::Size => &mut self.size,
            SqlParam::View => &mut self.view,
            SqlParam::X => &mut self.x,
            SqlParam::Y => &mut self.y,
            SqlParam::Zoom => &mut self.zoom,
        }
    }

    /// The text of a parameter, or what its being empty means.
    #[must_use]
    pub fn or_default(&self, param: SqlParam) -> &str {
        match self.get(param).trim() {
            "" => param.default_text(),
            typed => typed,
        }
    }

    /// These parameters with one of them changed.
    #[must_use]
    pub fn with(mut self, param: SqlParam, text: impl Into<String>) -> Self {
        *self.field(param) = text.into();
        self
    }

    /// These parameters with the lines that the chart leaves out.
    #[must_use]
    pub fn hiding(self, hide: Vec<String>) -> Self {
        Self { hide, ..self }
    }

    /// These parameters with other columns drawn: what was said of the lines before goes.
    #[must_use]
    pub fn drawing(self, param: SqlParam, text: impl Into<String>) -> Self {
        self.with(param, text).with(SqlParam::Zoom, "").hiding(Vec::new())
    }

    /// The console with these parameters.
    #[must_use]
    pub fn link(&self) -> String {
        match self.to_query().as_str() {
            "" => "/sql".to_owned(),
            query => format!("/sql?{query}"),
        }
    }

    /// From names and values as a query or a form has them; of a name that comes more than once the last that is not empty.
    /// Forms end lines with two characters; here a line has one end.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut params = Self::default();
        for (name, value) in pairs.into_iter().filter(|(_, value)| !value.is_empty()) {
            if name == HIDE && !params.hide.iter().any(|line| line == value) {
                params.hide.push(value.to_owned());
            }
            if let Some(param) = SqlParam::ALL.into_iter().find(|param| param.name() == name) {
                *params.field(param) = value.replace("\r\n", "\n");
            }
        }
        params
    }

    /// From a URL's query without its `?`, or the body of a form.
    #[must_use]
    pub fn from_query(query: &str) -> Self {
        let pairs: Vec<_> = decoded_pairs(query).collect();
        Self::from_pairs(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))
    }

    /// As a URL's query, without its `?`; a parameter that has its default value is left out.
    #[must_use]
    pub fn to_query(&self) -> String {
        let hidden = self.hide.iter().map(|line| (HIDE, line.as_str()));
        let single = SqlParam::ALL
            .into_iter()
            .map(|param| (param, self.get(param).trim()))
            .filter(|(param, text)| !text.is_empty() && *text != param.default_text())
            .map(|(param, text)| (param.name(), text));
        let pairs: Vec<_> = hidden.chain(single).map(|(name, text)| format!("{name}={}", encode(text))).collect();
        pairs.join("&")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_carries_what_differs_from_the_default() {
        let params =
            SqlParams::of_statement("SELECT 'a&b=c' + 1 -- ü\n").with(SqlParam::Page, "1").with(SqlParam::Size, "100");
        assert_eq!(params.to_query(), "size=100&q=SELECT+%27a%26b%3Dc%27+%2B+1+--+%C3%BC");
        assert_eq!(SqlParams::from_query(&params.to_query()).q, "SELECT 'a&b=c' + 1 -- ü");
    }

    #[test]
    fn every_parameter_survives() {
        let mut params = SqlParams::default();
        for param in SqlParam::ALL {
            params = params.with(param, format!("{} &=+%", param.name()));
        }
        params = params.hiding(vec!["a · b&c".to_owned(), " ".to_owned()]);
        assert_eq!(SqlParams::from_query(&params.to_query()), params);
    }

    #[test]
    fn other_columns_have_other_lines() {
        let params = SqlParams::from_query("view=chart&zoom=1~2&hide=a&hide=b&hide=a&q=FROM+t");
        assert_eq!(params.hide, ["a", "b"]);
        assert_eq!(params.drawing(SqlParam::Y, "p95").link(), "/sql?view=chart&y=p95&q=FROM+t");
    }

    #[test]
    fn what_is_no_parameter_is_left_alone() {
        let params = SqlParams::from_query("q=SELECT+1&nonsense=2&q=&page&=&%zz=1&q=FROM%0D%0At");
        assert_eq!(params, SqlParams::of_statement("FROM\nt"));
    }
}
