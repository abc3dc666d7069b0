//! Forecasts of all series of an expression, for a program.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// All series of an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ForecastTableView {
    /// The expression.
    pub expr: String,
    /// From one point to the next, a duration.
    pub step: String,
    /// The moment the forecast starts from, RFC 3339.
    pub origin: String,
    /// One a series, by labels.
    pub series: Vec<SeriesRow>,
}

/// One series: its forecast, or why it has none.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SeriesRow {
    /// Who it is.
    pub labels: BTreeMap<String, String>,
    /// Why there is no forecast.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// The chosen model with its seasons.
    pub model: String,
    /// At how many moments of the past the models were tried.
    pub backtest_origins: usize,
    /// Mean absolute scaled error of the chosen model on the past.
    pub mase: Option<f64>,
    /// Symmetric mean absolute percentage error, 0 to 200.
    pub smape: Option<f64>,
    /// Share of seasonal naive's error that is avoided.
    pub skill: Option<f64>,
    /// Share of past points each band held, by level in percent.
    pub coverage: BTreeMap<String, f64>,
    /// Unix seconds of each point.
    pub timestamps: Vec<f64>,
    /// What is expected at each point.
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
