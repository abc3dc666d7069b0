//! Steps of a clock and of a calendar, and the moments in a window where they turn.

use timeseries::{CivilTime, TimeRange, Timestamp};

const SECOND_MS: i64 = 1000;
const MINUTE_MS: i64 = 60 * SECOND_MS;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;
/// The epoch was a Thursday; weeks start on Mondays.
const FIRST_MONDAY_MS: i64 = 4 * DAY_MS;

/// From one tick to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CalendarStep {
    /// A part of a day, in milliseconds.
    Clock(i64),
    /// One or more days.
    Days(i64),
    /// One or more weeks.
    Weeks(i64),
    /// A part of a year.
    Months(i64),
    /// One or more years.
    Years(i64),
}

use CalendarStep::{Clock, Days, Months, Weeks, Years};

/// Every step a chart may take, ascending: up to all of the calendar.
#[rustfmt::skip]
pub(super) const STEPS: [CalendarStep; 37] = [
    Clock(SECOND_MS), Clock(2 * SECOND_MS), Clock(5 * SECOND_MS),
    Clock(10 * SECOND_MS), Clock(15 * SECOND_MS), Clock(30 * SECOND_MS),
    Clock(MINUTE_MS), Clock(2 * MINUTE_MS), Clock(5 * MINUTE_MS),
    Clock(10 * MINUTE_MS), Clock(15 * MINUTE_MS), Clock(30 * MINUTE_MS),
    Clock(HOUR_MS), Clock(2 * HOUR_MS), Clock(3 * HOUR_MS), Clock(6 * HOUR_MS), Clock(12 * HOUR_MS),
    Days(1), Days(2), Days(3), Weeks(1), Weeks(2),
    Months(1), Months(2), Months(3), Months(6),
    Years(1), Years(2), Years(5), Years(10), Years(20), Years(50),
    Years(100), Years(200), Years(500), Years(1000), Years(2000),
];

impl CalendarStep {
    /// The moments of this step in the window, its end included; `None` where there are more than `max`.
    pub(super) fn moments(self, window: TimeRange, max: usize) -> Option<Vec<Timestamp>> {
        let first = self.index_at_or_after(window.start.ms());
        let moments = (first..).map_while(|index| self.moment_ms(index).filter(|ms| *ms <= window.end.ms()));
        let moments: Vec<_> = moments.take(max + 1).map(Timestamp::from_ms).collect();
        (moments.len() <= max).then_some(moments)
    }

    /// The number of the first moment of this step that is not before `ms`.
    fn index_at_or_after(self, ms: i64) -> i64 {
        let civil = CivilTime::from_unix_ms(ms);
        let at_or_before = match self {
            Clock(step_ms) => ms.div_euclid(step_ms),
            Days(days) => ms.div_euclid(days * DAY_MS),
            Weeks(weeks) => (ms - FIRST_MONDAY_MS).div_euclid(weeks * 7 * DAY_MS),
            Months(months) => (civil.year * 12 + i64::from(civil.month) - 1).div_euclid(months),
            Years(years) => civil.year.div_euclid(years),
        };
        let is_exact = self.moment_ms(at_or_before) == Some(ms);
        if is_exact { at_or_before } else { at_or_before + 1 }
    }

    /// Milliseconds since the epoch of the moment with this number.
    fn moment_ms(self, index: i64) -> Option<i64> {
        match self {
            Clock(step_ms) => Some(index * step_ms),
            Days(days) => Some(index * days * DAY_MS),
            Weeks(weeks) => Some(FIRST_MONDAY_MS + index * weeks * 7 * DAY_MS),
            Months(months) => first_of_month_ms(index * months),
            Years(years) => first_of_month_ms(index * years * 12),
        }
    }
}

/// The first moment of a month, counted from January of the year 0.
fn first_of_month_ms(month: i64) -> Option<i64> {
    let month_of_year = u8::try_from(month.rem_euclid(12) + 1).ok()?;
    let (year, day) = (month.div_euclid(12), 1);
    CivilTime { year, month: month_of_year, day, hour: 0, minute: 0, second: 0, millisecond: 0 }.to_unix_ms()
}
