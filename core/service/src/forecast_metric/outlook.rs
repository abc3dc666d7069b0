//! Outlook of each of many series in a few numbers, by which a list is ordered and the series shown first is chosen.

use std::sync::{Arc, OnceLock};
use std::time::Duration as Wall;

use forecast::{Cancel, Forecast};
use rayon::prelude::*;
use timeseries::{GridSeries, Timestamp};

use super::with_likely_level;
use crate::forecast_table::passage;
use crate::read_series::GridAnswer;
use crate::unwrapped::forecast_of;
use crate::{Error, ForecastRequest, Limit, Memory, PoolError, Service, memory};

/// More series than this are not forecast for a list.
const MAX_FORECAST: usize = 1_000;
/// As long as a reader waits for the whole list; series that have no forecast by then have a past only.
const PATIENCE: Wall = Wall::from_secs(4);
/// Forecasts of so few series are kept for the click that follows.
const KEPT_FORECASTS: usize = 50;

/// Outlook of a series.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Outlook {
    /// The value at the end of the horizon.
    pub(crate) end: f64,
    /// The chance that the threshold is crossed by then.
    pub(crate) chance: Option<f64>,
    /// By when it is crossed as likely as not.
    pub(crate) crosses: Option<Timestamp>,
    /// Sort key of the list: the greater, the higher.
    pub(crate) risk: f64,
}

/// One an answer's series, in its order; nothing for those that have no forecast.
pub(crate) type Outlooks = Vec<Option<Outlook>>;

/// Inputs of the forecasts of an answer's series.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) answer: Arc<GridAnswer>,
    pub(super) key: String,
    pub(super) request: ForecastRequest,
    pub(super) limit: Option<Limit>,
}

impl Service {
    /// Returns the outlook of each series of an answer, cached; `None` for a single series, whose forecast is enough, for those of
    /// more series than are looked at, and for one that takes too long.
    pub(super) async fn remembered_outlooks(&self, asked: Asked) -> Result<Arc<Outlooks>, Error> {
        let count = asked.answer.series.len();
        if !(2..=MAX_FORECAST).contains(&count) {
            return Ok(Arc::new(vec![None; count]));
        }
        let Asked { key, request, .. } = &asked;
        let key = format!("{key}\n{:?}\n{:?}", request.own_spec(), request.threshold);
        if let Some(outlooks) = self.memory.outlooks(&key) {
            return Ok(outlooks);
        }
        let found: Arc<Vec<OnceLock<Outlook>>> = Arc::new((0..count).map(|_| OnceLock::new()).collect());
        let (filled, memory) = (Arc::clone(&found), self.memory.clone());
        let job = self.pool.run(move |cancel| fill(&asked, &filled, &memory, cancel));
        match tokio::time::timeout(PATIENCE, job).await {
            // The first series of the list can still be forecast where the many could not.
            Err(_) | Ok(Ok(()) | Err(PoolError::Timeout { .. })) => {}
            Ok(Err(error)) => return Err(error.into()),
        }
        let outlooks = Arc::new(found.iter().map(|cell| cell.get().copied()).collect());
        self.memory.keep_outlooks(key, &outlooks);
        Ok(outlooks)
    }
}

fn fill(asked: &Asked, found: &[OnceLock<Outlook>], memory: &Memory, cancel: &Cancel) {
    let is_kept = found.len() <= KEPT_FORECASTS;
    let is_counter = asked.request.profile.kind.is_cumulative();
    asked.answer.series.par_iter().zip(found).for_each(|(series, cell)| {
        let Ok(spec) = with_likely_level(&asked.request, series) else { return };
        let Ok(forecast) = forecast_of(series, &spec, is_counter, cancel) else { return };
        if let Some(outlook) = outlook(series, &forecast, asked.limit.as_ref()) {
            // Nobody else fills this cell.
            let _first = cell.set(outlook);
        }
        if is_kept {
            let key = memory::forecast_key(&asked.key, &series.labels, &spec);
            memory.keep_forecast(key, &Arc::new(forecast));
        }
    });
}

