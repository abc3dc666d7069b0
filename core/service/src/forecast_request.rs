//! A question understood: the parameters of a forecast, checked, with their defaults filled in.

mod ahead;
mod auto_step;
mod coarser;
mod threshold;

use api::{ForecastParams, Param};
use forecast::{AlarmBudget, Bounds, Growth, Level, ModelChoice, Spec};
use timeseries::{Duration, Grid, TimeRange, Timestamp, aligned_down};

use crate::Error;
use crate::zoom::moments;
pub(crate) use ahead::Ahead;
use auto_step::auto_step;
pub(crate) use auto_step::is_at_least;
pub(crate) use coarser::coarser;
pub use threshold::Threshold;

/// The most points a series may have: what a year of quarter hours needs, and a fit still does in seconds.
pub const MAX_HISTORY_POINTS: u64 = 50_000;
/// The most steps ahead.
pub const MAX_HORIZON_STEPS: u64 = 5_000;
/// The most bands about one forecast.
const MAX_LEVELS: usize = 4;

/// A question that can be answered.
#[derive(Clone, Debug, PartialEq)]
pub struct ForecastRequest {
    /// Name or URL of a source; `None` for the default one.
    pub source: Option<String>,
    /// The expression.
    pub expr: String,
    /// The points of history wanted.
    pub grid: Grid,
    /// How many steps ahead.
    pub horizon_steps: usize,
    /// Levels of the bands.
    pub levels: Vec<Level>,
    /// Which model.
    pub model: ModelChoice,
    /// What the metric can be.
    pub bounds: Bounds,
    /// How much more there is to be of it than the past says.
    pub growth: Growth,
    /// What its crossing is asked of.
    pub threshold: Option<Threshold>,
    /// How many anomalies may be named by chance.
    pub alarms: AlarmBudget,
    /// The part of time to show, where it is not all of it.
    pub zoom: Option<TimeRange>,
    /// Which of several series to show, as its labels' text.
    pub series: Option<String>,
    /// What was understood otherwise than it was typed, a sentence each.
    pub notes: Vec<String>,
}

impl ForecastRequest {
    /// Understands what was typed.
    ///
    /// # Errors
    /// `Error::Param` with the first parameter that makes no sense and why.
    pub fn parse(params: &ForecastParams, now: Timestamp) -> Result<Self, Error> {
        Self::of_resolution(params, now, None)
    }

    /// The same where the source has a value every `resolution` only: a step that is chosen is not finer.
    ///
    /// # Errors
    /// Those of `parse`.
    pub(crate) fn of_resolution(
        params: &ForecastParams,
        now: Timestamp,
        resolution: Option<Duration>,
    ) -> Result<Self, Error> {
        let expr = given(params, Param::Expr).ok_or_else(|| {
            wrong(Param::Expr, "there is no expression".into(), "Type the name of a metric, or any PromQL expression")
        })?;
        let range = positive(params, Param::Range)?;
        let ahead = Ahead::parse(params)?;
        let end = Timestamp::parse(params.or_default(Param::End), now).map_err(|error| typed(Param::End, &error))?;
        let step = step(params, range, ahead, resolution)?;
        Ok(Self {
            source: given(params, Param::Source),
            expr,
            grid: history_grid(range, end, step)?,
            horizon_steps: ahead.steps_of(step)?,
            levels: levels(params)?,
            model: params.or_default(Param::Model).parse().map_err(|error| typed(Param::Model, &error))?,
            bounds: bounds(params)?,
            growth: growth(params)?,
            threshold: Threshold::parse(params)?,
            alarms: AlarmBudget { alarms: 1.0, each: positive(params, Param::Alarm)? },
            zoom: zoom(params)?,
            series: given(params, Param::Series),
            notes: Vec::new(),
        })
    }

    /// What is to be computed.
    pub(crate) fn spec(&self) -> Spec {
        let spec = Spec::new(self.horizon_steps, self.levels.clone(), self.model);
        Spec { bounds: self.bounds, growth: self.growth, ..spec }
    }

    /// The moment the forecast starts from.
    #[must_use]
    pub fn origin(&self) -> Timestamp {
        self.grid.end()
    }

    /// History and horizon together, or the part of them that is asked for.
    #[must_use]
    pub fn window(&self) -> TimeRange {
        self.zoom.unwrap_or(TimeRange { start: self.grid.start, end: self.grid.continued(self.horizon_steps).end() })
    }
}

