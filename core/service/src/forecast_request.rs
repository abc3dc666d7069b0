//! A question understood: the parameters of a forecast, checked, with their defaults filled in.

mod ahead;
mod auto_step;
mod coarser;
mod known;
mod threshold;
mod typed_value;

use api::{ForecastParams, NoteView, Param};
use forecast::{AlarmBudget, Bounds, Cancel, Forecast, ForecastError, Growth, Level, ModelChoice, Spec};
use profile::{Limits, Profile};
use timeseries::{Duration, Grid, GridSeries, TimeRange, Timestamp, aligned_down, text};

use crate::Error;
use crate::sampling::WiderWindows;
use crate::unwrapped::forecast_of;
use crate::zoom::moments;
pub(crate) use ahead::Ahead;
use auto_step::auto_step;
pub(crate) use auto_step::is_at_least;
pub(crate) use coarser::coarser;
pub(crate) use known::{Known, is_chosen};
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
    /// The text that is sent for it, where that differs: an expression that misses no sample.
    pub sent: Option<String>,
    /// The moment up to which samples count.
    pub end: Timestamp,
    /// The points of history wanted.
    pub grid: Grid,
    /// Horizon in steps.
    pub horizon_steps: usize,
    /// Levels of the bands.
    pub levels: Vec<Level>,
    /// The model.
    pub model: ModelChoice,
    /// Bounds of the metric.
    pub bounds: Bounds,
    /// Assumed growth beyond what the past says.
    pub growth: Growth,
    /// Threshold of the crossing.
    pub threshold: Option<Threshold>,
    /// Number of anomalies that may be reported by chance in a time.
    pub alarms: AlarmBudget,
    /// The part of time to show, where it is not all of it.
    pub zoom: Option<TimeRange>,
    /// Series to show, as its labels' text, if there are several.
    pub series: Option<String>,
    /// True if a bare counter is queried for its rate.
    pub as_rate: bool,
    /// True if that was done: `expr` is the rate of what was typed.
    pub is_counter_rate: bool,
    /// Profile of the series, known before they are read.
    pub profile: Profile,
    /// The expression with longer windows, where its own are too short for the samples.
    pub wider: Option<WiderWindows>,
    /// Notes on what was understood otherwise than it was typed, a sentence each.
    pub notes: Vec<NoteView>,
}

impl ForecastRequest {
    /// Understands what was typed.
    ///
    /// # Errors
    /// `Error::Param` with the first parameter that makes no sense and why.
    pub fn parse(params: &ForecastParams, now: Timestamp) -> Result<Self, Error> {
        Self::with(params, now, Known::default())
    }

    /// The same where more is known of the data: what nobody chose is chosen by it.
    ///
    /// # Errors
    /// Those of `parse`.
    pub(crate) fn with(params: &ForecastParams, now: Timestamp, known: Known) -> Result<Self, Error> {
        let expr = given(params, Param::Expr).ok_or_else(|| {
            wrong(Param::Expr, "there is no expression".into(), "Type the name of a metric, or any PromQL expression")
        })?;
        let range = known.range(params)?;
        let ahead = Ahead::parse(params)?.or_known(params, &known);
        let end = Timestamp::parse(params.or_default(Param::End), now).map_err(|error| typed(Param::End, &error))?;
        let step = step(params, range, ahead, known.resolution)?;
        let ahead = if is_step_chosen(params) { ahead.at_least(step) } else { ahead };
        Ok(Self {
            source: given(params, Param::Source),
            expr,
            sent: None,
            end,
            grid: history_grid(range, end, step, known)?,
            horizon_steps: ahead.steps_of(step)?,
            levels: levels(params)?,
            model: params.or_default(Param::Model).parse().map_err(|error| typed(Param::Model, &error))?,
            bounds: typed_value::bounds(params, None)?,
            growth: growth(params)?,
            threshold: Threshold::parse(params, None)?,
            alarms: AlarmBudget { alarms: 1.0, each: positive(params, Param::Alarm)? },
            zoom: zoom(params)?,
            series: given(params, Param::Series),
            as_rate: as_rate(params)?,
            is_counter_rate: false,
            profile: Profile::default(),
            wider: None,
            notes: Vec::new(),
        })
    }

