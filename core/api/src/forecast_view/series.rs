//! One series: its history, its forecast, its bands, and the sentences above the chart.

use serde::{Deserialize, Serialize};
use timeseries::{Duration, Labels, Timestamp};

use super::{AnomaliesView, BacktestView, ChangepointView, QualityView};

/// The series that is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeriesView {
    /// Labels of the series.
    pub labels: Labels,
    /// The forecast, in a sentence or two.
    pub answer: String,
    /// Probabilities of a crossing by some moments ahead, in a line; `None` if there is nothing to tell apart.
    pub odds: Option<String>,
    /// The evidence, in a sentence.
    pub proof: String,
    /// The history.
    pub history: LineView,
    /// The history in the chart's window at a finer step, where the chart is zoomed.
    pub detail: Option<LineView>,
    /// The point forecasts.
    pub forecast: LineView,
    /// Bands about the forecast, the narrowest first.
    pub bands: Vec<BandView>,
    /// Crossing of the threshold, if one was given.
    pub crossing: Option<CrossingView>,
    /// The threshold in the past and ahead, where it is a series.
    pub limit: Option<LineView>,
    /// Anomalies of the history.
    pub anomalies: AnomaliesView,
    /// The change that just happened, in a sentence; `None` where there was none.
    #[serde(default)]
    pub change: Option<String>,
    /// Changes of the level or the slope, the newest first.
    #[serde(default)]
    pub changepoints: Vec<ChangepointView>,
    /// The model selection.
    pub backtest: BacktestView,
    /// Quality of the data.
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

/// First crossing of a threshold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CrossingView {
    /// The threshold: its value, or its expression.
    pub threshold: String,
    /// True if it is crossed from below.
    pub is_upwards: bool,
    /// Probability that it has been crossed by the end of the forecast, 0 to 1.
    pub chance: f64,
    /// By when it has been crossed with a probability of 10%; `None` where it stays below.
    #[serde(with = "crate::seconds::optional")]
    pub early: Option<Timestamp>,
    /// The same of 50%.
    #[serde(with = "crate::seconds::optional")]
    pub middle: Option<Timestamp>,
    /// The same of 90%.
    #[serde(with = "crate::seconds::optional")]
    pub late: Option<Timestamp>,
    /// Probabilities that it has been crossed by some moments ahead, the nearest first, the end of the forecast last.
    pub chances: Vec<ChanceView>,
    /// True if the bands held about their share of the past, so that a chance near none and near certainty can be believed.
    pub is_clear: bool,
}

/// Probability that a threshold has been crossed by a moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChanceView {
    /// From the end of the history to that moment.
    #[serde(with = "crate::seconds::length")]
    pub ahead: Duration,
    /// The probability, 0 to 1.
    pub chance: f64,
}

impl LineView {
    /// The grid its points are on.
    #[must_use]
    pub fn grid(&self) -> timeseries::Grid {
        timeseries::Grid { start: self.start, step: self.step, len: self.values.len() }
    }
}
