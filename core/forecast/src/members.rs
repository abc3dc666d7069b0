//! What every member promises: from a history with gaps, its one-step values and a forecast without.

mod gap_filling;
mod mstl_ets;
mod naive;
mod prophet;
mod seasonal_naive;

use crate::ForecastError;
use crate::history::History;

pub(crate) use mstl_ets::MstlEts;
pub(crate) use naive::Naive;
pub(crate) use prophet::DefaultProphet;
pub(crate) use seasonal_naive::SeasonalNaive;

/// One way to forecast. It never sees the time, entropy or anything but the history.
pub(crate) trait Member {
    /// Fits on `history` and forecasts `horizon_steps` steps beyond it.
    ///
    /// # Errors
    /// The history is too short or too full of gaps for this member, or its library fails.
    fn fit(&self, history: &History<'_>, horizon_steps: usize) -> Result<Fit, ForecastError>;
}

/// What a member has to say about a history.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fit {
    /// What it would have said one step before each point of the history; NaN where it had nothing to say.
    pub(crate) fitted: Vec<f64>,
    /// What it says about the steps that follow.
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
        let history = History { step: Duration::HOUR, values: &[1.0, 2.0] };
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
