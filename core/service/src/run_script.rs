//! The use case of the old `POST /run-script`: forecast an expression of a Prometheus, and keep the result for `/download-csv`.

mod rows;
mod script_request;

use std::sync::Arc;

use api::{ForecastParams, Param, Problem};
use profile::Profile;
use timeseries::{Labels, Timestamp, text};

use crate::forecast_request::Known;
use crate::forecast_table::at_least_one;
use crate::nature::nature;
use crate::read_series::{ChosenSource, refuse_hostile};
use crate::{Credentials, Error, ForecastRequest, MetricsSource, Service, StoredForecast, problem};
use rows::rows;
use script_request::ScriptRequest;

/// The old script forecast ten steps, whatever the sampling.
const DEFAULT_HORIZON: &str = "10";
/// And each of them was an hour.
const DEFAULT_STEP: &str = "1h";
/// The interval that Prophet draws unless it is told otherwise.
const DEFAULT_LEVEL: &str = "80";

/// The old script fitted Prophet.
const DEFAULT_MODEL: &str = "prophet";

/// Request of `POST /run-script`; empty texts mean the default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RunScript {
    /// Base URL of a Prometheus, or the name of a source.
    pub endpoint: String,
    /// PromQL expression.
    pub metric: String,
    /// Length of the history to read.
    pub duration: String,
    /// Horizon, as a duration or a number of steps; default ten steps.
    pub horizon: String,
    /// From one forecast point to the next; an hour.
    pub step: String,
    /// Name of the model; default `prophet`.
    pub model: String,
    /// Level of the band in percent; 80.
    pub level: String,
    /// Credentials for a source given by its URL.
    pub credentials: Option<Credentials>,
}

/// A forecast that was made and kept.
#[derive(Clone, Debug, PartialEq)]
pub struct ScriptResult {
    /// The kept forecast.
    pub forecast: StoredForecast,
    /// Notes on the request, warnings of the source, and the series that could not be forecast.
    pub warnings: Vec<String>,
}

impl ScriptResult {
    /// Rows of the CSV, without its header.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.forecast.series.iter().map(|series| series.times.len()).sum()
    }
}

impl Service {
    /// Forecasts and keeps.
    ///
    /// # Errors
    /// A [`Problem`] describing the failure; nothing is kept then.
    pub async fn run_script(&self, script: &RunScript) -> Result<ScriptResult, Problem> {
        let now = self.clock.now();
        let params = params_of(script);
        self.forecast_and_keep(script, &params, now).await.map_err(|error| problem(&error, &params, now))
    }

    async fn forecast_and_keep(
        &self,
        script: &RunScript,
        params: &ForecastParams,
        now: Timestamp,
    ) -> Result<ScriptResult, Error> {
        let asked = ScriptRequest::parse(params, now, Known::default())?.request;
        let source = self.endpoint(script)?;
        refuse_hostile(&asked.expr)?;
        let (stride, request) = self.scripted(params, now, &asked, &source).await?;
        let answer = self.read_series(source.as_ref(), &request).await?;
        let level = request.levels.first().map_or(0.0, |level| level.percent());
        let done = self.forecast_each(answer.series, request.each(), None, Arc::new(|| ())).await?;
        let done = at_least_one(done)?;
        let failed =
            done.iter().filter_map(|one| Some(format!("{}: {}", one.series.labels, one.forecast.as_ref().err()?)));
        let notes = request.notes.iter().map(|note| note.text.clone());
        let warnings = notes.chain(answer.warnings).chain(failed).collect();
        let series = done.iter().filter_map(|one| rows(one, stride)).collect();
        let model = params.or_default(Param::Model).to_owned();
        // A store that cannot say so cannot keep it either, and that is told.
        let newest = self.store.newest_id().await.unwrap_or_default();
        let forecast = StoredForecast::new(now, request.expr, model, level, series).after(newest.as_deref());
        self.store.put(&forecast).await?;
        Ok(ScriptResult { forecast, warnings })
    }

    /// The script's request on a grid that suits the data: not finer than they are, and through the places of their samples.
    async fn scripted(
        &self,
        params: &ForecastParams,
        now: Timestamp,
        asked: &ForecastRequest,
        source: &Arc<dyn MetricsSource>,
    ) -> Result<(usize, ForecastRequest), Error> {
        let chosen = ChosenSource { name: params.source.clone(), is_sample: false, source: Arc::clone(source) };
        let sampling = self.sampling(&chosen, &asked.expr, now).await;
        let resolution = source.resolution(&asked.expr, now).await;
        let resolution = resolution.or(sampling.coarsest().map(|spacing| spacing.usual));
        let known = Known { resolution, grid: sampling.grid(), history: None };
        let ScriptRequest { mut request, stride } = ScriptRequest::parse(params, now, known)?;
        if let Some(rewritten) = sampling.rewritten(&request.expr, request.grid.step) {
            request.sent = Some(rewritten.expr);
            request.note(rewritten.note);
        }
        request.profile = Profile::of(&nature(&request.expr, &[], &Labels::default()), sampling.coarsest());
        Ok((stride, request))
    }

    /// The source a script names, or the Prometheus at the URL it gives.
    fn endpoint(&self, script: &RunScript) -> Result<Arc<dyn MetricsSource>, Error> {
        match script.endpoint.contains("://") {
            true => Ok(self.sources.by_url(&script.endpoint, script.credentials.clone())?),
            false => Ok(self.choose_source(Some(&script.endpoint))?.source),
        }
    }

    /// The kept forecast with this id, or the newest one.
    ///
    /// # Errors
    /// The store failed; in words.
    pub async fn kept_forecast(&self, id: Option<&str>) -> Result<Option<StoredForecast>, Problem> {
        let found = match id {
            Some(id) => self.store.get(id).await,
            None => self.store.newest().await,
        };
        found.map_err(|error| problem(&Error::from(error), &ForecastParams::default(), self.clock.now()))
    }
}

fn params_of(script: &RunScript) -> ForecastParams {
    let or = |text: &str, default: &str| match text.trim() {
        "" => default.to_owned(),
        given => given.to_owned(),
    };
    ForecastParams::default()
        .with(Param::Source, &script.endpoint)
        .with(Param::Expr, &script.metric)
        .with(Param::Range, &script.duration)
        .with(Param::Horizon, or(&script.horizon, DEFAULT_HORIZON))
        .with(Param::Step, or(&script.step, DEFAULT_STEP))
        .with(Param::Level, or(&script.level, DEFAULT_LEVEL))
        .with(Param::Model, or(&script.model, DEFAULT_MODEL))
}

/// Formats a summary of the kept forecast, in the place of what the old script printed.
impl std::fmt::Display for ScriptResult {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { forecast, .. } = self;
        let count = text::counted(self.rows() as u64, "row");
        write!(f, "Forecast {} of {} series of {}", forecast.id, forecast.series.len(), forecast.expr)?;
        write!(f, " by {}: {count}", forecast.model)
    }
}

#[cfg(test)]
mod tests;
