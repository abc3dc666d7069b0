//! The use case of the page: where is this metric going, for one of the series an expression gives.

mod anomalies_view;
mod backtest_view;
mod begin;
mod changepoints_view;
mod crossing_view;
mod outlook;
mod pick;
mod quality_view;
mod sentences;
mod series_list;
mod series_view;

use std::sync::Arc;

use api::{CounterHint, ForecastParams, ForecastView, PageAnswer, Param, Problem, Question, SeriesView};
use forecast::{Forecast, Level, Spec};
use promql::{MetricInfo, MetricKind};
use timeseries::{GridSeries, TimeRange, Timestamp};

pub(crate) use anomalies_view::anomaly_views;
pub(crate) use backtest_view::{backtest_rows, candidate_name};
use begin::Begin;
pub(crate) use changepoints_view::changepoint_views;
pub(crate) use crossing_view::crossing_view;
use outlook::Asked;
pub(crate) use outlook::Outlooks;
pub(crate) use quality_view::quality_view;
pub(crate) use sentences::{answer, proof};
use series_view::Shown;

use crate::memory;
use crate::read_series::{ChosenSource, GridAnswer, finer_grid, read};
use crate::understand::{kind_of, profile_of};
use crate::unwrapped::forecast_of;
use crate::{Error, ForecastRequest, Service, Threshold, problem};

/// The band that "likely" speaks of.
pub(crate) const LIKELY_LEVEL_PERCENT: f64 = 80.0;
/// As many points as a wide chart has pixels.
const DETAIL_POINTS: u64 = 1_500;

impl Service {
    /// Reads the expression and forecasts the series that is picked, or the first one.
    ///
    /// # Errors
    /// A [`Problem`] describing the failure.
    pub async fn forecast_metric(&self, params: &ForecastParams) -> Result<ForecastView, Problem> {
        let now = self.clock.now();
        let answer = self.answer(params, now).await;
        answer.map(|(view, _)| view).map_err(|error| problem(&error, params, now))
    }

    /// Answers the page: the forecast or, without a query, starting points. The samples answer their first one at once, so that a new
    /// user sees what Promcast does.
    ///
    /// # Errors
    /// A [`Problem`] describing the failure.
    pub async fn page(&self, params: &ForecastParams) -> Result<PageAnswer, Problem> {
        let is_left = !params.expr.trim().is_empty() && self.is_left_of_the_samples(params).await;
        let asked = if is_left { begin::only_source(params) } else { params.clone() };
        let params = match asked.expr.trim() {
            "" => match self.first_question(&asked).await? {
                Begin::Asks(example) => *example,
                Begin::Offers(examples) => return Ok(PageAnswer::Welcome(examples)),
            },
            _ => asked,
        };
        Ok(PageAnswer::Forecast(Box::new(self.forecast_of_page(params).await?)))
    }

    /// The page shows the rate of a counter unless it is told otherwise. Its links say so, for other doors do not.
    async fn forecast_of_page(&self, params: ForecastParams) -> Result<ForecastView, Problem> {
        if !params.raw.trim().is_empty() {
            return self.forecast_metric(&params).await;
        }
        let now = self.clock.now();
        let as_rate = params.clone().with(Param::Raw, "false");
        let (view, is_rate) = self.answer(&as_rate, now).await.map_err(|error| problem(&error, &params, now))?;
        Ok(if is_rate { view } else { ForecastView { params, ..view } })
    }

    async fn answer(&self, params: &ForecastParams, now: Timestamp) -> Result<(ForecastView, bool), Error> {
        let (request, chosen) = self.understand(params, now).await?;
        let key = memory::answer_key(&chosen.name, request.sent(), request.grid);
        let answer = self.remembered_series(&chosen, &request, &key).await?;
        let declared = self.remembered_metrics(&chosen).await.unwrap_or_default();
        let first = answer.series.first().map(|series| series.labels.clone()).unwrap_or_default();
        let profile = profile_of(&request, &declared, &first);
        let request = ForecastRequest { profile, ..request };
        let limit = self.limit(&chosen, &request).await?;
        let asked = Asked {
            answer: Arc::clone(&answer),
            key: key.clone(),
            request: request.clone(),
            limit: limit.limit.clone(),
        };
        let outlooks = self.remembered_outlooks(asked).await?;
        let picked = pick::pick(&answer.series, &outlooks, request.series.as_deref())?;
        let profile = profile_of(&request, &declared, &picked.labels);
        let request = ForecastRequest { profile, ..request };
        let forecast = self.remembered_forecast(picked, &request, &key).await?;
        let detail = detail(&chosen, &request, picked).await;
        let is_rate = request.is_counter_rate;
        let view = ForecastView {
            params: params.clone(),
            question: question(&chosen, &request),
            list: series_list::series_list(params, &answer.series, &outlooks, picked)?,
            notes: request.notes.clone(),
            warnings: [&answer.warnings[..], &limit.warnings].concat(),
            infos: [&answer.infos[..], &limit.infos].concat(),
            counter_hint: self.counter_hint(&chosen, &request).await,
            series: self
                .shown(Shown { series: picked.clone(), forecast, detail, limit: limit.limit, request, now })
                .await?,
        };
        Ok((view, is_rate))
    }

