//! Days that are different, and the days around them.

use timeseries::{Duration, Timestamp};

use super::{Mode, PRIOR_SCALE};

/// Days that share an effect, and effects of the days before and after each.
#[derive(Clone, Debug, PartialEq)]
pub struct Holiday {
    /// A moment of each day, past and future; a day is one of UTC.
    pub days: Vec<Timestamp>,
    /// Number of days before that have an effect of their own.
    pub days_before: u32,
    /// Number of days after that have an effect of their own.
    pub days_after: u32,
    /// The deviation of the normal prior of each effect, above zero.
    pub prior_scale: f64,
    /// Mode of its effect on the trend.
    pub mode: Mode,
}

impl Holiday {
    /// These days alone, with Prophet's prior.
    #[must_use]
    pub fn on(days: Vec<Timestamp>) -> Self {
        Self { days, days_before: 0, days_after: 0, prior_scale: PRIOR_SCALE, mode: Mode::Additive }
    }

    /// Number of its effects: one for each day of its window.
    pub(super) fn effects(&self) -> usize {
        self.days_before as usize + self.days_after as usize + 1
    }

    /// Writes 1 to the column of each effect that the day of `at` has, 0 to the others.
    pub(super) fn indicators(&self, at: Timestamp, columns: &mut [f64]) {
        columns.fill(0.0);
        for day in &self.days {
            let column = day_number(at) - day_number(*day) + i64::from(self.days_before);
            let column = usize::try_from(column).ok().and_then(|column| columns.get_mut(column));
            if let Some(column) = column {
                *column = 1.0;
            }
        }
    }
}

/// Days since the epoch.
fn day_number(at: Timestamp) -> i64 {
    at.ms().div_euclid(Duration::DAY.ms_i64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_for_each_day_of_the_window() {
        let christmas = Timestamp::from_seconds(1_703_462_400 + 3600);
        let holiday = Holiday { days_before: 1, days_after: 2, ..Holiday::on(vec![christmas]) };
        let at = |days: i64| {
            let mut columns = [7.0; 4];
            holiday.indicators(Timestamp::from_seconds(1_703_462_400 + days * 86_400 + 86_399), &mut columns);
            columns
        };
        assert_eq!(holiday.effects(), 4);
        assert_eq!(at(-2), [0.0; 4]);
        assert_eq!(at(-1), [1.0, 0.0, 0.0, 0.0]);
        assert_eq!(at(0), [0.0, 1.0, 0.0, 0.0]);
        assert_eq!(at(2), [0.0, 0.0, 0.0, 1.0]);
        assert_eq!(at(3), [0.0; 4]);
    }
}
