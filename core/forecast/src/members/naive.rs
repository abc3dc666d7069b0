//! The last value, for ever: what a random walk deserves, and what every other member has to beat.

use super::{Fit, Member};
use crate::ForecastError;
use crate::history::History;

/// The last finite value.
#[derive(Debug)]
pub(crate) struct Naive;

impl Naive {
    /// The member; it has no season.
    pub(crate) fn boxed(_: Vec<usize>) -> Box<dyn Member> {
        Box::new(Self)
    }
}

impl Member for Naive {
    fn fit(&self, history: &History<'_>, horizon_steps: usize) -> Result<Fit, ForecastError> {
        let mut last = f64::NAN;
        let mut fitted = Vec::with_capacity(history.values.len());
        for &value in history.values {
            fitted.push(last);
            last = if value.is_finite() { value } else { last };
        }
        Ok(Fit { fitted, forecast: self.forecast(history, horizon_steps)? })
    }

    fn forecast(&self, history: &History<'_>, horizon_steps: usize) -> Result<Vec<f64>, ForecastError> {
        Ok(vec![history.newest(); horizon_steps])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use timeseries::Duration;

    #[test]
    fn the_last_finite_value() {
        let values = [3.0, f64::NAN, 5.0, f64::NAN];
        let fit = Naive.fit(&History::of(Duration::HOUR, &values), 2).unwrap();
        assert_eq!(fit.forecast, [5.0, 5.0]);
        assert!(fit.fitted[0].is_nan());
        assert_eq!(fit.fitted[1..], [3.0, 3.0, 5.0]);
    }
}
