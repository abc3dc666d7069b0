//! `Season`: the weekly load of a shop, a hill every day, weekdays of different height, and a floor at night. All in UTC.

use std::f64::consts::PI;

const DAY_S: f64 = 86_400.0;
/// The hill stands between two nights; here one ends and the next begins.
const DEEPEST_NIGHT_S: f64 = 2.0 * 3600.0;
/// The area under one hill of height 1 and width 1.
const HILL_AREA: f64 = 3.0 / 8.0;
/// The epoch was a Thursday.
const WEEKDAY_OF_EPOCH: i64 = 3;

/// A week that repeats: 1 is a full day's peak, at 14:00.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Season {
    /// Load level of the deepest night, at 02:00.
    pub(crate) night: f64,
    /// The height of each day's hill, Monday first.
    pub(crate) weekdays: [f64; 7],
}

/// The week of a shop that sells most on Friday, and of everything behind it.
pub(crate) const SHOP: Season = Season { night: 0.12, weekdays: [0.86, 0.84, 0.87, 0.92, 1.0, 0.66, 0.52] };

impl Season {
    /// Load level `seconds` after the epoch.
    pub(crate) fn level(&self, seconds: f64) -> f64 {
        let (day, phase) = day_and_phase(seconds);
        self.night + (1.0 - self.night) * self.weekdays[weekday(day)] * hill(phase)
    }

    /// The integral of [`level`](Self::level) from some fixed moment on: busy seconds.
    pub(crate) fn accumulated(&self, seconds: f64) -> f64 {
        let (day, phase) = day_and_phase(seconds);
        let whole_days: f64 = self.weekdays[..weekday(day)].iter().sum();
        let whole_weeks = week(day) as f64 * self.weekdays.iter().sum::<f64>();
        let hills = (whole_weeks + whole_days) * HILL_AREA + self.weekdays[weekday(day)] * hill_area_until(phase);
        self.night * seconds + (1.0 - self.night) * DAY_S * hills
    }

    /// The busy seconds of any stretch of that many whole weeks.
    pub(crate) fn of_weeks(&self, weeks: f64) -> f64 {
        let hills = self.weekdays.iter().sum::<f64>() * HILL_AREA;
        weeks * DAY_S * (7.0 * self.night + (1.0 - self.night) * hills)
    }
}

/// The number of the day, which begins in the deepest night, and how much of it is over, from 0 to 1.
fn day_and_phase(seconds: f64) -> (i64, f64) {
    let days = (seconds - DEEPEST_NIGHT_S) / DAY_S;
    (days.floor() as i64, days - days.floor())
}

fn weekday(day: i64) -> usize {
    usize::try_from((day + WEEKDAY_OF_EPOCH).rem_euclid(7)).unwrap_or(0)
}

fn week(day: i64) -> i64 {
    (day + WEEKDAY_OF_EPOCH).div_euclid(7)
}

/// sin⁴: 0 without slope at both ends, 1 in the middle. Its integral has a closed form, so a counter need not add up.
fn hill(phase: f64) -> f64 {
    let half = (1.0 - libm::cos(2.0 * PI * phase)) / 2.0;
    half * half
}

fn hill_area_until(phase: f64) -> f64 {
    let (sin, cos) = libm::sincos(2.0 * PI * phase);
    HILL_AREA * phase - sin / (4.0 * PI) + 2.0 * sin * cos / (32.0 * PI)
}

#[cfg(test)]
mod tests {
    use super::*;
    use timeseries::Timestamp;

    fn at(text: &str) -> f64 {
        Timestamp::parse(text, Timestamp::from_ms(0)).unwrap().seconds()
    }

    #[test]
    fn days_peak_in_the_afternoon_and_weekends_are_calm() {
        // 2026-11-20 is a Friday.
        assert!((SHOP.level(at("2026-11-20 14:00")) - 1.0).abs() < 1e-9);
        assert!((SHOP.level(at("2026-11-20 02:00")) - SHOP.night).abs() < 1e-9);
        assert!(SHOP.level(at("2026-11-22 14:00")) < 0.6);
        assert!((SHOP.level(at("1955-11-04 14:00")) - 1.0).abs() < 1e-9, "a Friday before the epoch");
    }

    #[test]
    fn what_accumulates_is_the_integral() {
        let (start, step) = (at("2026-11-18 09:13"), 15.0);
        let mut sum = 0.0;
        for index in 0..7 * 5760 {
            sum += SHOP.level(start + (f64::from(index) + 0.5) * step) * step;
        }
        let week = SHOP.accumulated(start + 7.0 * DAY_S) - SHOP.accumulated(start);
        assert!((week - sum).abs() < 1e-3 * sum, "{week} {sum}");
        assert!((week - SHOP.of_weeks(1.0)).abs() < 1e-3);
    }
}
