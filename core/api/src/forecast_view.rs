//! View of a forecast, ready to be shown: sentences, lines for the chart, rows for the tables.

mod anomalies;
mod backtest;
mod changepoints;
mod quality;
mod series;
mod series_list;

pub use anomalies::{AnomaliesView, AnomalyView};
pub use backtest::{BacktestRow, BacktestView};
pub use changepoints::ChangepointView;
pub use quality::{GapView, QualityView};
pub use series::{BandView, ChanceView, CrossingView, LineView, SeriesView};
pub use series_list::{SeriesColumn, SeriesList, SeriesPick};

use serde::{Deserialize, Serialize};
use timeseries::{Duration, TimeRange, Timestamp, Unit};

use crate::{ForecastParams, StartingPoint, Suggestion};

/// The answer to one question, for the series picked of those it gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ForecastView {
    /// The query, as typed.
    pub params: ForecastParams,
    /// The query, as parsed.
    pub question: Question,
    /// The series of the answer to pick from.
    pub list: SeriesList,
    /// The series that is shown.
    pub series: SeriesView,
    /// Notes on what was understood otherwise than it was typed.
    pub notes: Vec<NoteView>,
    /// Warnings of the source, and of what was cut.
    pub warnings: Vec<String>,
    /// Notes of the source on the expression: the answer is whole, the question may be meant otherwise.
    #[serde(default)]
    pub infos: Vec<String>,
    /// Hint that a counter is read without `rate`.
    pub counter_hint: Option<CounterHint>,
}

/// Content of the page: an answer, or starting points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum PageAnswer {
    /// Nothing was asked yet, and these are questions to begin with.
    Welcome(Vec<StartingPoint>),
    /// The answer.
    Forecast(Box<ForecastView>),
}

/// A question with its defaults filled in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Name of the source.
    pub source: String,
    /// True if the source is the built-in samples.
    pub is_sample: bool,
    /// The expression.
    pub expr: String,
    /// The history that was read.
    pub range: TimeRange,
    /// From one point to the next.
    pub step: Duration,
    /// Horizon in steps.
    pub horizon_steps: usize,
    /// The unit of the values.
    pub unit: Unit,
    /// The moment the forecast starts from: the end of history.
    pub origin: Timestamp,
    /// The value whose crossing is asked about, where it is one number.
    pub threshold: Option<f64>,
    /// The part of time the chart shows.
    pub window: TimeRange,
    /// True if that is a part only.
    pub is_zoomed: bool,
}

/// Something to know before reading on, and perhaps another question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteView {
    /// Text of the note, a sentence.
    pub text: String,
    /// The question that it makes likely.
    pub suggestion: Option<Suggestion>,
}

/// A counter that is read as it stands, and what to ask instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CounterHint {
    /// The counter.
    pub metric: String,
    /// The expression with `rate`.
    pub expr: String,
}
