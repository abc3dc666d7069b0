//! Choices of the page's form: sources, models, and the metrics of a source.

use serde::{Deserialize, Serialize};

use crate::{ForecastParams, Suggestion};

/// Choices of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferView {
    /// The named sources, the default first.
    pub sources: Vec<SourceView>,
    /// True if the URL of a source that is not configured may be typed.
    pub adhoc_allowed: bool,
    /// Names of the models, `auto` first.
    pub models: Vec<String>,
}

/// One source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceView {
    /// Its name.
    pub name: String,
    /// True if it is the built-in samples.
    pub is_sample: bool,
    /// Questions to begin with. A page that is opened without one asks the first of the samples.
    pub examples: Vec<Suggestion>,
}

/// A question to begin with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StartingPoint {
    /// In words, or the expression itself.
    pub question: String,
    /// Parameters of its link.
    pub params: ForecastParams,
    /// Recent values for a small picture; NaN is a gap, and empty if they were not read.
    #[serde(with = "timeseries::gaps")]
    pub values: Vec<f64>,
}

/// Completions at the cursor of an expression.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completions {
    /// Number of characters before the cursor that a completion replaces.
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
    /// Help text of the metric or function; empty for a label.
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
    /// Its query: a counter's rate, the metric itself otherwise.
    pub expr: String,
}
