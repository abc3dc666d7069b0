//! [`Member`]: fits a history (NaN = gap), returns in-sample one-step predictions and a gap-free forecast.

mod autoregression;
mod drift;
mod gap_filling;
mod mstl_ets;
mod naive;
mod phases;
mod prophet;
mod recent_median;
mod seasonal_change;
mod seasonal_median;
mod seasonal_naive;
mod smoothing;
mod unit_scale;
mod workday_median;

use crate::history::History;
use crate::{Cancel, ForecastError};

pub(crate) use autoregression::Autoregression;
pub(crate) use drift::Drift;
pub(crate) use mstl_ets::MstlEts;
pub(crate) use naive::Naive;
pub(crate) use prophet::DefaultProphet;
pub(crate) use recent_median::RecentMedian;
pub(crate) use seasonal_change::SeasonalChange;
pub(crate) use seasonal_median::SeasonalMedian;
pub(crate) use seasonal_naive::SeasonalNaive;
pub(crate) use smoothing::Smoothing;
pub(crate) use workday_median::WorkdayMedian;

/// One way to forecast. It never sees the time, entropy or anything but the history.
pub(crate) trait Member {
    /// Fits on `history` and forecasts `horizon_steps` steps beyond it.
    ///
    /// # Errors
    /// The history is too short or too full of gaps for this member, or its library fails.
    fn fit(&self, history: &History<'_>, horizon_steps: usize) -> Result<Fit, ForecastError>;

    /// The forecast alone, for members that have it for less than a whole fit.
    ///
    /// # Errors
    /// As [`Member::fit`].
    fn forecast(&self, history: &History<'_>, horizon_steps: usize) -> Result<Vec<f64>, ForecastError> {
        Ok(self.fit(history, horizon_steps)?.forecast)
    }

    /// Forecasts of `horizon_steps` steps from each of `origins`: counts of points that may be looked at, ascending. A
    /// member whose fits share their work answers in one pass; others fit anew at every origin.
    ///
    /// # Errors
    /// As [`Member::fit`], or `cancel` was set.
    fn forecasts(
        &self,
        history: &History<'_>,
        origins: &[usize],
        horizon_steps: usize,
        cancel: &Cancel,
    ) -> Result<Vec<Vec<f64>>, ForecastError> {
        let from = |points: &usize| {
            cancel.check()?;
            self.forecast(&history.until(*points), horizon_steps)
        };
        origins.iter().map(from).collect()
    }
}

/// Fit of a member to a history.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fit {
    /// One-step prediction at each point of the history; NaN where there is none.
    pub(crate) fitted: Vec<f64>,
    /// Forecast of the steps that follow.
    pub(crate) forecast: Vec<f64>,
}

/// The fit, where it has the promised lengths and the forecast is all finite.
pub(crate) fn checked(fit: Fit, history: &History<'_>, horizon_steps: usize) -> Result<Fit, ForecastError> {
    let lengths = fit.fitted.len() == history.values.len() && fit.forecast.len() == horizon_steps;
    let numbers =
        fit.forecast.iter().all(|value| value.is_finite()) && !fit.fitted.iter().any(|value| value.is_infinite());
    if lengths && numbers { Ok(fit) } else { Err(ForecastError::Unusable) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use timeseries::Duration;

    #[test]
    fn an_answer_that_breaks_the_promise_is_refused() {
        let history = History::of(Duration::HOUR, &[1.0, 2.0]);
        let fit = |fitted: &[f64], forecast: &[f64]| {
            let fit = Fit { fitted: fitted.to_vec(), forecast: forecast.to_vec() };
            checked(fit, &history, 3).is_ok()
        };
        assert!(fit(&[f64::NAN, 1.0], &[1.0, 1.0, 1.0]));
        assert!(!fit(&[1.0], &[1.0, 1.0, 1.0]));
        assert!(!fit(&[1.0, 1.0], &[1.0, 1.0]));
        assert!(!fit(&[1.0, f64::INFINITY], &[1.0, 1.0, 1.0]));
        assert!(!fit(&[1.0, 1.0], &[1.0, f64::NAN, 1.0]));
    }
}
