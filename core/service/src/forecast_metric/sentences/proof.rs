//! Evidence of a forecast: its backtest in two sentences.

use forecast::{Backtest, Candidate, Forecast, Model, Verdict};
use timeseries::Duration;
use timeseries::text::{counted, length, percent};

use super::super::LIKELY_LEVEL_PERCENT;
use super::super::backtest_view::measured_coverage;

/// `In backtests 21% more accurate than repeating the last hour (model: recent median). The 80% band covered 75% of 327 points.`
pub(crate) fn proof(forecast: &Forecast) -> String {
    if forecast.backtest.verdict == Verdict::NotEnoughHistory {
        let shown = shown(&forecast.candidate);
        return format!("Too early to tell: {} of history. Shown: {shown}.", length(history(forecast)));
    }
    let compared = compared(forecast);
    match held(forecast) {
        Some(held) => format!("{compared}. {held}."),
        None => format!("{compared}."),
    }
}

/// From the oldest sample to the newest, each a step long.
fn history(forecast: &Forecast) -> Duration {
    let known = forecast.quality.first.zip(forecast.quality.last);
    known.map_or(forecast.grid.step, |(first, last)| (last + forecast.grid.step).since(first))
}

/// The chosen model beside the best repetition.
fn compared(forecast: &Forecast) -> String {
    let Backtest { rows, chosen, baseline, verdict, skill, .. } = &forecast.backtest;
    let best = rows.get(*baseline);
    let repeated = best.map_or_else(|| "the last value".to_owned(), |best| repeated(&best.candidate));
    let model = model_name(&forecast.candidate);
    let is_repetition = chosen == baseline;
    let is_exact = best.and_then(|best| best.mae) == Some(0.0);
    match (verdict, skill) {
        (Verdict::Better, Some(skill)) => {
            format!("In backtests {} more accurate than repeating {repeated} (model: {model})", percent(*skill))
        }
        _ if forecast.quality.constant => "Never changed in the past, so the last value is repeated".to_owned(),
        _ if is_exact && is_repetition => {
            format!("In backtests repeating {repeated} was exact, so that is what you see")
        }
        _ if is_exact => format!("In backtests repeating {repeated} was exact (model: {model})"),
        // All models were tried where there is a blend of them.
        _ if is_repetition && rows.iter().any(|row| row.weight.is_some()) => {
            format!("No model beat simply repeating {repeated}, so that is what you see")
        }
        _ if is_repetition => format!("Shown: {repeated}, repeated"),
        _ => format!("In backtests no more accurate than simply repeating {repeated} (model: {model})"),
    }
}

/// `the last value`, `the last day`.
fn repeated(candidate: &Candidate) -> String {
    match candidate.seasons.first() {
        Some(season) => format!("the last {}", unit(*season)),
        None => "the last value".to_owned(),
    }
}

/// Says what a model that could not be scored shows.
fn shown(candidate: &Candidate) -> String {
    match candidate.model {
        model if model.is_repetition() => format!("{}, repeated", repeated(candidate)),
        Model::RecentMedian => "the usual value of late".to_owned(),
        Model::Drift => "the mean change so far, continued".to_owned(),
        _ => format!("the model {}", model_name(candidate)),
    }
}

/// `recent median`.
fn model_name(candidate: &Candidate) -> String {
    candidate.model.to_string().replace('-', " ")
}

fn held(forecast: &Forecast) -> Option<String> {
    let band = forecast.bands.iter().find(|band| band.level.percent() == LIKELY_LEVEL_PERCENT)?;
    let coverage = measured_coverage(forecast, band.level)?;
    let points = counted(coverage.points as u64, "point");
    Some(format!("The {}% band covered {} of {points}", band.level, percent(coverage.share)))
}

/// `day` for one day, `2 days` otherwise.
fn unit(season: Duration) -> String {
    let words = length(season);
    words.strip_prefix("1 ").map(str::to_owned).unwrap_or(words)
}
