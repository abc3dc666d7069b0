//! The parameters of a forecast as people type them, and as a link carries them: text, the default left out.

use serde::{Deserialize, Serialize};

use crate::masked;
use crate::percent_encoding::{decoded_pairs, encode};

/// Parameters of the page's form, as typed, so that a mistake can be shown where it was made; empty means the default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ForecastParams {
    /// Name of a source, or the URL of one.
    pub source: String,
    /// PromQL expression.
    pub expr: String,
    /// Range of history to read, a duration.
    pub range: String,
    /// End of the history: a moment or `now-1d`.
    pub end: String,
    /// Horizon, a duration.
    pub horizon: String,
    /// From one point to the next: a duration or `auto`.
    pub step: String,
    /// Levels of the bands in percent, separated by spaces or commas.
    pub level: String,
    /// Name of a model or `auto`.
    pub model: String,
    /// A value whose crossing is asked about, or an expression that gives one; may be empty.
    pub threshold: String,
    /// The least the metric can be; may be empty.
    pub min: String,
    /// The greatest it can be; may be empty.
    pub max: String,
    /// Assumed growth beyond what the past says, in percent; may be empty.
    pub growth: String,
    /// In how long a time one anomaly may be named by chance, a duration.
    pub alarm: String,
    /// Series that is shown, as its labels' text, if there are several.
    pub series: String,
    /// The part of time the chart shows, `START~END` in Unix seconds; empty for all of it.
    pub zoom: String,
    /// `true` shows a bare counter as it is, `false` as its rate; empty for the default of the page or route.
    pub raw: String,
    /// Parts that the chart hides, by their names in the legend, separated by spaces.
    pub hide: String,
    /// By which column the list of series is ordered, a minus before it for the greatest first; empty for the riskiest first.
    pub sort: String,
    /// Filter of the list: text that the labels of a series hold; may be empty.
    pub filter: String,
    /// Page of the list, from 1; empty for the first.
    pub page: String,
}

/// One of the parameters, by the name it has in a link; each is the field of the same name in [`ForecastParams`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Param {
    Source,
    Expr,
    Range,
    End,
    Horizon,
    Step,
    Level,
    Model,
    Threshold,
    Min,
    Max,
    Growth,
    Alarm,
    Series,
    Zoom,
    Raw,
    Hide,
    Sort,
    Filter,
    Page,
}

impl Param {
    /// All of them, in the order a link carries them.
    pub const ALL: [Self; 20] = [
        Self::Source,
        Self::Expr,
        Self::Range,
        Self::End,
        Self::Horizon,
        Self::Step,
        Self::Level,
        Self::Model,
        Self::Threshold,
        Self::Min,
        Self::Max,
        Self::Growth,
        Self::Alarm,
        Self::Series,
        Self::Zoom,
        Self::Raw,
        Self::Hide,
        Self::Sort,
        Self::Filter,
        Self::Page,
    ];

    /// Its name in a link and in the form.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Expr => "expr",
            Self::Range => "range",
            Self::End => "end",
            Self::Horizon => "horizon",
            Self::Step => "step",
            Self::Level => "level",
            Self::Model => "model",
            Self::Threshold => "threshold",
            Self::Min => "min",
            Self::Max => "max",
            Self::Growth => "growth",
            Self::Alarm => "alarm",
            Self::Series => "series",
            Self::Zoom => "zoom",
            Self::Raw => "raw",
            Self::Hide => "hide",
            Self::Sort => "sort",
            Self::Filter => "filter",
            Self::Page => "page",
        }
    }

    /// Returns true if an empty field adapts to the data, so that its default text is only the usual value.
    fn adapts(self) -> bool {
        matches!(self, Self::Range | Self::Horizon)
    }

    /// Returns the meaning of an empty field.
    #[must_use]
    pub fn default_text(self) -> &'static str {
        match self {
            Self::Range | Self::Alarm => "7d",
            Self::End => "now",
            Self::Horizon => "1d",
            Self::Step | Self::Model => "auto",
            Self::Level => "80 95",
            Self::Sort => "risk",
            Self::Page => "1",
            _ => "",
        }
    }
}

