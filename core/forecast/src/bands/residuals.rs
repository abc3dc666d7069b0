//! [`Residuals`] of a backtest: actual minus forecast, by origin and step ahead.

use std::rc::Rc;

use crate::statistics::{conformal_quantile, median, sorted};

/// The newest errors that tell how far off a forecast is now.
const NEWEST: usize = 3;

/// The share of the errors of the past within which one is usual.
pub(crate) const USUAL_SHARE: f64 = 0.9;

/// No series is taken to have strayed farther.
const MOST_STRAYED: f64 = 8.0;

/// Actual minus forecast of one candidate, a row an origin, a column a step ahead; NaN where there is no value.
#[derive(Clone, Debug)]
pub(crate) struct Residuals {
    /// One an origin, shared by all that leave another one out.
    pub(crate) rows: Vec<Rc<[f64]>>,
    /// The candidate's longest season; 1 where it has none.
    pub(crate) season_steps: usize,
}

impl Residuals {
    /// The usual difference of errors so many steps apart; zero where there are none.
    pub(crate) fn usual_change(&self, steps: usize) -> f64 {
        let pairs = self.rows.iter().flat_map(|row| row.iter().zip(row.iter().skip(steps)));
        median(pairs.map(|(earlier, later)| (later - earlier).abs())).unwrap_or(0.0)
    }

    /// The last errors of a newer window, by the size that nine in ten of these stay below: at least one. Errors last, so that those
    /// to come are larger too.
    pub(crate) fn strayed(&self, newer: &[f64]) -> f64 {
        let now = median(newer[newer.len().saturating_sub(NEWEST)..].iter().map(|error| error.abs())).unwrap_or(0.0);
        let sizes =
            || self.rows.iter().flat_map(|row| row.iter()).map(|error| error.abs()).filter(|size| size.is_finite());
        let (larger, all) =
            sizes().fold((0_usize, 0_usize), |(larger, all), size| (larger + usize::from(size >= now), all + 1));
        // Most windows end quietly: nothing is sorted for them.
        if larger as f64 > (1.0 - USUAL_SHARE) * all as f64 {
            return 1.0;
        }
        let usual = conformal_quantile(&sorted(sizes()), 1, USUAL_SHARE);
        if usual > 0.0 { (now / usual).clamp(1.0, MOST_STRAYED) } else { 1.0 }
    }

    /// All origins but one.
    pub(crate) fn without(&self, origin: usize) -> Self {
        let others = self.rows.iter().enumerate().filter(|(other, _)| *other != origin);
        Self { rows: others.map(|(_, row)| Rc::clone(row)).collect(), season_steps: self.season_steps }
    }

    #[cfg(test)]
    pub(super) fn of_rows(rows: &[&[f64]]) -> Self {
        Self { rows: rows.iter().map(|row| Rc::from(*row)).collect(), season_steps: usize::MAX }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_far_off_as_the_newest_errors_are() {
        let past = Residuals::of_rows(&[&[1.0, -2.0, 1.0, 0.5], &[-1.0, 2.0, f64::NAN, 1.0]]);
        assert_eq!(past.strayed(&[0.0, 6.0, -6.0, 6.0]), 3.0);
        assert_eq!(past.strayed(&[9.0, 9.0, 1.0, 0.1, 1.0]), 1.0, "it is back");
        assert_eq!(past.strayed(&[1e9]), MOST_STRAYED);
        assert_eq!(past.strayed(&[f64::NAN]), 1.0);
        assert_eq!(Residuals::of_rows(&[&[0.0; 4]]).strayed(&[3.0; 3]), 1.0, "nothing is usual");
    }
}