    /// The view of a series. Its courses and anomalies are work for the pool.
    async fn shown(&self, shown: Shown) -> Result<SeriesView, Error> {
        Ok(self.pool.run(move |_| shown.view()).await?)
    }

    pub(crate) async fn remembered_series(
        &self,
        chosen: &ChosenSource,
        request: &ForecastRequest,
        key: &str,
    ) -> Result<Arc<GridAnswer>, Error> {
        if let Some(answer) = self.memory.answer(key) {
            return Ok(answer);
        }
        let answer = Arc::new(self.read_series(chosen.source.as_ref(), request).await?);
        self.memory.keep_answer(key.to_owned(), &answer);
        Ok(answer)
    }

    async fn remembered_forecast(
        &self,
        series: &GridSeries,
        request: &ForecastRequest,
        key: &str,
    ) -> Result<Arc<Forecast>, Error> {
        let spec = with_likely_level(request, series)?;
        let key = memory::forecast_key(key, &series.labels, &spec);
        if let Some(forecast) = self.memory.forecast(&key) {
            return Ok(forecast);
        }
        let (series, is_counter) = (series.clone(), request.profile.kind.is_cumulative());
        let forecast = self.pool.run(move |cancel| forecast_of(&series, &spec, is_counter, cancel)).await??;
        let forecast = Arc::new(forecast);
        self.memory.keep_forecast(key, &forecast);
        Ok(forecast)
    }

    pub(crate) async fn remembered_metrics(&self, chosen: &ChosenSource) -> Option<Arc<Vec<MetricInfo>>> {
        if let Some(metrics) = self.memory.metrics(&chosen.name) {
            return Some(metrics);
        }
        let metrics = Arc::new(chosen.source.metrics().await.ok()?);
        self.memory.keep_metrics(&chosen.name, &metrics);
        Some(metrics)
    }

    /// Suggests a query in place of a bare counter. A hint is never worth an error.
    async fn counter_hint(&self, chosen: &ChosenSource, request: &ForecastRequest) -> Option<CounterHint> {
        let inspection = promql::inspect(&request.expr).ok()?;
        // Any kind may turn out to be a counter: only an expression that reads one as it stands is worth asking the source.
        inspection.bare_counter(|_| MetricKind::Counter)?;
        let known = self.remembered_metrics(chosen).await.unwrap_or_default();
        let kind_of = |name: &str| kind_of(&known, name);
        let metric = inspection.bare_counter(kind_of)?;
        let spacing = request.profile.spacing.map_or(request.grid.step, |spacing| spacing.usual);
        let expr = inspection.rate_offer(request.grid.step.max(spacing), kind_of)?;
        Some(CounterHint { metric, expr })
    }
}

/// Returns the spec with the levels of the request and the one that the sentences use.
pub(crate) fn with_likely_level(request: &ForecastRequest, series: &GridSeries) -> Result<Spec, Error> {
    let likely = Level::new(LIKELY_LEVEL_PERCENT)?;
    let mut spec = request.spec(series);
    if !spec.levels.contains(&likely) {
        spec.levels.push(likely);
    }
    Ok(spec)
}

fn question(chosen: &ChosenSource, request: &ForecastRequest) -> Question {
    Question {
        source: chosen.name.clone(),
        is_sample: chosen.is_sample,
        expr: request.expr.clone(),
        range: TimeRange { start: request.grid.start, end: request.grid.end() },
        step: request.grid.step,
        horizon_steps: request.horizon_steps,
        unit: request.profile.unit,
        origin: request.origin(),
        threshold: request.threshold.as_ref().and_then(Threshold::value),
        window: request.window(),
        is_zoomed: request.zoom.is_some(),
    }
}

/// The history in a zoomed window at a finer step. It only adds to the picture: where it cannot be read, the coarse history stays.
async fn detail(chosen: &ChosenSource, request: &ForecastRequest, picked: &GridSeries) -> Option<GridSeries> {
    let zoom = request.zoom?;
    let window = TimeRange { start: zoom.start, end: zoom.end.min(request.origin()) };
    let resolution = chosen.source.resolution(&request.expr, request.end).await;
    let resolution = resolution.or(request.profile.spacing.map(|spacing| spacing.usual));
    let grid = finer_grid(window, request.grid.step, DETAIL_POINTS, resolution)?;
    // A part of the range is shown, in which `@ end()` still is the end of the whole.
    let expr = promql::request::with_moments(request.sent(), request.grid);
    let answer = read(chosen.source.as_ref(), &expr, grid).await.ok()?;
    answer.series.into_iter().find(|series| series.labels == picked.labels)
}

#[cfg(test)]
pub(crate) mod tests;
