//! An error in words for people: what was asked, why it failed, what to do next. The one place where errors become text.

mod archive_problem;
mod model_problem;
mod source_problem;
mod sql_problem;

use api::{ForecastParams, Param, Problem, ProblemKind, Suggestion};
use forecast::ForecastError;
use promql::{ExpressionError, HistogramOffer};
use timeseries::{Duration, Timestamp, text};

use crate::forecast_request::{is_chosen, is_step_chosen};
use crate::pool::PoolError;
use crate::{Error, ForecastRequest, NewestSample, StoreError, WiderWindows};
pub(crate) use archive_problem::unreadable_archive;
pub use model_problem::model_problem;
pub(crate) use sql_problem::bad_sql_param;
pub use sql_problem::sql_problem;

/// The words for a failed forecast of `params`.
#[must_use]
pub fn problem(error: &Error, params: &ForecastParams, now: Timestamp) -> Problem {
    let words = words(error, params, now);
    Problem {
        kind: words.kind,
        asked: asked(params),
        why: sentence(&words.why),
        next: sentence(&words.next),
        param: words.param,
        position: words.position,
        suggestion: words.suggestion,
    }
}

/// The parts of a problem that depend on the error.
#[derive(Debug)]
pub(crate) struct Words {
    kind: ProblemKind,
    why: String,
    next: String,
    param: Option<Param>,
    position: Option<usize>,
    suggestion: Option<Box<Suggestion>>,
}

impl Words {
    fn new(kind: ProblemKind, why: impl Into<String>, next: impl Into<String>) -> Self {
        Self { kind, why: why.into(), next: next.into(), param: None, position: None, suggestion: None }
    }

    fn at(self, param: Param) -> Self {
        Self { param: Some(param), ..self }
    }

    /// Offers another expression for that of `params`.
    fn offering(self, expr: &str, params: &ForecastParams) -> Self {
        let suggestion = Suggestion { label: expr.to_owned(), params: params.clone().with(Param::Expr, expr) };
        Self { suggestion: Some(Box::new(suggestion)), ..self }
    }
}

fn words(error: &Error, params: &ForecastParams, now: Timestamp) -> Words {
    let why = error.to_string();
    match error {
        Error::Param { param, next, .. } => Words::new(ProblemKind::BadRequest, why, next.as_str()).at(*param),
        Error::NoSuchSource { known, adhoc_allowed, .. } => {
            Words::new(ProblemKind::NotFound, why, other_sources(known, *adhoc_allowed)).at(Param::Source)
        }
        Error::Expression(error) => expression_words(error),
        Error::Source(error) => source_problem::words(error, &params.source),
        Error::Empty { newest, warnings, is_partial, wider } => {
            let words = match wider {
                Some(wider) => short_window_words(params, wider, now),
                None => empty_words(params, *newest, *is_partial, now),
            };
            Words { why: said_too(words.why, warnings), ..words }
        }
        Error::NativeHistograms { offer } => histogram_words(offer, params),
        Error::NoSuchSeries { .. } => Words {
            suggestion: Some(Box::new(Suggestion {
                label: "Show the first series".into(),
                params: params.clone().with(Param::Series, ""),
            })),
            ..Words::new(ProblemKind::NotFound, why, "Pick another series of this answer").at(Param::Series)
        },
        Error::Forecast(error) => forecast_words(error, params),
        Error::Pool(error) => pool_words(*error),
        Error::Store(error) => store_words(error),
    }
}

fn other_sources(known: &[String], adhoc_allowed: bool) -> String {
    let url = if adhoc_allowed { "; or give a URL such as http://127.0.0.1:9090" } else { "" };
    format!("Choose one of: {}{url}", known.join(", "))
}

fn expression_words(error: &ExpressionError) -> Words {
    let next = if error.is_cap() { "Shorten the expression" } else { "Correct the expression" };
    let why = located(error.to_string(), error.position());
    Words { position: error.position(), ..Words::new(ProblemKind::BadRequest, why, next).at(Param::Expr) }
}

/// A message with the place in the expression, as people count: from 1.
fn located(message: String, position: Option<usize>) -> String {
    match position {
        Some(position) => format!("{message} (at character {})", position + 1),
        None => message,
    }
}

fn empty_words(params: &ForecastParams, newest: Option<NewestSample>, is_partial: bool, now: Timestamp) -> Words {
    let why = no_data_in(params.or_default(Param::Range), params.or_default(Param::End), now);
    let Some(newest) = newest else {
        let next = match is_partial {
            true => "A part of the source did not answer: ask again once it does",
            false => "Check the name and the labels, or look further back",
        };
        return Words::new(ProblemKind::Unprocessable, why, next).at(Param::Expr);
    };
    let is_exact = promql::inspect(&params.expr).is_ok_and(|inspection| inspection.is_selector());
    let found = if is_exact { "Latest sample:" } else { "Latest sample found:" };
    let next = format!("{found} {}", text::moment(newest.time, now));
    // To look up to a sample that was within the range already would be the same question again.
    let was_within = ForecastRequest::parse(params, now).is_ok_and(|asked| asked.grid.start < newest.time);
    if was_within {
        return Words::new(ProblemKind::Unprocessable, why, next).at(Param::Expr);
    }
    let label = "Go to that time".to_owned();
    let there = params.clone().with(Param::End, newest.seen_at.to_string()).with(Param::Zoom, "");
    let suggestion = Suggestion { label, params: there };
    Words {
        suggestion: Some(Box::new(suggestion)),
        ..Words::new(ProblemKind::Unprocessable, why, next).at(Param::Expr)
    }
}

