//! The use case of the old `POST /run-script`: forecast an expression of a Prometheus, and keep the result for `/download-csv`.

use std::sync::Arc;

use api::{ForecastParams, Param, Problem};
use forecast::{Forecast, Level, Spec};
use timeseries::{Duration, Grid, GridSeries, TimeRange, Timestamp, aligned_down, text};

use crate::{Credentials, Error, ForecastRequest, SeriesForecast, Service, StoredForecast, StoredSeries, problem};

/// The old script forecast ten steps, whatever the sampling.
const DEFAULT_STEPS: u64 = 10;
/// As many points of history as a fit needs to be quick.
const HISTORY_POINTS: u64 = 1_000;

/// What the endpoint is asked for; empty texts mean the default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RunScript {
    /// Base URL of a Prometheus, or the name of a source.
    pub endpoint: String,
    /// PromQL expression.
    pub metric: String,
    /// How far back to read.
    pub duration: String,
    /// How far ahead; ten steps.
    pub horizon: String,
    /// From one forecast point to the next; an hour.
    pub step: String,
    /// Which model; `auto`.
    pub model: String,
    /// Level of the band in percent; 80.
    pub level: String,
    /// Who asks.
    pub credentials: Option<Credentials>,
}

/// A forecast that was made and kept.
#[derive(Clone, Debug, PartialEq)]
pub struct ScriptResult {
    /// The kept forecast.
    pub forecast: StoredForecast,
    /// What the source warned of, and the series that could not be forecast.
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
    /// What went wrong, in words; nothing is kept then.
    pub async fn run_script(&self, script: &RunScript) -> Result<ScriptResult, Problem> {
        let now = self.clock.now();
        let params = params_of(script);
        self.forecast_and_keep(script, &params, now)
            .await
            .map_err(|error| problem(&error, &params, now))
    }

