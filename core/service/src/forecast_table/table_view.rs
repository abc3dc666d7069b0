//! The forecasts of all series for a program.

use std::collections::BTreeMap;
use std::sync::Arc;

use api::{
    AnomalyView, BandColumns, ChangepointView, CrossingView, ForecastParams, ForecastTableView, Problem, SeriesRow,
};
use forecast::{AlarmBudget, Forecast, Level, Verdict};
use rayon::prelude::*;
use timeseries::{Axis, Timestamp, Unit};

use super::summary::{evidence, sentence};
use super::{Said, SeriesForecast};
use crate::forecast_metric::{
    anomaly_views, backtest_rows, candidate_name, changepoint_views, crossing_view, quality_view,
};
use crate::{Error, ForecastRequest, Service, Threshold, problem};

impl Service {
    /// Every series with its forecast, how it was chosen, and what it held on the past.
    ///
    /// # Errors
    /// What went wrong, in words.
    pub async fn forecast_table_view(&self, params: &ForecastParams) -> Result<(ForecastTableView, Said), Problem> {
        let answer = self.forecast_table(params, Arc::new(|| ())).await?;
        let said = answer.said.clone();
        let view = self.pool.run(move |_| (table_view(&answer.request, &answer.series), said)).await;
        view.map_err(|error| problem(&Error::from(error), params, self.clock.now()))
    }
}

fn table_view(request: &ForecastRequest, series: &[SeriesForecast]) -> ForecastTableView {
    ForecastTableView {
        expr: request.expr.clone(),
        step: request.grid.step.to_string(),
        unit: request.profile.unit.name().to_owned(),
        origin: request.origin().to_string(),
        origin_timestamp: request.origin().seconds(),
        growth: request.growth.percent(),
        version: forecast::VERSION.to_owned(),
        series: rows(series, &RowQuestion::of(request), |_| Axis::Moments),
    }
}

/// Request about each series.
pub(super) struct RowQuestion<'a> {
    pub(super) levels: &'a [Level],
    pub(super) threshold: Option<&'a Threshold>,
    pub(super) alarms: AlarmBudget,
    pub(super) unit: Unit,
}

impl<'a> RowQuestion<'a> {
    fn of(request: &'a ForecastRequest) -> Self {
        Self {
            levels: &request.levels,
            threshold: request.threshold.as_ref(),
            alarms: request.alarms,
            unit: request.profile.unit,
        }
    }
}

/// A row a series, in parallel.
pub(super) fn rows(
    series: &[SeriesForecast],
    asked: &RowQuestion<'_>,
    axis_of: impl Fn(&SeriesForecast) -> Axis + Sync,
) -> Vec<SeriesRow> {
    series.par_iter().map(|one| row(one, asked, axis_of(one))).collect()
}

fn row(one: &SeriesForecast, asked: &RowQuestion<'_>, axis: Axis) -> SeriesRow {
    let labels = one.series.labels.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    match &one.forecast {
        Ok(forecast) => SeriesRow { labels, ..forecast_row(one, forecast, asked, axis) },
        Err(error) => SeriesRow { labels, error: Some(error.to_string()), ..SeriesRow::default() },
    }
}

fn forecast_row(one: &SeriesForecast, forecast: &Forecast, asked: &RowQuestion<'_>, axis: Axis) -> SeriesRow {
    let chosen = forecast.backtest.rows.get(forecast.backtest.chosen);
    let coverage = chosen.map(|score| score.coverage.as_slice()).unwrap_or_default();
    let band = |band: &forecast::Band| {
        (band.level.to_string(), BandColumns { lower: band.lower.clone(), upper: band.upper.clone() })
    };
    let crossing = one.passage.as_ref().zip(asked.threshold);
    let crossing = crossing.map(|(passage, threshold)| crossing_view(passage, forecast, threshold, asked.unit));
    SeriesRow {
        sentence: sentence(one, forecast, crossing.as_ref(), axis, asked.unit),
        evidence: evidence(forecast),
        quality: Some(quality_view(&forecast.quality, &one.series, None, one.series.grid.end())),
        model: candidate_name(&forecast.candidate),
        backtest_origins: forecast.backtest.origins,
        mase: chosen.and_then(|score| score.mase),
        smape: chosen.and_then(|score| score.smape),
        skill: forecast.backtest.skill,
        is_forecastable: is_forecastable(forecast.backtest.verdict),
        backtest: backtest_rows(forecast, asked.levels),
        coverage: coverage
            .iter()
            .map(|coverage| (coverage.level.to_string(), coverage.share))
            .collect::<BTreeMap<_, _>>(),
        min: forecast.bounds.min,
        max: forecast.bounds.max,
        data_sha256: forecast::fingerprint(&one.series),
        seed: forecast.seed,
        crossing: crossing.map(|crossing| along_crossing(crossing, axis)),
        crossed: one.passage.as_ref().map(|passage| passage.crossed.clone()).unwrap_or_default(),
        anomalies: anomaly_views(&one.series, forecast, asked.alarms)
            .into_iter()
            .map(|event| along(event, axis))
            .collect(),
        changepoints: changepoint_views(&one.series, forecast)
            .into_iter()
            .map(|change| along_changepoint(change, axis))
            .collect(),
        timestamps: forecast.grid.times().map(|time| axis.moment(time).seconds()).collect(),
        yhat: forecast.yhat.clone(),
        bands: forecast.bands.iter().map(band).collect(),
        ..SeriesRow::default()
    }
}

/// A crossing at the moments that the points of the grid stand for.
fn along_crossing(crossing: CrossingView, axis: Axis) -> CrossingView {
    let moment = |point: Option<Timestamp>| point.map(|point| axis.moment(point));
    CrossingView {
        early: moment(crossing.early),
        middle: moment(crossing.middle),
        late: moment(crossing.late),
        ..crossing
    }
}

/// An anomaly at the moments that the points of the grid stand for.
fn along(event: AnomalyView, axis: Axis) -> AnomalyView {
    AnomalyView { onset: axis.moment(event.onset), end: axis.moment(event.end), peak: axis.moment(event.peak), ..event }
}

/// A change at the moments that the points of the grid stand for.
fn along_changepoint(change: ChangepointView, axis: Axis) -> ChangepointView {
    let until = change.until.map(|until| axis.moment(until));
    ChangepointView { time: axis.moment(change.time), until, ..change }
}

fn is_forecastable(verdict: Verdict) -> Option<bool> {
    match verdict {
        Verdict::Better => Some(true),
        Verdict::NoBetterThanRepetition => Some(false),
        Verdict::NotEnoughHistory => None,
    }
}
