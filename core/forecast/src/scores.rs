//! Errors of a forecast against the actual values: MAE, MASE, sMAPE. A point without a value is not scored.
//!
//! Hyndman and Koehler, "Another look at measures of forecast accuracy", 2006; conventions of the M4 competition.

use crate::statistics::mean;

/// The mean absolute error; `None` where no point can be scored.
pub(crate) fn mae(actual: &[f64], yhat: &[f64]) -> Option<f64> {
    mean(actual.iter().zip(yhat).map(|(actual, yhat)| (actual - yhat).abs()))
}

/// The symmetric mean absolute percentage error, 0 to 200; `None` where no point can be scored.
pub(crate) fn smape(actual: &[f64], yhat: &[f64]) -> Option<f64> {
    let term = |(actual, yhat): (&f64, &f64)| {
        let size = actual.abs() + yhat.abs();
        // Both are nothing, so nothing was missed.
        if size == 0.0 { 0.0 } else { 200.0 * ((actual - yhat).abs() / size) }
    };
    mean(actual.iter().zip(yhat).map(term))
}

/// The scale of MASE: the mean absolute difference of values `season_steps` apart in the training data; `None` where
/// the data never change or never hold two such values.
pub(crate) fn seasonal_scale(training: &[f64], season_steps: usize) -> Option<f64> {
    let later = training.get(season_steps..)?;
    mean(later.iter().zip(training).map(|(later, earlier)| (later - earlier).abs())).filter(|scale| *scale > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GAP: f64 = f64::NAN;

    #[test]
    fn by_hand() {
        let (actual, yhat) = ([10.0, GAP, 30.0], [12.0, 7.0, 20.0]);
        assert_eq!(mae(&actual, &yhat), Some(6.0));
        // 200·2/22 and 200·10/50.
        let expected = f64::midpoint(400.0 / 22.0, 40.0);
        assert!((smape(&actual, &yhat).unwrap() - expected).abs() < 1e-12);
        // Two steps apart: |3-1|, |6-gap| does not count, |4-3|.
        assert_eq!(seasonal_scale(&[1.0, GAP, 3.0, 6.0, 4.0], 2), Some(1.5));
    }

    #[test]
    fn where_there_is_nothing_to_score() {
        assert_eq!(mae(&[GAP], &[1.0]), None);
        assert_eq!(smape(&[], &[]), None);
        assert_eq!(smape(&[0.0], &[0.0]), Some(0.0));
        assert_eq!(smape(&[1.0], &[-1.0]), Some(200.0));
        for (training, season_steps) in [(vec![5.0; 10], 2), (vec![1.0, 2.0], 2), (vec![1.0], 5), (vec![GAP; 9], 1)] {
            assert_eq!(seasonal_scale(&training, season_steps), None, "{training:?}");
        }
    }
}
