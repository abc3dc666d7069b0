//! The use case of the command line and the API: forecast every series, in parallel.

mod table_view;

use std::sync::Arc;

use api::{ForecastParams, Problem};
use forecast::{Bounds, Cancel, Forecast, ForecastError, Spec};
use rayon::prelude::*;
use timeseries::GridSeries;

use crate::{Error, Service, problem};

/// Told of each series that is done, from any thread.
pub type OnSeriesDone = Arc<dyn Fn() + Send + Sync>;

/// One series and its forecast, or why it has none.
#[derive(Debug)]
pub struct SeriesForecast {
    /// What was measured.
    pub series: GridSeries,
    /// What is expected.
    pub forecast: Result<Forecast, ForecastError>,
}

/// The forecasts of all series of an expression.
#[derive(Debug)]
pub struct TableAnswer {
    /// One a series, by labels.
    pub series: Vec<SeriesForecast>,
    /// What the source warned of.
    pub warnings: Vec<String>,
}

impl Service {
    /// Reads the expression and forecasts every series it gives. A series that cannot be forecast says why; it costs no other.
    ///
    /// # Errors
    /// Nothing could be read, or no series could be forecast; in words.
    pub async fn forecast_table(&self, params: &ForecastParams, on_done: OnSeriesDone) -> Result<TableAnswer, Problem> {
        let now = self.clock.now();
        let answer = async {
            let (request, chosen) = self.understand(params, now).await?;
            let spec = Spec {
                horizon_steps: request.horizon_steps,
                levels: request.levels.clone(),
                model: request.model,
                bounds: Bounds::default(),
            };
            let answer = self.read_series(chosen.source.as_ref(), &request).await?;
            let series = at_least_one(self.forecast_all(answer.series, spec, on_done).await?)?;
            Ok(TableAnswer { series, warnings: answer.warnings })
        };
        answer.await.map_err(|error| problem(&error, params, now))
    }

    /// Forecasts series that are there already, each for itself.
    ///
    /// # Errors
    /// The pool did not do the work.
    pub async fn forecast_all(
        &self,
        series: Vec<GridSeries>,
        spec: Spec,
        on_done: OnSeriesDone,
    ) -> Result<Vec<SeriesForecast>, Error> {
        Ok(self.pool.run(move |cancel| in_parallel(series, &spec, cancel, &on_done)).await?)
    }
}

/// All of them, where any has a forecast.
///
/// # Errors
/// None has; why the first one has none.
pub fn at_least_one(done: Vec<SeriesForecast>) -> Result<Vec<SeriesForecast>, Error> {
    match done.iter().any(|one| one.forecast.is_ok()) {
        true => Ok(done),
        false => Err(first_error(done)),
    }
}

fn in_parallel(series: Vec<GridSeries>, spec: &Spec, cancel: &Cancel, on_done: &OnSeriesDone) -> Vec<SeriesForecast> {
    let one = |series: GridSeries| {
        let forecast = forecast::forecast(&series, spec, cancel);
        on_done();
        SeriesForecast { series, forecast }
    };
    // `collect` keeps the order: the same input gives the same bytes with any number of threads.
    series.into_par_iter().map(one).collect()
}

fn first_error(done: Vec<SeriesForecast>) -> Error {
    let error = done.into_iter().find_map(|one| one.forecast.err());
    error.map_or(Error::Empty { newest: None }, Error::from)
}
