//! The forecasts of a CSV's series for a program.

use std::collections::BTreeMap;

use api::{ForecastTableView, SeriesRow};
use forecast::{AlarmBudget, Growth, Level};
use timeseries::{Axis, Step, Timestamp, Unit};

use super::SeriesForecast;
use super::table_view::{RowQuestion, rows};
use crate::Threshold;
use crate::forecast_csv::{ds, unique_id};

/// Request about the series of a CSV.
#[derive(Clone, Debug)]
pub struct InputQuestion {
    /// The file's name.
    pub name: String,
    /// Levels of the bands.
    pub levels: Vec<Level>,
    /// Threshold of the crossings.
    pub threshold: Option<Threshold>,
    /// Number of anomalies that may be reported by chance in a time.
    pub alarms: AlarmBudget,
    /// Assumed growth beyond what the past says.
    pub growth: Growth,
}

/// Every series with its forecast, as the API has it, and those of `refused` with their reasons. The question's expression is
/// the file; its step that of all series, `auto` where they differ.
#[must_use]
pub fn input_table_view(
    asked: &InputQuestion,
    series: &[SeriesForecast],
    axis_of: impl Fn(&SeriesForecast) -> Axis + Sync,
    refused: &[(String, String)],
) -> ForecastTableView {
    let question = RowQuestion {
        levels: &asked.levels,
        threshold: asked.threshold.as_ref(),
        alarms: asked.alarms,
        unit: Unit::None,
    };
    let mut rows = rows(series, &question, &axis_of);
    for (row, one) in rows.iter_mut().zip(series) {
        if let Ok(forecast) = &one.forecast {
            let axis = axis_of(one);
            row.ds = (0..forecast.grid.len).map(|index| ds(axis, forecast.grid, index)).collect();
        }
    }
    let labels = |name: &String| BTreeMap::from([("unique_id".to_owned(), name.clone())]);
    rows.extend(refused.iter().map(|(name, why)| SeriesRow {
        labels: labels(name),
        error: Some(why.clone()),
        ..SeriesRow::default()
    }));
    rows.sort_by(|a, b| a.labels.cmp(&b.labels));
    ForecastTableView {
        expr: asked.name.clone(),
        step: step(series),
        origin: origin(series, axis_of).map(|time| time.to_string()).unwrap_or_default(),
        growth: asked.growth.percent(),
        version: forecast::VERSION.to_owned(),
        series: rows,
        ..ForecastTableView::default()
    }
}

fn step(series: &[SeriesForecast]) -> String {
    let mut steps = series.iter().map(|one| one.series.grid.step);
    match steps.next() {
        Some(first) if steps.all(|step| step == first) => Step::of_grid(first).to_string(),
        _ => "auto".to_owned(),
    }
}

/// The newest moment of all.
fn origin(series: &[SeriesForecast], axis_of: impl Fn(&SeriesForecast) -> Axis) -> Option<Timestamp> {
    series.iter().filter_map(|one| Some(axis_of(one).moment(one.series.last()?.0))).max()
}

impl SeriesForecast {
    /// The name of the series in a CSV.
    #[must_use]
    pub fn unique_id(&self) -> String {
        unique_id(self)
    }
}
