//! A forecast of a table in a few sentences: where it goes, how it knows, and what holds it back.

use api::CrossingView;
use forecast::Forecast;
use timeseries::{Axis, Unit, text};

use super::SeriesForecast;
use crate::Threshold;
use crate::forecast_csv::unique_id;
use crate::forecast_metric::{LIKELY_LEVEL_PERCENT, answer, crossing_view, proof};

/// `a: Rises to 12 by …. 27% better than …`; `None` where there is no forecast. Says so where a least value that nobody gave
/// holds it.
#[must_use]
pub fn summary(one: &SeriesForecast, threshold: Option<&Threshold>, has_given_min: bool, axis: Axis) -> Option<String> {
    let forecast = one.forecast.as_ref().ok()?;
    let crossing = one.passage.as_ref().zip(threshold);
    let crossing = crossing.map(|(passage, threshold)| crossing_view(passage, forecast, threshold, Unit::default()));
    let told = [
        Some(sentence(one, forecast, crossing.as_ref(), axis, Unit::default())),
        Some(evidence(forecast)),
        held(forecast).filter(|_| !has_given_min),
    ];
    let told: Vec<String> = told.into_iter().flatten().filter(|sentence| !sentence.is_empty()).collect();
    Some(format!("{}: {}", unique_id(one), told.join(" ")))
}

/// The forecast in a sentence.
pub(super) fn sentence(
    one: &SeriesForecast,
    forecast: &Forecast,
    crossing: Option<&CrossingView>,
    axis: Axis,
    unit: Unit,
) -> String {
    if let Some(counted) = of_count(forecast, axis) {
        return counted;
    }
    let likely = forecast.bands.iter().find(|band| band.level.percent() == LIKELY_LEVEL_PERCENT);
    answer(&one.series, forecast, likely, crossing, unit, forecast.grid.start)
}

/// The evidence of the past in a sentence.
pub(super) fn evidence(forecast: &Forecast) -> String {
    proof(forecast)
}

/// `Rows 61 to 72: between 3 and 8, 5 at the end.`
fn of_count(forecast: &Forecast, axis: Axis) -> Option<String> {
    let end = forecast.grid.len.checked_sub(1)?;
    let (first, last) = axis.number(forecast.grid.start).zip(axis.number(forecast.grid.time(end)))?;
    let low = forecast.yhat.iter().copied().fold(f64::INFINITY, f64::min);
    let high = forecast.yhat.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let (low, high, end) = (text::number(low), text::number(high), text::number(*forecast.yhat.get(end)?));
    Some(format!("Rows {first} to {last}: between {low} and {high}, {end} at the end."))
}

/// A word on the least value, where the forecast or its bands would go below it.
fn held(forecast: &Forecast) -> Option<String> {
    let min = forecast.bounds.min?;
    let lowest = forecast.bands.iter().flat_map(|band| &band.lower).chain(&forecast.yhat);
    let is_held = lowest.into_iter().any(|value| *value <= min);
    is_held.then(|| {
        let min = text::number(min);
        format!("It is kept at or above {min}, as all of the past was: give --min where it can be less.")
    })
}
