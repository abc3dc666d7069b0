//! What the page's form offers: sources, models, and the metrics of a source.

use serde::{Deserialize, Serialize};

use crate::Suggestion;

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
