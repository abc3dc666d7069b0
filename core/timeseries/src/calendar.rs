//! Civil UTC time from a count of milliseconds and back, in the proleptic Gregorian calendar.
//!
//! Howard Hinnant, "chrono-compatible low-level date algorithms". Written here because a calendar crate costs the
//! browser 36 KB and UTC needs none of what it knows.

const MS_PER_DAY: i64 = 86_400_000;

/// A moment in UTC, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CivilTime {
    /// Astronomical year.
    pub year: i64,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
    /// 0 to 999.
    pub millisecond: u16,
}

impl CivilTime {
    /// The civil time `ms` milliseconds after 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn from_unix_ms(ms: i64) -> Self {
        let (year, month, day) = civil_from_days(ms.div_euclid(MS_PER_DAY));
        let of_day = ms.rem_euclid(MS_PER_DAY);
        Self {
            year,
            month,
            day,
            hour: small(of_day / 3_600_000),
            minute: small(of_day / 60_000 % 60),
            second: small(of_day / 1000 % 60),
            millisecond: u16::try_from(of_day % 1000).unwrap_or(0),
        }
    }

    /// Milliseconds since 1970-01-01T00:00:00Z; `None` where a field is out of its range or the day does not exist.
    #[must_use]
    pub fn to_unix_ms(self) -> Option<i64> {
        let days = days_from_civil(self.year, self.month, self.day);
        let exists = civil_from_days(days) == (self.year, self.month, self.day);
        let in_range = self.hour < 24 && self.minute < 60 && self.second < 60 && self.millisecond < 1000;
        let of_day = i64::from(self.hour) * 3_600_000
            + i64::from(self.minute) * 60_000
            + i64::from(self.second) * 1000
            + i64::from(self.millisecond);
        (exists && in_range).then(|| days * MS_PER_DAY + of_day)
    }

    /// Months since January of the year 0, so that neighbours differ by one.
    #[must_use]
    pub fn month_number(&self) -> i64 {
        self.year * 12 + i64::from(self.month) - 1
    }

    /// Midnight of a day in the month with this number; the month's last day where it has no such day.
    #[must_use]
    pub fn of_month(number: i64, day: u8) -> Self {
        let (year, month) = (number.div_euclid(12), small(number.rem_euclid(12) + 1));
        let day = day.clamp(1, days_in_month(year, month));
        Self { year, month, day, hour: 0, minute: 0, second: 0, millisecond: 0 }
    }

    /// 0 is Monday, 6 is Sunday.
    #[must_use]
    pub fn weekday_from_monday(self) -> usize {
        let days = days_from_civil(self.year, self.month, self.day);
        // 1970-01-01 was a Thursday.
        usize::try_from((days + 3).rem_euclid(7)).unwrap_or(0)
    }
}

/// Returns the number of days in a month; months count from 1 for January.
#[must_use]
pub fn days_in_month(year: i64, month: u8) -> u8 {
    let (next_year, next_month) = if month >= 12 { (year + 1, 1) } else { (year, month + 1) };
    small(days_from_civil(next_year, next_month, 1) - days_from_civil(year, month, 1))
}

fn small(value: i64) -> u8 {
    u8::try_from(value).unwrap_or(0)
}

/// Days since 1970-01-01 of a civil date.
fn days_from_civil(year: i64, month: u8, day: u8) -> i64 {
    let (month, day) = (i64::from(month), i64::from(day));
    let shifted_year = if month <= 2 { year - 1 } else { year };
    let era = shifted_year.div_euclid(400);
    let year_of_era = shifted_year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The civil date `days` after 1970-01-01.
fn civil_from_days(days: i64) -> (i64, u8, u8) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, small(month), small(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_moments() {
        let moment = CivilTime::from_unix_ms(1_300_000_000_123);
        assert_eq!((moment.year, moment.month, moment.day), (2011, 3, 13));
        assert_eq!((moment.hour, moment.minute, moment.second, moment.millisecond), (7, 6, 40, 123));
        assert_eq!(moment.weekday_from_monday(), 6);
        assert_eq!(CivilTime::from_unix_ms(-1).year, 1969);
    }

    #[test]
    fn days_that_do_not_exist() {
        let noon = |year, month, day| CivilTime { year, month, day, hour: 12, minute: 0, second: 0, millisecond: 0 };
        assert!(noon(2024, 2, 29).to_unix_ms().is_some());
        for (year, month, day) in
            [(2023, 2, 29), (1900, 2, 29), (2024, 13, 1), (2024, 0, 1), (2024, 4, 31), (2024, 1, 0)]
        {
            assert_eq!(noon(year, month, day).to_unix_ms(), None, "{year}-{month}-{day}");
        }
    }

    #[test]
    fn lengths_of_months() {
        let days = |year| (1..=12).map(|month| days_in_month(year, month)).collect::<Vec<_>>();
        assert_eq!(days(2024), [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
        assert_eq!([days_in_month(1900, 2), days_in_month(2000, 2), days_in_month(1, 12)], [28, 29, 31]);
    }

    proptest! {
        #[test]
        fn there_and_back(ms in -62_135_596_800_000_i64..253_402_300_800_000) {
            prop_assert_eq!(CivilTime::from_unix_ms(ms).to_unix_ms(), Some(ms));
        }
    }
}
