//! The forecasts of all series for a program.

use std::collections::BTreeMap;
use std::sync::Arc;

use api::{BandColumns, ForecastParams, ForecastTableView, Problem, SeriesRow};
use forecast::{Forecast, Verdict};
use rayon::prelude::*;

use super::SeriesForecast;
use crate::forecast_metric::{anomaly_views, backtest_rows, candidate_name, crossing_view};
use crate::{Error, ForecastRequest, Service, problem};

impl Service {
    /// Every series with its forecast, how it was chosen, and what it held on the past.
    ///
    /// # Errors
    /// What went wrong, in words.
    pub async fn forecast_table_view(
        &self,
        params: &ForecastParams,
    ) -> Result<(ForecastTableView, Vec<String>), Problem> {
        let answer = self.forecast_table(params, Arc::new(|| ())).await?;
        let view = self.pool.run(move |_| (table_view(&answer.request, &answer.series), answer.warnings)).await;
        view.map_err(|error| problem(&Error::from(error), params, self.clock.now()))
    }
}

fn table_view(request: &ForecastRequest, series: &[SeriesForecast]) -> ForecastTableView {
    ForecastTableView {
        expr: request.expr.clone(),
        step: request.grid.step.to_string(),
        unit: request.profile.unit,
        origin: request.origin().to_string(),
        growth: request.growth.percent(),
        version: forecast::VERSION.to_owned(),
        series: series.par_iter().map(|one| row(one, request)).collect(),
    }
}

fn row(one: &SeriesForecast, request: &ForecastRequest) -> SeriesRow {
    let labels = one.series.labels.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    match &one.forecast {
        Ok(forecast) => SeriesRow { labels, ..forecast_row(one, forecast, request) },
        Err(error) => SeriesRow { labels, error: Some(error.to_string()), ..SeriesRow::default() },
    }
}

fn forecast_row(one: &SeriesForecast, forecast: &Forecast, request: &ForecastRequest) -> SeriesRow {
    let chosen = forecast.backtest.rows.get(forecast.backtest.chosen);
    let coverage = chosen.map(|score| score.coverage.as_slice()).unwrap_or_default();
    let band = |band: &forecast::Band| {
        (band.level.to_string(), BandColumns { lower: band.lower.clone(), upper: band.upper.clone() })
    };
    let crossing = one.passage.as_ref().zip(request.threshold.as_ref());
    SeriesRow {
        model: candidate_name(&forecast.candidate),
        backtest_origins: forecast.backtest.origins,
        mase: chosen.and_then(|score| score.mase),
        smape: chosen.and_then(|score| score.smape),
        skill: forecast.backtest.skill,
        is_forecastable: is_forecastable(forecast.backtest.verdict),
        backtest: backtest_rows(forecast, &request.levels),
        coverage: coverage
            .iter()
            .map(|coverage| (coverage.level.to_string(), coverage.share))
            .collect::<BTreeMap<_, _>>(),
        min: forecast.bounds.min,
        max: forecast.bounds.max,
        data_sha256: forecast::fingerprint(&one.series),
        seed: forecast.seed,
        crossing: crossing.map(|(passage, threshold)| crossing_view(passage, forecast, threshold)),
        crossed: one.passage.as_ref().map(|passage| passage.crossed.clone()).unwrap_or_default(),
        anomalies: anomaly_views(&one.series, forecast, request.alarms),
        timestamps: forecast.grid.times().map(timeseries::Timestamp::seconds).collect(),
        yhat: forecast.yhat.clone(),
        bands: forecast.bands.iter().map(band).collect(),
        ..SeriesRow::default()
    }
}

fn is_forecastable(verdict: Verdict) -> Option<bool> {
    match verdict {
        Verdict::Better => Some(true),
        Verdict::NoBetterThanRepetition => Some(false),
        Verdict::NotEnoughHistory => None,
    }
}
