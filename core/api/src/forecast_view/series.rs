//! One series: its history, its forecast, its bands, and the sentences above the chart.

use serde::{Deserialize, Serialize};
use timeseries::{Duration, Labels, Timestamp};

use super::{BacktestView, QualityView};

/// One series of an answer in a list to pick from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeriesPick {
    /// Its labels as a selector: what a link carries.
    pub key: String,
    /// What tells it from the others: the labels they do not share.
    pub name: String,
    /// Newest value; `None` where there is no value at all.
    pub last: Option<f64>,
    /// Smallest value.
    pub min: Option<f64>,
    /// Largest value.
    pub max: Option<f64>,
    /// Mean value.
    pub mean: Option<f64>,
    /// Whether this is the one shown.
    pub is_picked: bool,
}

/// The series that is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeriesView {
    /// Who it is.
    pub labels: Labels,
    /// What the forecast says, in a sentence or two.
    pub answer: String,
    /// How it knows, in a sentence.
    pub proof: String,
    /// What was measured.
    pub history: LineView,
    /// The history in the chart's window at a finer step, where the chart is zoomed.
    pub detail: Option<LineView>,
    /// What is expected.
    pub forecast: LineView,
    /// Bands about the forecast, the narrowest first.
    pub bands: Vec<BandView>,
    /// When the threshold is crossed, where one was asked about.
    pub crossing: Option<CrossingView>,
    /// How the model was chosen.
    pub backtest: BacktestView,
    /// What is known of the data.
    pub quality: QualityView,
}

/// Values on a grid; NaN is a gap.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LineView {
    /// The first point.
    pub start: Timestamp,
    /// From one point to the next.
    pub step: Duration,
    /// A value a point.
    #[serde(with = "timeseries::gaps")]
    pub values: Vec<f64>,
}

/// A band about the forecast.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BandView {
    /// The level in percent as text: `80`.
    pub level: String,
    /// Lower edge, a value a point of the forecast.
    #[serde(with = "timeseries::gaps")]
    pub lower: Vec<f64>,
    /// Upper edge.
    #[serde(with = "timeseries::gaps")]
    pub upper: Vec<f64>,
    /// The share of past points the band held, where there was a backtest.
    pub measured_coverage: Option<f64>,
}

/// When a threshold is crossed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CrossingView {
    /// The threshold.
    pub threshold: f64,
    /// When the forecast itself crosses.
    pub expected: Option<Timestamp>,
    /// When the band's nearer edge crosses.
    pub earliest: Option<Timestamp>,
    /// When the band's farther edge crosses.
    pub latest: Option<Timestamp>,
    /// The band's level in percent as text.
    pub level: String,
}

impl LineView {
    /// The grid its points are on.
    #[must_use]
    pub fn grid(&self) -> timeseries::Grid {
        timeseries::Grid { start: self.start, step: self.step, len: self.values.len() }
    }
}