impl ForecastParams {
    /// The text typed for a parameter.
    #[must_use]
    pub fn get(&self, param: Param) -> &str {
        match param {
            Param::Source => &self.source,
            Param::Expr => &self.expr,
            Param::Range => &self.range,
            Param::End => &self.end,
            Param::Horizon => &self.horizon,
            Param::Step => &self.step,
            Param::Level => &self.level,
            Param::Model => &self.model,
            Param::Threshold => &self.threshold,
            Param::Min => &self.min,
            Param::Max => &self.max,
            Param::Growth => &self.growth,
            Param::Alarm => &self.alarm,
            Param::Series => &self.series,
            Param::Zoom => &self.zoom,
            Param::Raw => &self.raw,
            Param::Hide => &self.hide,
            Param::Sort => &self.sort,
            Param::Filter => &self.filter,
            Param::Page => &self.page,
        }
    }

    fn field(&mut self, param: Param) -> &mut String {
        match param {
            Param::Source => &mut self.source,
            Param::Expr => &mut self.expr,
            Param::Range => &mut self.range,
            Param::End => &mut self.end,
            Param::Horizon => &mut self.horizon,
            Param::Step => &mut self.step,
            Param::Level => &mut self.level,
            Param::Model => &mut self.model,
            Param::Threshold => &mut self.threshold,
            Param::Min => &mut self.min,
            Param::Max => &mut self.max,
            Param::Growth => &mut self.growth,
            Param::Alarm => &mut self.alarm,
            Param::Series => &mut self.series,
            Param::Zoom => &mut self.zoom,
            Param::Raw => &mut self.raw,
            Param::Hide => &mut self.hide,
            Param::Sort => &mut self.sort,
            Param::Filter => &mut self.filter,
            Param::Page => &mut self.page,
        }
    }

    /// The text of a parameter, or what its being empty means.
    #[must_use]
    pub fn or_default(&self, param: Param) -> &str {
        match self.get(param).trim() {
            "" => param.default_text(),
            typed => typed,
        }
    }

    /// These parameters with one of them changed.
    #[must_use]
    pub fn with(mut self, param: Param, text: impl Into<String>) -> Self {
        *self.field(param) = text.into();
        self
    }

    /// From names and values as a URL's query has them. Of a name that comes more than once, as several
    /// `level`s may, all values count; of any other the last that is not empty. A name that is not a parameter is left alone.
    /// A credential in `source` is masked: a link is kept in histories and logs, and the page shows it.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut params = Self::default();
        for (name, value) in pairs {
            if let Some(param) = Param::ALL.into_iter().find(|param| param.name() == name) {
                let field = params.field(param);
                match (field.is_empty(), value.is_empty(), param) {
                    (false, true, _) => {}
                    (false, false, Param::Level) => *field = format!("{field} {value}"),
                    (_, _, Param::Source) => *field = masked(value),
                    // A form sends each end of line as two characters.
                    (_, _, Param::Expr) => *field = value.replace("\r\n", "\n"),
                    _ => value.clone_into(field),
                }
            }
        }
        params
    }

    /// From a URL's query, without its `?`.
    #[must_use]
    pub fn from_query(query: &str) -> Self {
        let pairs: Vec<_> = decoded_pairs(query).collect();
        Self::from_pairs(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))
    }

    /// As a URL's query, without its `?`; a parameter that has its default value is left out. Range and horizon stay where
    /// they were given: a week that was chosen is a week, also of a metric that is a minute old.
    #[must_use]
    pub fn to_query(&self) -> String {
        let pairs: Vec<_> = Param::ALL
            .into_iter()
            .map(|param| (param, self.get(param).trim()))
            .filter(|(param, text)| !text.is_empty() && (param.adapts() || *text != param.default_text()))
            .map(|(param, text)| format!("{}={}", param.name(), encode(text)))
            .collect();
        pairs.join("&")
    }
}

#[cfg(test)]
mod tests;