    async fn forecast_and_keep(
        &self,
        script: &RunScript,
        params: &ForecastParams,
        now: Timestamp,
    ) -> Result<ScriptResult, Error> {
        let step = forecast_step(script)?;
        let request = fine_request(params, step, now)?;
        let source = match self.sources.named(&script.endpoint) {
            Some(named) => named,
            None => self.sources.by_url(&script.endpoint, script.credentials.clone())?,
        };
        let answer = self.read_series(source.as_ref(), &request).await?;
        let spec = Spec {
            horizon_steps: request.horizon_steps,
            levels: request.levels.clone(),
            model: request.model,
        };
        let done = self.forecast_all(answer.series, spec, Arc::new(|| ())).await?;
        let stride = step.steps_of(request.grid.step);
        let failed = done
            .iter()
            .filter_map(|one| Some(format!("{}: {}", one.series.labels, one.forecast.as_ref().err()?)));
        let warnings = answer.warnings.iter().cloned().chain(failed).collect();
        let series = done.iter().filter_map(|one| stored_series(one, stride)).collect();
        let level = request.levels.first().map_or(0.0, |level: &Level| level.percent());
        let forecast = StoredForecast::new(
            now,
            request.expr,
            params.or_default(Param::Model).to_owned(),
            level,
            series,
        );
        self.store.put(&forecast).await?;
        Ok(ScriptResult { forecast, warnings })
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
    let step = if script.step.trim().is_empty() {
        "1h"
    } else {
        script.step.trim()
    };
    let level = if script.level.trim().is_empty() {
        "80"
    } else {
        script.level.trim()
    };
    ForecastParams::default()
        .with(Param::Source, &script.endpoint)
        .with(Param::Expr, &script.metric)
        .with(Param::Range, &script.duration)
        .with(Param::Horizon, &script.horizon)
        .with(Param::Step, step)
        .with(Param::Level, level)
        .with(Param::Model, &script.model)
}

fn forecast_step(script: &RunScript) -> Result<Duration, Error> {
    let text = if script.step.trim().is_empty() {
        "1h"
    } else {
        script.step.trim()
    };
    let step: Duration = text
        .parse()
        .map_err(|error: timeseries::DurationError| bad_step(error.to_string()))?;
    match step.is_zero() {
        true => Err(bad_step("a step of nothing".to_owned())),
        false => Ok(step),
    }
}

fn bad_step(why: String) -> Error {
    Error::Param {
        param: Param::Step,
        why,
        next: "Give a duration such as `1h`".to_owned(),
    }
}

/// The request with a history finer than the forecast's step, so that a short history still has points to learn from.
fn fine_request(params: &ForecastParams, step: Duration, now: Timestamp) -> Result<ForecastRequest, Error> {
    let range: Duration = params
        .or_default(Param::Range)
        .parse()
        .map_err(|error: timeseries::DurationError| Error::Param {
            param: Param::Range,
            why: error.to_string(),
            next: String::new(),
        })?;
    let fine = fine_step(range, step);
    let horizon = match params.horizon.trim() {
        "" => step.times(DEFAULT_STEPS).to_string(),
        given => given.to_owned(),
    };
    let fine_params = params
        .clone()
        .with(Param::Step, fine.to_string())
        .with(Param::Horizon, horizon);
    let mut request = ForecastRequest::parse(&fine_params, now)?;
    let end = aligned_down(now, fine) + fine;
    request.grid = Grid::aligned(TimeRange::ending_at(end, range), fine);
    Ok(request)
}

/// The finest step that divides `step` and gives the history at most 1,000 points.
fn fine_step(range: Duration, step: Duration) -> Duration {
    const PARTS: [u64; 12] = [240, 120, 60, 30, 20, 12, 10, 6, 4, 3, 2, 1];
    let parts = PARTS
        .into_iter()
        .filter(|parts| step.ms() % parts == 0 && step.ms() / parts >= 1000);
    let steps = parts.map(|parts| Duration::from_ms(step.ms() / parts));
    steps
        .into_iter()
        .find(|fine| range.steps_of(*fine) <= HISTORY_POINTS)
        .unwrap_or(step)
}

/// A row a history sample with its fitted value, then every `stride`th point of the forecast.
fn stored_series(one: &SeriesForecast, stride: u64) -> Option<StoredSeries> {
    let forecast = one.forecast.as_ref().ok()?;
    let mut stored = StoredSeries {
        labels: one.series.labels.clone(),
        times: Vec::new(),
        yhat: Vec::new(),
        yhat_lower: Vec::new(),
        yhat_upper: Vec::new(),
    };
    push_history(&mut stored, &one.series, forecast);
    let stride = usize::try_from(stride).unwrap_or(1).max(1);
    let (lower, upper) = forecast.bands.first().map(|band| (&band.lower, &band.upper))?;
    for index in (stride - 1..forecast.yhat.len()).step_by(stride) {
        push(
            &mut stored,
            forecast.grid.time(index),
            forecast.yhat[index],
            lower[index],
            upper[index],
        );
    }
    Some(stored)
}

fn push_history(stored: &mut StoredSeries, series: &GridSeries, forecast: &Forecast) {
    let Some(band) = forecast.fitted_bands.first() else {
        return;
    };
    for (index, _) in series.present() {
        push(
            stored,
            series.grid.time(index),
            forecast.fitted[index],
            band.lower[index],
            band.upper[index],
        );
    }
}

fn push(stored: &mut StoredSeries, time: Timestamp, yhat: f64, lower: f64, upper: f64) {
    stored.times.push(time);
    stored.yhat.push(yhat);
    stored.yhat_lower.push(lower);
    stored.yhat_upper.push(upper);
}

/// What the old script printed, in its place: what was done.
impl std::fmt::Display for ScriptResult {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let count = text::counted(self.rows() as u64, "row");
        write!(
            f,
            "Forecast {} of {} series of {}: {count}",
            self.forecast.id,
            self.forecast.series.len(),
            self.forecast.expr
        )
    }
}
