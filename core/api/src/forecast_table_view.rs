//! Forecasts of all series of an expression, for a program.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{AnomalyView, BacktestRow, ChangepointView, CrossingView, QualityView};

/// All series of an answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ForecastTableView {
    /// The expression.
    pub expr: String,
    /// From one point to the next, a duration.
    pub step: String,
    /// The unit of the values by its name for programs; empty for a plain number.
    pub unit: String,
    /// The moment the forecast starts from, RFC 3339.
    pub origin: String,
    /// The same in Unix seconds, as all other moments are.
    pub origin_timestamp: f64,
    /// Assumed growth of the forecasts beyond what the past says, in percent.
    pub growth: f64,
    /// The version of the engine that made them.
    pub version: String,
    /// One a series, by labels.
    pub series: Vec<SeriesRow>,
}

/// One series: its forecast, or why it has none.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SeriesRow {
    /// Labels of the series.
    pub labels: BTreeMap<String, String>,
    /// Error, if there is no forecast.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// The forecast in a sentence.
    pub sentence: String,
    /// The evidence of the past in a sentence.
    pub evidence: String,
    /// Gaps, resets and resolution of the history.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quality: Option<QualityView>,
    /// The chosen model with its seasons.
    pub model: String,
    /// At how many moments of the past the models were tried.
    pub backtest_origins: usize,
    /// Mean absolute scaled error of the chosen model on the past.
    pub mase: Option<f64>,
    /// Symmetric mean absolute percentage error, 0 to 200.
    pub smape: Option<f64>,
    /// Share of the best repetition's error that is avoided.
    pub skill: Option<f64>,
    /// True if the chosen model is better than the best repetition, of the last value or of a season; `None` if there is too little
    /// history to tell.
    pub is_forecastable: Option<bool>,
    /// The table that decided: every candidate on the same past, the best first.
    pub backtest: Vec<BacktestRow>,
    /// Share of past points each band held, by level in percent.
    pub coverage: BTreeMap<String, f64>,
    /// The least that the forecast is kept at or above.
    pub min: Option<f64>,
    /// The greatest that it is kept at or below.
    pub max: Option<f64>,
    /// SHA-256 of the history's grid and values.
    pub data_sha256: String,
    /// Seed of the sample paths.
    pub seed: u64,
    /// Crossing of the threshold, if one was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crossing: Option<CrossingView>,
    /// Probability that it has been crossed by each point; empty without a threshold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub crossed: Vec<f64>,
    /// Anomalies of the history, the newest first.
    pub anomalies: Vec<AnomalyView>,
    /// Changes of the level or the slope of the history, the newest first.
    #[serde(default)]
    pub changepoints: Vec<ChangepointView>,
    /// Each point as the CSV has it, for series of a file.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub ds: Vec<String>,
    /// Unix seconds of each point.
    pub timestamps: Vec<f64>,
    /// Point forecasts.
    pub yhat: Vec<f64>,
    /// Bands by level in percent.
    pub bands: BTreeMap<String, BandColumns>,
}

/// The edges of a band, a value a point.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BandColumns {
    /// Lower edge.
    pub lower: Vec<f64>,
    /// Upper edge.
    pub upper: Vec<f64>,
}
