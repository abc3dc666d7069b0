//! Series with a value a month, a quarter or a year, whatever the lengths of these.

use timeseries::{CivilTime, Duration, Timestamp, days_in_month};

const DAY_MS: i64 = Duration::DAY.ms() as i64;
/// Neighbours that are closer are no months.
const SHORTEST_MS: i64 = 20 * DAY_MS;
/// Days around the turn of a month in which its first or last working day lies.
const TURN_DAYS: i64 = 5;

/// Moments as days of months.
pub(super) struct Months {
    /// The number of each moment's month, ascending, each once.
    pub(super) numbers: Vec<i64>,
    /// The day of the month, or the last where a month has no such day.
    pub(super) day: u8,
    /// Usual time of the moments after midnight; negative if it is before, and 0 for calendar months.
    pub(super) shift_ms: i64,
    /// The farthest that a moment lies off its day.
    pub(super) jitter_ms: i64,
}

struct Date {
    number: i64,
    day: u8,
    length: u8,
}

impl Months {
    /// Finds months in ascending moments; `None` where these are something else.
    pub(super) fn of(times: &[i64]) -> Option<Self> {
        let is_close = |pair: &[i64]| pair[1] - pair[0] < SHORTEST_MS;
        if times.len() < 2 || times.windows(2).any(is_close) {
            return None;
        }
        let dates: Vec<Date> = times.iter().map(|time| date_of(*time)).collect();
        let (shift_ms, jitter_ms) = time_of_day(times)?;
        let day = dates.iter().map(|date| date.day).max()?;
        let is_same_day = dates.iter().all(|date| date.day == day.min(date.length));
        if is_same_day && dates.is_sorted_by(|a, b| a.number < b.number) {
            let numbers = dates.iter().map(|date| date.number).collect();
            return Some(Self { numbers, day, shift_ms, jitter_ms });
        }
        at_the_turn(times, &dates, shift_ms)
    }

    /// Returns the finest distance of the moments, in months.
    pub(super) fn step(&self) -> u64 {
        let apart = self.numbers.windows(2).map(|pair| pair[1].abs_diff(pair[0]));
        apart.fold(0, super::spacing::gcd).max(1)
    }
}

/// Working days at the beginning or the end of months, as the first or the last day.
fn at_the_turn(times: &[i64], dates: &[Date], shift_ms: i64) -> Option<Months> {
    let is_regular = times.windows(3).all(|three| three[1] - three[0] == three[2] - three[1]);
    if times.len() < 4 || is_regular {
        return None;
    }
    // The month whose first day is the nearest, and the days after it.
    let turn = |date: &Date| match i64::from(date.day) {
        day if day <= TURN_DAYS => Some((date.number, day - 1)),
        day if day > i64::from(date.length) - TURN_DAYS => Some((date.number + 1, day - 1 - i64::from(date.length))),
        _ => None,
    };
    let turns = dates.iter().map(turn).collect::<Option<Vec<_>>>()?;
    let is_end = turns.iter().all(|(_, after)| *after < 0);
    let jitter = turns.iter().map(|(_, after)| if is_end { (after + 1).abs() } else { after.abs() }).max()?;
    let numbers: Vec<i64> = turns.iter().map(|(number, _)| number - i64::from(is_end)).collect();
    let day = if is_end { 31 } else { 1 };
    numbers.is_sorted_by(|a, b| a < b).then_some(Months { numbers, day, shift_ms, jitter_ms: jitter * DAY_MS })
}

/// Returns the usual time of day of the moments, and the farthest deviation. Summer time moves them by an hour.
fn time_of_day(times: &[i64]) -> Option<(i64, i64)> {
    let shift = |time: &i64| time - nearest_midnight(*time);
    let newest = shift(times.last()?);
    let is_hour_off = |time: &i64| [0, Duration::HOUR.ms_i64()].contains(&(shift(time) - newest).abs());
    if times.iter().all(is_hour_off) {
        return Some((newest, 0));
    }
    let mut shifts: Vec<i64> = times.iter().map(shift).collect();
    shifts.sort_unstable();
    let (low, middle, high) = (*shifts.first()?, shifts[shifts.len() / 2], *shifts.last()?);
    let usual = super::spacing::roundest(low, middle, high, high - low);
    Some((usual, (usual - low).abs().max((high - usual).abs())))
}

/// Local midnights lie within twelve hours of it.
fn nearest_midnight(time: i64) -> i64 {
    (time + DAY_MS / 2 - 1).div_euclid(DAY_MS) * DAY_MS
}

fn date_of(time: i64) -> Date {
    let civil: CivilTime = Timestamp::from_ms(nearest_midnight(time)).civil();
    Date { number: civil.month_number(), day: civil.day, length: days_in_month(civil.year, civil.month) }
}
