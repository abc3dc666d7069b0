//! The use case of the command line and the API: forecast every series, in parallel.

mod input_view;
mod summary;
mod table_view;

use std::sync::Arc;

use api::{ForecastParams, Problem};
use forecast::{Cancel, Forecast, ForecastError, Passage, Spec};
use rayon::prelude::*;
use timeseries::GridSeries;

use crate::read_series::ChosenSource;
use crate::understand::profile_of;
use crate::{Error, ForecastRequest, Limit, Service, memory, problem};

pub use input_view::{InputQuestion, input_table_view};
pub use summary::summary;

/// Told of each series that is done, from any thread.
pub type OnSeriesDone = Arc<dyn Fn() + Send + Sync>;

/// One series and its forecast, or why it has none.
#[derive(Debug)]
pub struct SeriesForecast {
    /// The history.
    pub series: GridSeries,
    /// The forecast.
    pub forecast: Result<Forecast, ForecastError>,
    /// Crossing of its threshold, if it has both.
    pub passage: Option<Passage>,
}

/// The forecasts of all series of an expression.
#[derive(Debug)]
pub struct TableAnswer {
    /// The parsed request.
    pub request: ForecastRequest,
    /// One a series, by labels.
    pub series: Vec<SeriesForecast>,
    /// Words beside them.
    pub said: Said,
}

/// Words beside an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Notes on what was understood otherwise than it was typed.
    pub notes: Vec<String>,
    /// Warnings of the source.
    pub warnings: Vec<String>,
    /// Notes of the source on the expression, beside a whole answer.
    pub infos: Vec<String>,
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
            let key = memory::answer_key(&chosen.name, request.sent(), request.grid);
            let answer = self.remembered_series(&chosen, &request, &key).await?;
            let answer = Arc::unwrap_or_clone(answer);
            let limit = self.limit(&chosen, &request).await?;
            let request = self.with_labels_of(request, &chosen, &answer.series).await;
            let each = request.each();
            let series = at_least_one(self.forecast_each(answer.series, each, limit.limit, on_done).await?)?;
            let notes = request.notes.iter().map(|note| note.text.clone()).collect();
            let warnings = [answer.warnings, limit.warnings].concat();
            let infos = [answer.infos, limit.infos].concat();
            Ok(TableAnswer { request, series, said: Said { notes, warnings, infos } })
        };
        answer.await.map_err(|error| problem(&error, params, now))
    }

    /// Forecasts series that are there already, each for itself, and says when each crosses its limit, where there is one.
    ///
    /// # Errors
    /// The pool did not do the work.
    pub async fn forecast_all(
        &self,
        series: Vec<GridSeries>,
        spec: Spec,
        limit: Option<Limit>,
        on_done: OnSeriesDone,
    ) -> Result<Vec<SeriesForecast>, Error> {
        let each = move |series: &GridSeries, cancel: &Cancel| forecast::forecast(series, &spec, cancel);
        self.forecast_each(series, each, limit, on_done).await
    }

    /// The same where what is asked depends on the series: `each` forecasts one.
    pub(crate) async fn forecast_each(
        &self,
        series: Vec<GridSeries>,
        each: impl Fn(&GridSeries, &Cancel) -> Result<Forecast, ForecastError> + Send + Sync + 'static,
        limit: Option<Limit>,
        on_done: OnSeriesDone,
    ) -> Result<Vec<SeriesForecast>, Error> {
        Ok(self.pool.run(move |cancel| in_parallel(series, &each, limit.as_ref(), cancel, &on_done)).await?)
    }

    /// The request with the profile of its series, whose labels may tell type and unit.
    async fn with_labels_of(
        &self,
        request: ForecastRequest,
        chosen: &ChosenSource,
        series: &[GridSeries],
    ) -> ForecastRequest {
        let Some(first) = series.first() else { return request };
        let declared = self.remembered_metrics(chosen).await.unwrap_or_default();
        ForecastRequest { profile: profile_of(&request, &declared, &first.labels), ..request }
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

fn in_parallel(
    series: Vec<GridSeries>,
    each: &(impl Fn(&GridSeries, &Cancel) -> Result<Forecast, ForecastError> + Sync),
    limit: Option<&Limit>,
    cancel: &Cancel,
    on_done: &OnSeriesDone,
) -> Vec<SeriesForecast> {
    let one = |series: GridSeries| {
        let forecast = each(&series, cancel);
        let passage = forecast.as_ref().ok().zip(limit).and_then(|(forecast, limit)| passage(&series, forecast, limit));
        on_done();
        SeriesForecast { series, forecast, passage }
    };
    // `collect` keeps the order: the same input gives the same bytes with any number of threads.
    series.into_par_iter().map(one).collect()
}

/// Returns the fingerprint of a table's data: that of the only series, or one of all their fingerprints.
#[must_use]
pub fn data_sha256(series: &[SeriesForecast]) -> String {
    forecast::fingerprint_of_all(series.iter().map(|one| &one.series))
}

/// Computes the crossing of a series' threshold; `None` without a value or a threshold that fits its labels.
pub(crate) fn passage(series: &GridSeries, forecast: &Forecast, limit: &Limit) -> Option<Passage> {
    series.last()?;
    let ahead = limit.ahead(&series.labels, forecast.yhat.len())?;
    Some(Passage::of(forecast, series, &ahead))
}

fn first_error(done: Vec<SeriesForecast>) -> Error {
    let error = done.into_iter().find_map(|one| one.forecast.err());
    error.map_or_else(Error::nothing, Error::from)
}
