//! The loudness of a series at a moment: where it never was so loud its bands are as much wider.
//!
//! A backtest knows only how far forecasts were off before the noise grew.

use crate::statistics::median;

/// Changes that are looked at, where a season is not longer.
const FEWEST_CHANGES: usize = 24;

/// No series is taken to be more times as loud as it was.
const MOST: f64 = 8.0;

/// Compares how loud a series is now with its loudest moment at `origins`: at least one, since a quiet hour promises nothing. From the
/// changes of `values` in the season of `season_steps` before each of them and before the end, less what they were the `longest` season before.
pub(crate) fn loudness(values: &[f64], origins: &[usize], season_steps: usize, longest: usize) -> f64 {
    let before = |end: usize| change_before(&values[..end], season_steps, longest);
    let most = origins.iter().map(|origin| before(*origin)).fold(0.0, f64::max);
    if most > 0.0 { (before(values.len()) / most).clamp(1.0, MOST) } else { 1.0 }
}

/// The median change from one value to the next of the last season, less the change the longest season before; zero where nothing
/// is known.
fn change_before(values: &[f64], season_steps: usize, longest: usize) -> f64 {
    let lag = if values.len() > 2 * longest + 1 && longest > 1 { longest } else { 0 };
    let change = |index: usize| {
        let own = values[index] - values[index - 1];
        let usual = if lag > 0 { values[index - lag] - values[index - lag - 1] } else { 0.0 };
        (own - usual).abs()
    };
    let known = (lag + 1..values.len()).rev().map(change).filter(|change| change.is_finite());
    median(known.take(season_steps.max(FEWEST_CHANGES))).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fifty points of changes by one, the rest by `size`.
    fn changing(size: f64) -> Vec<f64> {
        let value = |index: usize| {
            if index.is_multiple_of(2) {
                0.0
            } else if index < 50 {
                1.0
            } else {
                size
            }
        };
        (0..100).map(value).collect()
    }

    #[test]
    fn as_much_louder_as_it_is() {
        assert_eq!(loudness(&changing(5.0), &[30, 40, 50], 1, 1), 5.0);
        assert_eq!(loudness(&changing(0.25), &[30, 40, 50], 1, 1), 1.0, "it may be loud again");
        assert_eq!(loudness(&changing(5.0), &[30, 40, 90], 1, 1), 1.0, "it was as loud before");
        assert_eq!(loudness(&changing(1e9), &[30, 40], 1, 1), MOST);
    }

    #[test]
    fn nothing_is_known_of_what_never_changed() {
        for values in [vec![7.0; 90], vec![f64::NAN; 90], vec![], vec![1.0]] {
            let origins = [values.len() / 2];
            assert_eq!(loudness(&values, &origins, 24, 24), 1.0);
        }
        assert_eq!(loudness(&changing(5.0), &[], 1, 1), 1.0);
    }
}