fn given(params: &ForecastParams, param: Param) -> Option<String> {
    let text = params.get(param).trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn wrong(param: Param, why: String, next: &str) -> Error {
    Error::Param { param, why, next: next.to_owned() }
}

/// The error of a grammar, which says itself what to do.
fn typed(param: Param, error: &impl std::error::Error) -> Error {
    wrong(param, error.to_string(), "")
}

pub(crate) fn positive(params: &ForecastParams, param: Param) -> Result<Duration, Error> {
    let length: Duration = params.or_default(param).parse().map_err(|error| typed(param, &error))?;
    let article = if param == Param::Alarm { "an" } else { "a" };
    match length.is_zero() {
        true => Err(wrong(param, format!("{article} {} of nothing", param.name()), "Give a duration such as `7d`")),
        false => Ok(length),
    }
}

fn step(
    params: &ForecastParams,
    range: Duration,
    ahead: Ahead,
    resolution: Option<Duration>,
) -> Result<Duration, Error> {
    match is_step_chosen(params) {
        true => Ok(auto_step(range, ahead.length().unwrap_or(range), resolution)),
        false => positive(params, Param::Step),
    }
}

/// Whether the step is left to us.
pub(crate) fn is_step_chosen(params: &ForecastParams) -> bool {
    params.or_default(Param::Step) == "auto"
}

fn history_grid(range: Duration, end: Timestamp, step: Duration) -> Result<Grid, Error> {
    let points = range.steps_of(step);
    if points < 1 {
        let why = format!("a step of {step} does not fit into a range of {range}");
        return Err(wrong(Param::Step, why, "Give a shorter step, or `auto`"));
    }
    if points > MAX_HISTORY_POINTS {
        let why = format!("{range} in steps of {step} are {points} points a series, more than {MAX_HISTORY_POINTS}");
        return Err(wrong(Param::Step, why, "Give a longer step, a shorter range, or `auto`"));
    }
    // The last whole step at or before `end` is the newest sample wanted: the grid ends one step after it.
    let end = aligned_down(end, step) + step;
    Ok(Grid::aligned(TimeRange::ending_at(end, step.times(points)), step))
}

fn levels(params: &ForecastParams) -> Result<Vec<Level>, Error> {
    let help = "Give one to four percentages between 0 and 100, such as `80 95`";
    let mut levels = Vec::new();
    for text in params.or_default(Param::Level).split([' ', ',', ';']).filter(|text| !text.is_empty()) {
        let percent: f64 = text
            .trim_end_matches('%')
            .parse()
            .map_err(|_| wrong(Param::Level, format!("`{text}` is not a percentage"), help))?;
        let level = Level::new(percent).map_err(|error| typed(Param::Level, &error))?;
        if !levels.contains(&level) {
            levels.push(level);
        }
    }
    match levels.len() {
        1..=MAX_LEVELS => Ok(levels),
        count => Err(wrong(Param::Level, format!("{count} levels"), help)),
    }
}

fn bounds(params: &ForecastParams) -> Result<Bounds, Error> {
    let bounds = Bounds { min: number(params, Param::Min)?, max: number(params, Param::Max)? };
    bounds.checked().map_err(|error| typed(Param::Max, &error))
}

fn number(params: &ForecastParams, param: Param) -> Result<Option<f64>, Error> {
    let Some(text) = given(params, param) else {
        return Ok(None);
    };
    let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
    let refusal = || wrong(param, format!("`{text}` is not a number"), "Give a number in the metric's own unit");
    number.map(Some).ok_or_else(refusal)
}

fn growth(params: &ForecastParams) -> Result<Growth, Error> {
    let growth = given(params, Param::Growth).map(|text| text.parse()).transpose();
    Ok(growth.map_err(|error| typed(Param::Growth, &error))?.unwrap_or_default())
}

fn zoom(params: &ForecastParams) -> Result<Option<TimeRange>, Error> {
    let Some(text) = given(params, Param::Zoom) else {
        return Ok(None);
    };
    let range = moments(&text, Timestamp::from_ms(0)).filter(|range| range.start < range.end);
    range.map(Some).ok_or_else(|| {
        wrong(Param::Zoom, "the part of time to show is not two moments in their order".into(), "Show all of it")
    })
}

#[cfg(test)]
mod tests;
