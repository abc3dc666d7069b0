//! The forecasts of all series for a program.

use std::collections::BTreeMap;
use std::sync::Arc;

use api::{BandColumns, ForecastParams, ForecastTableView, Problem, SeriesRow};
use forecast::Forecast;

use super::{SeriesForecast, TableAnswer};
use crate::Service;
use crate::forecast_metric::candidate_name;

impl Service {
    /// Every series with its forecast, how it was chosen, and what it held on the past.
    ///
    /// # Errors
    /// What went wrong, in words.
    pub async fn forecast_table_view(
        &self,
        params: &ForecastParams,
    ) -> Result<(ForecastTableView, Vec<String>), Problem> {
        let TableAnswer { series, warnings } = self.forecast_table(params, Arc::new(|| ())).await?;
        let grid = series.first().map(|one| one.series.grid);
        let view = ForecastTableView {
            expr: params.expr.trim().to_owned(),
            step: grid.map(|grid| grid.step.to_string()).unwrap_or_default(),
            origin: grid.map(|grid| grid.end().to_string()).unwrap_or_default(),
            series: series.iter().map(row).collect(),
        };
        Ok((view, warnings))
    }
}

fn row(one: &SeriesForecast) -> SeriesRow {
    let labels = one.series.labels.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    match &one.forecast {
        Ok(forecast) => forecast_row(SeriesRow { labels, ..SeriesRow::default() }, forecast),
        Err(error) => SeriesRow { labels, error: Some(error.to_string()), ..SeriesRow::default() },
    }
}

fn forecast_row(empty: SeriesRow, forecast: &Forecast) -> SeriesRow {
    let chosen = forecast.backtest.rows.get(forecast.backtest.chosen);
    let coverage = chosen.map(|score| score.coverage.as_slice()).unwrap_or_default();
    let band = |band: &forecast::Band| {
        (band.level.to_string(), BandColumns { lower: band.lower.clone(), upper: band.upper.clone() })
    };
    SeriesRow {
        model: candidate_name(&forecast.candidate),
        backtest_origins: forecast.backtest.origins,
        mase: chosen.and_then(|score| score.mase),
        smape: chosen.and_then(|score| score.smape),
        skill: forecast.backtest.skill,
        coverage: coverage
            .iter()
            .map(|coverage| (coverage.level.to_string(), coverage.share))
            .collect::<BTreeMap<_, _>>(),
        timestamps: forecast.grid.times().map(timeseries::Timestamp::seconds).collect(),
        yhat: forecast.yhat.clone(),
        bands: forecast.bands.iter().map(band).collect(),
        ..empty
    }
}
