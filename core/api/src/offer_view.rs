//! What the page's form offers: sources, models, and the metrics of a source.

use serde::{Deserialize, Serialize};

use crate::{ForecastParams, Suggestion};

/// What there is to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferView {
    /// The named sources, the default first.
    pub sources: Vec<SourceView>,
    /// Whether a URL that nobody configured may be typed.
    pub adhoc_allowed: bool,
    /// Names of the models, `auto` first.
    pub models: Vec<String>,
}

/// One source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceView {
    /// Its name.
    pub name: String,
    /// Whether it is the built-in samples.
    pub is_sample: bool,
    /// Questions to begin with. A page that is opened without one asks the first of the samples.
    pub examples: Vec<Suggestion>,
}

/// A question to begin with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StartingPoint {
    /// In words, or the expression itself.
    pub question: String,
    /// Where it goes.
    pub params: ForecastParams,
    /// What it gave lately, for a small picture; NaN is a gap, and nothing where nobody looked.
    #[serde(with = "timeseries::gaps")]
    pub values: Vec<f64>,
}

/// What can stand where the cursor of an expression is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completions {
    /// How many characters before the cursor a completion takes the place of.
    pub replaced: usize,
    /// The completions, the most likely first.
    pub list: Vec<CompletionView>,
}

/// One completion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompletionView {
    /// As it is shown.
    pub text: String,
    /// As it is put into the expression.
    pub insert: String,
    /// `counter`, `gauge`, `function`, `label`, `value`, …; empty where nobody said.
    pub kind: String,
    /// What it is.
    pub help: String,
}

/// A metric that can be asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetricView {
    /// Its name.
    pub name: String,
    /// `counter`, `gauge`, …; empty where nobody said.
    pub kind: String,
    /// Its help text.
    pub help: String,
    /// What to ask of it: a counter's rate, the metric itself otherwise.
    pub expr: String,
}
