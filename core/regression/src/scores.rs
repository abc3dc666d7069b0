//! `Scores`: errors of predictions, in the measures of scikit-learn.

use serde::{Deserialize, Serialize};

/// Errors of predictions over the rows whose targets are known.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scores {
    /// Rows that were scored.
    pub rows: usize,
    /// Root of the mean squared error, in the target's unit.
    pub rmse: f64,
    /// Mean absolute error, in the target's unit.
    pub mae: f64,
    /// Share of the variance explained; `None` for one row, or where the target never changes.
    pub r2: Option<f64>,
    /// Mean absolute error in percent of what came, rows where nothing came left out; `None` where there is no other.
    pub mape: Option<f64>,
    /// Predicted minus actual, on average: above zero the model says too much.
    pub mean_error: f64,
}

/// Scores predictions; a row without a prediction or without a target is not scored. `None` where none can be.
#[must_use]
pub fn score(actual: &[f64], predicted: &[f64]) -> Option<Scores> {
    let both_known = |(actual, predicted): &(f64, f64)| actual.is_finite() && predicted.is_finite();
    let pairs: Vec<(f64, f64)> = actual.iter().copied().zip(predicted.iter().copied()).filter(both_known).collect();
    let error = |(actual, predicted): &(f64, f64)| predicted - actual;
    let squared = mean(pairs.iter().map(|pair| error(pair) * error(pair)))?;
    let rmse = if squared.is_finite() { libm::sqrt(squared) } else { scaled_rmse(pairs.iter().map(error))? };
    let off = pairs.iter().filter(|(actual, _)| *actual != 0.0).map(|pair| (error(pair) / pair.0).abs());
    Some(Scores {
        rows: pairs.len(),
        rmse,
        mae: mean(pairs.iter().map(|pair| error(pair).abs()))?,
        r2: explained(&pairs, squared),
        mape: mean(off).map(|share| 100.0 * share),
        mean_error: mean(pairs.iter().map(error))?,
    })
}

/// The root of the mean square of errors whose squares have no end: as a multiple of the largest of them.
fn scaled_rmse(errors: impl Iterator<Item = f64> + Clone) -> Option<f64> {
    let largest = errors.clone().fold(0.0, |largest: f64, error| largest.max(error.abs()));
    mean(errors.map(|error| (error / largest) * (error / largest))).map(|squared| largest * libm::sqrt(squared))
}

fn explained(pairs: &[(f64, f64)], mean_squared_error: f64) -> Option<f64> {
    let centre = mean(pairs.iter().map(|(actual, _)| *actual))?;
    let variance = mean(pairs.iter().map(|(actual, _)| (actual - centre) * (actual - centre)))?;
    (pairs.len() > 1 && variance > 0.0 && variance.is_finite() && mean_squared_error.is_finite())
        .then(|| 1.0 - mean_squared_error / variance)
}

/// The mean; `None` of nothing.
pub(crate) fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (mut sum, mut count) = (0.0, 0_u32);
    for value in values {
        sum += value;
        count += 1;
    }
    (count > 0).then(|| sum / f64::from(count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let scores = score(&[10.0, 0.0, 30.0, f64::NAN], &[12.0, 1.0, 27.0, 5.0]).unwrap();
        assert_eq!(scores.rows, 3);
        assert!((scores.rmse - (14.0_f64 / 3.0).sqrt()).abs() < 1e-12);
        assert_eq!((scores.mae, scores.mean_error), (2.0, 0.0));
        // 2/10 and 3/30; nothing came in the second row.
        assert!((scores.mape.unwrap() - 15.0).abs() < 1e-12);
        // The squares about the mean of 40/3 sum to 1400/3.
        assert!((scores.r2.unwrap() - (1.0 - 14.0 / (1400.0 / 3.0))).abs() < 1e-12);
    }

    #[test]
    fn where_a_measure_has_no_value() {
        assert_eq!(score(&[], &[]), None);
        assert_eq!(score(&[f64::NAN, 1.0], &[1.0, f64::NAN]), None);
        let one = score(&[5.0], &[7.0]).unwrap();
        assert_eq!((one.rmse, one.r2, one.mape, one.mean_error), (2.0, None, Some(40.0), 2.0));
        let zeros = score(&[0.0, 0.0], &[1.0, 3.0]).unwrap();
        assert_eq!((zeros.r2, zeros.mape, zeros.mae), (None, None, 2.0));
        let large = score(&[3e200, 0.0], &[0.0, 4e200]).unwrap();
        assert!((large.rmse / 3.535_533_905_932_738e200 - 1.0).abs() < 1e-12 && large.r2.is_none(), "{large:?}");
        // A prediction without a partner is not scored.
        assert_eq!(score(&[1.0], &[1.0, 2.0]).unwrap().rows, 1);
    }
}
