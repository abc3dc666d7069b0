//! The median at the same time of the last days of the same kind, working days or weekends: known after eight days, long before two
//! weeks are.

use super::{Fit, Member};
use crate::ForecastError;
use crate::history::History;
use crate::statistics::median;

/// Days of the kind that may speak.
const MOST_DAYS: usize = 5;

/// Days back that are looked at: whole weeks.
const DAYS_BACK: usize = 21;

/// Days in which every kind has been seen.
const FEWEST_DAYS: usize = 8;

const DAY_MS: i64 = 86_400_000;

/// The median over the last days of the same kind at the same time of the day.
#[derive(Debug)]
pub(crate) struct WorkdayMedian {
    day_steps: usize,
}

impl WorkdayMedian {
    /// The member for its one season, the day, given in steps.
    pub(crate) fn boxed(seasons_steps: Vec<usize>) -> Box<dyn Member> {
        Box::new(Self { day_steps: seasons_steps.first().copied().unwrap_or(1).max(1) })
    }

    /// The day of the week of the point of an index, counted from the start of the history: 0 is Monday.
    fn weekday(history: &History<'_>, index: usize) -> usize {
        let ms = i64::try_from(history.step.ms().saturating_mul(index as u64)).unwrap_or(i64::MAX);
        // The epoch was a Thursday.
        (history.start.ms().saturating_add(ms).div_euclid(DAY_MS) + 3).rem_euclid(7) as usize
    }

    /// The median of the days before `index`, of the first `known` values; of its kind where there are any.
    fn before(&self, history: &History<'_>, known: usize, index: usize) -> f64 {
        let weekday = Self::weekday(history, index);
        let is_of_kind = |day: usize| is_weekend((weekday + DAYS_BACK - day) % 7) == is_weekend(weekday);
        let value = |day: usize| {
            let back = index.checked_sub(day.saturating_mul(self.day_steps)).filter(|index| *index < known)?;
            Some(history.values[back]).filter(|value| value.is_finite())
        };
        let same = median((1..=DAYS_BACK).filter(|day| is_of_kind(*day)).filter_map(value).take(MOST_DAYS));
        same.or_else(|| median((1..=DAYS_BACK).filter_map(value).take(MOST_DAYS))).unwrap_or(f64::NAN)
    }
}

fn is_weekend(weekday: usize) -> bool {
    weekday >= 5
}

impl Member for WorkdayMedian {
    fn fit(&self, history: &History<'_>, horizon_steps: usize) -> Result<Fit, ForecastError> {
        let fitted = (0..history.values.len()).map(|index| self.before(history, index, index)).collect();
        Ok(Fit { fitted, forecast: self.forecast(history, horizon_steps)? })
    }

    fn forecast(&self, history: &History<'_>, horizon_steps: usize) -> Result<Vec<f64>, ForecastError> {
        let (have, need) = (history.values.len(), self.day_steps.saturating_mul(FEWEST_DAYS));
        if have < need {
            return Err(ForecastError::TooFewPoints { have, need });
        }
        let week = horizon_steps.min(self.day_steps.saturating_mul(7));
        let mut last = history.newest();
        let mut said = Vec::with_capacity(week);
        for step in 0..week {
            let value = self.before(history, have, have + step);
            last = if value.is_finite() { value } else { last };
            said.push(last);
        }
        Ok(said.iter().cycle().take(horizon_steps).copied().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use timeseries::Duration;

    /// Every six hours from a Thursday on; half as much on weekends.
    fn weeks(points: usize) -> Vec<f64> {
        let day = |index: usize| if (index / 4 + 3) % 7 >= 5 { 0.5 } else { 1.0 };
        (0..points).map(|index| day(index) * [1.0, 4.0, 6.0, 2.0][index % 4]).collect()
    }

    #[test]
    fn a_weekend_is_known_from_one() {
        let values = weeks(4 * 16);
        let history = History::of(Duration::HOUR.times(6), &values[..4 * 9]);
        let forecast = WorkdayMedian::boxed(vec![4]).forecast(&history, 28).unwrap();
        assert_eq!(forecast, values[4 * 9..]);
        let short = History::of(Duration::HOUR.times(6), &values[..4 * 7]);
        assert!(matches!(WorkdayMedian::boxed(vec![4]).forecast(&short, 4), Err(ForecastError::TooFewPoints { .. })));
    }

    #[test]
    fn gaps_are_passed_over_and_nothing_later_is_seen() {
        let mut values = weeks(4 * 12);
        values[4 * 11] = f64::NAN;
        let history = History::of(Duration::HOUR.times(6), &values);
        let fit = WorkdayMedian::boxed(vec![4]).fit(&history, 4).unwrap();
        assert_eq!(fit.forecast, [1.0, 4.0, 6.0, 2.0]);
        assert!(fit.fitted[..4].iter().all(|value| value.is_nan()) && fit.fitted[4] == 1.0);
    }
}
