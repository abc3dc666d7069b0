//! [`Lags`]: distances to the earlier values that a value is regressed on.

use crate::ForecastError;

/// The newest values, and the one half an hour, half a day or half a dozen steps ago, as the step has it.
const RECENT: [usize; 7] = [1, 2, 3, 4, 5, 6, 12];

/// Whole seasons back of which the neighbours are asked as well.
const SEASONS_WITH_NEIGHBOURS: usize = 2;

/// Seasons back up to the next longer season, where these are no more: seven days make a week, 24 hours are too many.
const MOST_SEASONS: usize = 7;

/// Rows a regression needs at least.
const FEWEST_ROWS: usize = 60;

/// Rows it needs for each of its lags.
const ROWS_PER_LAG: usize = 3;

/// Distances to earlier values in steps, ascending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lags(Vec<usize>);

impl Lags {
    /// The lags for these seasons, shortest first, that leave rows enough of `points`.
    ///
    /// # Errors
    /// There are too few points for the first of them.
    pub(super) fn of(seasons_steps: &[usize], points: usize) -> Result<Self, ForecastError> {
        let mut lags = RECENT.to_vec();
        for (index, &season) in seasons_steps.iter().enumerate() {
            let around = (1..=SEASONS_WITH_NEIGHBOURS).flat_map(|back| (back * season - 1)..=(back * season + 1));
            let longer = seasons_steps.get(index + 1).filter(|longer| *longer / season <= MOST_SEASONS);
            let seasons = (1..longer.copied().unwrap_or(0).div_ceil(season)).map(|back| back * season);
            lags.extend(around.chain(seasons));
        }
        lags.sort_unstable();
        lags.dedup();
        let rows = |count: usize| FEWEST_ROWS.max(count * ROWS_PER_LAG);
        let fitting = (1..=lags.len()).take_while(|count| lags[count - 1] + rows(*count) <= points).count();
        lags.truncate(fitting);
        match lags.is_empty() {
            true => Err(ForecastError::TooFewPoints { have: points, need: RECENT[0] + FEWEST_ROWS }),
            false => Ok(Self(lags)),
        }
    }

    /// Number of lags; never zero.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The distance to the earliest value.
    pub(super) fn longest(&self) -> usize {
        self.0.last().copied().unwrap_or(0)
    }

    /// Copies the lagged values of `values[index]` to the front of `row`; `index` is at least [`Lags::longest`].
    pub(super) fn gather(&self, values: &[f64], index: usize, row: &mut [f64]) {
        for (place, lag) in row.iter_mut().zip(&self.0) {
            *place = values[index - lag];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lags(seasons_steps: &[usize], points: usize) -> Vec<usize> {
        Lags::of(seasons_steps, points).unwrap().0
    }

    #[test]
    fn of_a_day_and_a_week_of_hours() {
        let all = [1, 2, 3, 4, 5, 6, 12, 23, 24, 25, 47, 48, 49, 72, 96, 120, 144, 167, 168, 169, 335, 336, 337];
        assert_eq!(lags(&[24, 168], 700), all);
        assert_eq!(lags(&[24, 168], 397), all[..20], "what leaves too few rows is left out");
        assert_eq!(lags(&[], 700), RECENT);
        assert_eq!(lags(&[60, 1440], 9_000)[7..], [59, 60, 61, 119, 120, 121, 1439, 1440, 1441, 2879, 2880, 2881]);
    }

    #[test]
    fn short_seasons_overlap_and_short_histories_refuse() {
        assert_eq!(lags(&[2], 100), [1, 2, 3, 4, 5, 6, 12]);
        assert_eq!(lags(&[24], 62), [1, 2]);
        assert!(matches!(Lags::of(&[24], 60), Err(ForecastError::TooFewPoints { have: 60, need: 61 })));
    }
}