fn short_window_words(params: &ForecastParams, wider: &WiderWindows, now: Timestamp) -> Words {
    let nothing = no_data_in(params.or_default(Param::Range), params.or_default(Param::End), now);
    let (why, next) = (format!("{nothing}: {}", wider.why), format!("Ask for `{}`", wider.expr));
    Words::new(ProblemKind::Unprocessable, why, next).at(Param::Expr).offering(&wider.expr, params)
}

/// In which time there is nothing: `No data in the last 7 days`, or in those before a moment.
fn no_data_in(range: &str, end: &str, now: Timestamp) -> String {
    let range = range.parse().map_or_else(|_| range.to_owned(), in_days);
    // `the last day`, and not `the last 1 day`.
    let range = range.strip_prefix("1 ").filter(|rest| !rest.contains(' ')).unwrap_or(&range);
    match Timestamp::parse(end, now) {
        Ok(end) if end != now => format!("No data in the {range} before {}", text::moment(end, now)),
        _ => format!("No data in the last {range}"),
    }
}

/// `7 days`, which is what was asked, also where it is a week.
fn in_days(length: Duration) -> String {
    match length.ms().is_multiple_of(Duration::DAY.ms()) && !length.is_zero() {
        true => text::counted(length.steps_of(Duration::DAY), "day"),
        false => text::length(length),
    }
}

/// A sentence with what the source warned of, where it did.
pub(crate) fn said_too(why: String, warnings: &[String]) -> String {
    match warnings.is_empty() {
        true => why,
        false => format!("{} The source warns: {}", sentence(&why), warnings.join("; ")),
    }
}

fn histogram_words(offer: &HistogramOffer, params: &ForecastParams) -> Words {
    let HistogramOffer { quantile, count, average } = offer;
    let next = format!(
        "Ask for a quantile, `{quantile}`, for the number of observations, `{count}`, or, of Prometheus 2.52 and later, \
         for the average, `{average}`"
    );
    let why = "These are native histograms, each a whole distribution and not a number";
    Words::new(ProblemKind::Unprocessable, why, next).at(Param::Expr).offering(quantile, params)
}

fn forecast_words(error: &ForecastError, params: &ForecastParams) -> Words {
    match error {
        ForecastError::Cancelled => Words::new(ProblemKind::Timeout, error.to_string(), "Ask again"),
        ForecastError::TooFewPoints { have, need } => {
            let points = text::counted(*have as u64, "data point");
            let why = format!("only {points} so far; a forecast needs at least {need}");
            Words::new(ProblemKind::Unprocessable, why, more_points(params)).at(Param::Range)
        }
        other => {
            let next = format!("Give a longer range than {}, or a shorter step", params.or_default(Param::Range));
            Words::new(ProblemKind::Unprocessable, other.to_string(), next).at(Param::Range)
        }
    }
}

/// Advice on how to get more points of the requested data.
fn more_points(params: &ForecastParams) -> String {
    match (is_step_chosen(params), is_chosen(params, Param::Range)) {
        (false, _) => format!("Give a shorter step than {}, or a longer range", params.or_default(Param::Step)),
        (true, true) => format!("Give a longer range than {}, or ask again later", params.or_default(Param::Range)),
        (true, false) => "Ask again when there are more samples".to_owned(),
    }
}

fn pool_words(error: PoolError) -> Words {
    match error {
        PoolError::Overloaded => Words::new(ProblemKind::Overloaded, error.to_string(), "Ask again in a few seconds"),
        PoolError::Timeout { .. } => {
            Words::new(ProblemKind::Timeout, error.to_string(), "Give a longer step or a shorter range").at(Param::Step)
        }
        PoolError::Broken | PoolError::NoThreads => {
            Words::new(ProblemKind::Internal, error.to_string(), "This is a fault of Promcast: its log says more")
        }
    }
}

fn store_words(error: &StoreError) -> Words {
    Words::new(ProblemKind::Internal, error.to_string(), "See that the storage path exists, is writable and has space")
}

/// Describes the request, with all defaults filled in; empty without an expression.
fn asked(params: &ForecastParams) -> String {
    if params.expr.trim().is_empty() {
        return String::new();
    }
    let source = match params.source.trim() {
        "" => "the default source".to_owned(),
        named => shortened(&api::masked(named)),
    };
    format!("Asked: {} ahead of `{}` from {source}", ahead(params), shortened(params.expr.trim()))
}

/// A bare number is of steps.
fn ahead(params: &ForecastParams) -> String {
    let typed = params.or_default(Param::Horizon);
    typed.parse().map_or_else(|_| shortened(typed), |steps| text::counted(steps, "step"))
}

fn shortened(text: &str) -> String {
    const MOST: usize = 200;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Errors are lower case and bare; a sentence is not.
pub(crate) fn sentence(text: &str) -> String {
    let mut chars = text.trim().chars();
    let Some(first) = chars.next() else {
        return String::new();
    };
    let sentence: String = first.to_uppercase().chain(chars).collect();
    match sentence.ends_with(['.', '?', '!', '…']) {
        true => sentence,
        false => sentence + ".",
    }
}

#[cfg(test)]
mod tests;