    /// Returns the spec of a series: within the given bounds, else within those of its nature and its past.
    pub(crate) fn spec(&self, series: &GridSeries) -> Spec {
        Spec { bounds: self.bounds_of(series), ..self.own_spec() }
    }

    /// Returns the spec of the request alone, without the nature and the past of a series.
    pub(crate) fn own_spec(&self) -> Spec {
        let spec = Spec::new(self.horizon_steps, self.levels.clone(), self.model);
        Spec { bounds: self.bounds, growth: self.growth, ..spec }
    }

    /// Returns the function that forecasts one series of the answer.
    pub(crate) fn each(
        &self,
    ) -> impl Fn(&GridSeries, &Cancel) -> Result<Forecast, ForecastError> + Send + Sync + use<> {
        let request = self.clone();
        let is_counter = self.profile.kind.is_cumulative();
        move |series, cancel| forecast_of(series, &request.spec(series), is_counter, cancel)
    }

    fn bounds_of(&self, series: &GridSeries) -> Bounds {
        let Limits { min, max } = self.profile.limits_of(series);
        // What was given may contradict nature, and then it wins.
        let min = min.filter(|min| self.bounds.max.is_none_or(|max| *min <= max));
        let max = max.filter(|max| self.bounds.min.is_none_or(|min| min <= *max));
        let may_be_negative = self.profile.may_be_negative;
        Bounds { min: self.bounds.min.or(min), max: self.bounds.max.or(max), may_be_negative }
    }

    /// The text that is sent to the source.
    pub(crate) fn sent(&self) -> &str {
        self.sent.as_deref().unwrap_or(&self.expr)
    }

    /// Says what was understood otherwise than it was typed.
    pub(crate) fn note(&mut self, text: impl Into<String>) {
        self.notes.push(NoteView { text: text.into(), suggestion: None });
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

/// Returns true if Promcast chooses the step.
pub(crate) fn is_step_chosen(params: &ForecastParams) -> bool {
    params.or_default(Param::Step) == "auto"
}

fn history_grid(range: Duration, end: Timestamp, step: Duration, known: Known) -> Result<Grid, Error> {
    let points = range.steps_of(step);
    if let Some(resolution) = known.resolution.filter(|resolution| points < 1 && range < *resolution) {
        let (every, range) = (text::length(resolution), text::length(range));
        let why = format!("there is a value every {every}, and a range of {range} is too short for two of them");
        let next = format!("Give a range of at least {}", resolution.times(4));
        return Err(wrong(Param::Range, why, &next));
    }
    if points < 1 {
        let why = format!("a step of {step} does not fit into a range of {range}");
        return Err(wrong(Param::Step, why, "Give a shorter step, or `auto`"));
    }
    if points > MAX_HISTORY_POINTS {
        let why = format!("{range} in steps of {step} are {points} points a series, more than {MAX_HISTORY_POINTS}");
        return Err(wrong(Param::Step, why, "Give a longer step, a shorter range, or `auto`"));
    }
    // The last whole step at or before `end` is the newest sample wanted: the grid ends one step after it.
    let last = match known.grid {
        Some(spacing) => place_before(end, step, spacing.anchor, spacing.usual),
        None => aligned_down(end, step),
    };
    let len = usize::try_from(points).unwrap_or(usize::MAX);
    Ok(Grid { start: last + step - step.times(points), step, len })
}

/// The last point at or before `time` of a grid that goes through places of samples: a step is as many seconds after a whole
/// number of steps as a sample is after a whole number of spacings.
fn place_before(time: Timestamp, step: Duration, anchor: Timestamp, spacing: Duration) -> Timestamp {
    let phase = Duration::from_ms(anchor.since(aligned_down(anchor, spacing)).ms() % step.ms().max(1));
    aligned_down(time - phase, step) + phase
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

/// Parses whether a counter is shown as its rate; without a word it is shown as it is.
fn as_rate(params: &ForecastParams) -> Result<bool, Error> {
    match given(params, Param::Raw).as_deref() {
        None | Some("true") => Ok(false),
        Some("false") => Ok(true),
        Some(other) => {
            let next = "Give `true` for the counter itself, `false` for its rate";
            Err(wrong(Param::Raw, format!("`{other}` is neither true nor false"), next))
        }
    }
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