fn outlook(series: &GridSeries, forecast: &Forecast, limit: Option<&Limit>) -> Option<Outlook> {
    let (_, last) = series.last()?;
    let end = *forecast.yhat.last()?;
    let passage = limit.and_then(|limit| passage(series, forecast, limit));
    let chance = passage.as_ref().map(forecast::Passage::chance);
    let step = passage.as_ref().and_then(|passage| passage.step_of(0.5));
    let risk = match chance {
        // Of those that are as likely to cross, the one that does so sooner.
        Some(chance) => chance + step.map_or(0.0, |step| 1.0 - step as f64 / forecast.yhat.len() as f64),
        None => movement(series, forecast, last),
    };
    Some(Outlook { end, chance, crosses: step.map(|step| forecast.grid.time(step)), risk })
}

/// Returns the distance of the forecast from the newest value, as a share of the range of past and forecast; 0 for a constant
/// series, more for one that leaves its range than for one that stays within.
fn movement(series: &GridSeries, forecast: &Forecast, last: f64) -> f64 {
    let (low, high) = extent(series.present().map(|(_, value)| value));
    let (least, greatest) = extent(forecast.yhat.iter().copied());
    let whole = high.max(greatest) - low.min(least);
    if whole <= 0.0 {
        return 0.0;
    }
    let moved = (greatest - last).abs().max((last - least).abs());
    let beyond = (greatest - high).max(low - least).max(0.0);
    (moved + beyond) / whole
}

fn extent(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)))
}

/// Says how many of so many series have an outlook, and why not all.
pub(super) fn note(outlooks: &Outlooks) -> String {
    let (count, known) = (outlooks.len(), outlooks.iter().flatten().count());
    match count {
        0..2 => String::new(),
        count if count > MAX_FORECAST => format!(
            "Only the past is shown: {count} series are more than the {MAX_FORECAST} that are forecast at once. Narrow the expression to see where they are going."
        ),
        count if known < count => {
            format!("{known} of {count} series are forecast; of the others only the past is known.")
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use forecast::{ModelChoice, Spec};
    use timeseries::{Duration, Grid, Labels};

    fn series(values: Vec<f64>) -> GridSeries {
        let grid = Grid { start: Timestamp::from_ms(0), step: Duration::HOUR, len: values.len() };
        GridSeries { labels: Labels::default(), grid, values }
    }

    fn risk(values: Vec<f64>, limit: Option<f64>) -> f64 {
        let series = series(values);
        let spec = Spec::new(24, Vec::new(), ModelChoice::Auto);
        let forecast = forecast::forecast(&series, &spec, &Cancel::default()).unwrap();
        outlook(&series, &forecast, limit.map(Limit::Value).as_ref()).unwrap().risk
    }

    #[test]
    fn a_constant_is_the_last_thing_to_look_at() {
        let rising: Vec<f64> = (0..200).map(f64::from).collect();
        assert_eq!(risk(vec![7.0; 200], None), 0.0);
        assert!(risk(rising, None) > 0.0);
    }

    #[test]
    fn what_crosses_sooner_is_riskier() {
        let rising = |slope: f64| (0..200).map(|hour| f64::from(hour) * slope).collect::<Vec<_>>();
        let (slow, soon) = (risk(rising(0.1), Some(25.0)), risk(rising(1.0), Some(201.0)));
        assert!(soon > slow, "{soon} {slow}");
    }

    #[test]
    fn what_is_not_forecast_is_told() {
        let known = Some(Outlook { end: 1.0, chance: None, crosses: None, risk: 0.0 });
        assert_eq!(note(&vec![known; 3]), "");
        assert_eq!(note(&vec![None]), "");
        assert!(note(&vec![known, None]).starts_with("1 of 2 series are forecast"));
        assert!(note(&vec![None; 1_001]).starts_with("Only the past is shown: 1001 series"));
    }
}
