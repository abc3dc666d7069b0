//! A metric that is younger than what would be read: asked from its first sample, and said so.

use std::sync::Arc;

use api::{NoteView, Param, Suggestion};
use forecast::ForecastError;
use timeseries::{Duration, Grid, GridSeries, TimeRange, Timestamp, text};

use super::Asked;
use crate::forecast_request::is_step_chosen;
use crate::read_series::GridAnswer;
use crate::{Error, ForecastRequest, NewestSample, Service, memory};

/// A range that begins so much of itself before the first sample is shown as it is.
const HARDLY_YOUNG: u64 = 20;

impl Service {
    /// The request from the first sample on where there is none before; else as it is.
    pub(super) async fn young(&self, asked: &Asked<'_>, request: ForecastRequest) -> Result<ForecastRequest, Error> {
        let first = match self.answer_of(asked, &request).await {
            Ok(answer) => first_of(&answer, request.series.as_deref()),
            Err(empty @ Error::Empty { newest: Some(newest), .. }) => asked.first_of_few(&request, newest, empty)?,
            Err(error) => return Err(error),
        };
        let range = TimeRange { start: request.grid.start, end: request.end };
        let hardly = Duration::from_ms(range.length().ms() / HARDLY_YOUNG);
        let Some(first) = first.filter(|first| *first > range.start + hardly.max(request.grid.step)) else {
            return Ok(request);
        };
        if self.has_history_before(asked, range.start).await {
            return Ok(request);
        }
        let began = asked.began(first, request.grid.step);
        let shorter = asked.planned(Some(since(began, request.end, asked)))?;
        let answer = self.answer_of(asked, &shorter).await?;
        // The first look was too coarse to see when it began.
        let seen = first_of(&answer, request.series.as_deref()).unwrap_or(began);
        let exact = asked.planned(Some(since(seen, request.end, asked)))?;
        let answer = if exact.grid == shorter.grid && exact.sent() == shorter.sent() {
            answer
        } else {
            self.answer_of(asked, &exact).await?
        };
        let mut request = self.cut_to_first_value(asked, exact, &answer);
        let began = first_of(&answer, request.series.as_deref()).unwrap_or(seen).min(seen);
        let began = asked.exactly(began, request.grid.step).unwrap_or(began);
        request.profile.first = Some(began);
        self.say_that_it_is_young(asked, &mut request, began);
        Ok(request)
    }

    async fn answer_of(&self, asked: &Asked<'_>, request: &ForecastRequest) -> Result<Arc<GridAnswer>, Error> {
        let key = memory::answer_key(&asked.chosen.name, request.sent(), request.grid);
        self.remembered_series(asked.chosen, request, &key).await
    }

    async fn has_history_before(&self, asked: &Asked<'_>, before: Timestamp) -> bool {
        let expr = &asked.params.expr;
        match asked.chosen.source.tells_samples() && promql::parse(expr).is_ok() {
            true => self.has_samples_before(asked.chosen, expr, before).await,
            false => asked.chosen.source.newest_sample(expr, before).await.ok().flatten().is_some(),
        }
    }

    /// Cuts the request to the part of its grid that begins with the first value, and keeps its answer in memory.
    fn cut_to_first_value(&self, asked: &Asked<'_>, request: ForecastRequest, answer: &GridAnswer) -> ForecastRequest {
        let firsts = answer.series.iter().filter_map(|series| Some(series.present().next()?.0));
        let skipped = match firsts.min() {
            None | Some(0) => return request,
            Some(skipped) => skipped,
        };
        let Grid { step, len, .. } = request.grid;
        let grid = Grid { start: request.grid.time(skipped), step, len: len - skipped };
        let cut = |series: &GridSeries| GridSeries {
            labels: series.labels.clone(),
            grid,
            values: series.values[skipped..].to_vec(),
        };
        let answer = GridAnswer { series: answer.series.iter().map(cut).collect(), ..answer.clone() };
        let key = memory::answer_key(&asked.chosen.name, request.sent(), grid);
        self.memory.keep_answer(key, &Arc::new(answer));
        ForecastRequest { grid, ..request }
    }

    fn say_that_it_is_young(&self, asked: &Asked<'_>, request: &mut ForecastRequest, began: Timestamp) {
        let ago = text::length(rough(request.end.since(began)));
        let ahead = text::length(request.grid.step.times(request.horizon_steps as u64));
        let step = text::length(request.grid.step);
        let usual = Param::Range.default_text().parse().map_or_else(|_| String::new(), text::length);
        request.notes.insert(
            0,
            NoteView {
                text: format!("This metric began {ago} ago; showing {ago} at {step}, {ahead} ahead."),
                suggestion: Some(Suggestion {
                    label: format!("Show {usual}"),
                    params: asked.params.clone().with(Param::Range, Param::Range.default_text()),
                }),
            },
        );
    }
}

impl Asked<'_> {
    /// The first sample of a metric so young that the usual grid has no value of it yet: `empty`. One sample alone is no history.
    fn first_of_few(
        &self,
        request: &ForecastRequest,
        newest: NewestSample,
        empty: Error,
    ) -> Result<Option<Timestamp>, Error> {
        if newest.time <= request.grid.start {
            return Err(empty);
        }
        match self.sampling.oldest() {
            None if self.chosen.source.tells_samples() => {
                Err(Error::Forecast(ForecastError::TooFewPoints { have: 1, need: 2 }))
            }
            oldest => Ok(Some(oldest.unwrap_or(newest.time))),
        }
    }

    /// Returns the earliest possible start of the metric, if a grid of `step` has its first value at `first`.
    fn began(&self, first: Timestamp, step: Duration) -> Timestamp {
        self.exactly(first, step).unwrap_or(first - step)
    }

    /// The moment of the first sample, where the samples that were looked at reach back to it.
    fn exactly(&self, first: Timestamp, step: Duration) -> Option<Timestamp> {
        self.sampling.oldest().filter(|oldest| first - step < *oldest && *oldest <= first)
    }
}

/// Length of the history since `began`, plus one sample spacing for the first value if the step is automatic.
fn since(began: Timestamp, end: Timestamp, asked: &Asked<'_>) -> Duration {
    let spacing = asked.sampling.coarsest().map_or(Duration::SECOND, |spacing| spacing.usual);
    let step = if is_step_chosen(asked.params) { spacing } else { Duration::default() };
    Duration::from_ms(end.since(began).ms() + step.ms())
}

/// The first moment with a value of the series that is picked, or of all.
fn first_of(answer: &GridAnswer, picked: Option<&str>) -> Option<Timestamp> {
    let is_wanted = |series: &&GridSeries| picked.is_none_or(|key| series.labels.to_string() == key);
    let first = |series: &GridSeries| Some(series.grid.time(series.present().next()?.0));
    answer.series.iter().filter(is_wanted).filter_map(first).min()
}

/// A length as people say it: rounded to its largest unit that there are two of.
fn rough(length: Duration) -> Duration {
    let units = [Duration::DAY, Duration::HOUR, Duration::MINUTE];
    let unit = units.into_iter().find(|unit| length >= unit.times(2)).unwrap_or(Duration::SECOND);
    unit.times((length.ms() + unit.ms() / 2) / unit.ms())
}
