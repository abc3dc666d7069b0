//! Meaning of whole numbers in a time column: dates without dashes, Unix times, or a count of rows.

use timeseries::CivilTime;

/// The meaning of all whole numbers of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WholeNumber {
    /// `20260103`, with hours, minutes and seconds behind it, or a month or a year alone.
    Date,
    /// Unix seconds.
    Seconds,
    /// Unix milliseconds.
    Milliseconds,
    /// Unix microseconds.
    Microseconds,
    /// Unix nanoseconds.
    Nanoseconds,
    /// The first row, the second, and so on.
    Count,
}

impl WholeNumber {
    /// March 1973: numbers below it are no Unix times.
    pub(super) const LEAST_UNIX_TIME: u64 = 100_000_000;

    /// Unix milliseconds, or the number of a count.
    pub(super) fn time(self, number: i64) -> i64 {
        match self {
            Self::Date => date(number).unwrap_or(number),
            Self::Seconds => number.saturating_mul(1000),
            Self::Milliseconds | Self::Count => number,
            Self::Microseconds => number.div_euclid(1000),
            Self::Nanoseconds => number.div_euclid(1_000_000),
        }
    }
}

/// Statistics of the whole numbers of a file.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct WholeNumbers {
    greatest: u64,
    digits: Option<u32>,
    is_no_date: bool,
}

impl WholeNumbers {
    /// Looks at one more.
    pub(super) fn see(&mut self, number: i64) {
        self.greatest = self.greatest.max(number.unsigned_abs());
        if !self.is_no_date {
            let digits = number.unsigned_abs().max(1).ilog10() + 1;
            self.is_no_date = self.digits.is_some_and(|before| before != digits) || date(number).is_none();
            self.digits = Some(digits);
        }
    }

    /// Takes in what is known of more of them.
    pub(super) fn join(&mut self, more: Self) {
        self.greatest = self.greatest.max(more.greatest);
        self.is_no_date |=
            more.is_no_date || self.digits.zip(more.digits).is_some_and(|(before, digits)| before != digits);
        self.digits = self.digits.or(more.digits);
    }

    /// The meaning that fits all of them.
    pub(super) fn meaning(&self) -> WholeNumber {
        if self.digits.is_some() && !self.is_no_date {
            return WholeNumber::Date;
        }
        match self.greatest {
            ..WholeNumber::LEAST_UNIX_TIME => WholeNumber::Count,
            WholeNumber::LEAST_UNIX_TIME..100_000_000_000 => WholeNumber::Seconds,
            100_000_000_000..100_000_000_000_000 => WholeNumber::Milliseconds,
            100_000_000_000_000..100_000_000_000_000_000 => WholeNumber::Microseconds,
            100_000_000_000_000_000.. => WholeNumber::Nanoseconds,
        }
    }
}

/// The moment of `YYYY`, `YYYYMM`, `YYYYMMDD`, `YYYYMMDDHH`, `YYYYMMDDHHMM` or `YYYYMMDDHHMMSS`. With hours only of the years
/// that no Unix time of as many digits looks like.
fn date(number: i64) -> Option<i64> {
    let number = u64::try_from(number).ok()?;
    let digits = number.checked_ilog10()? + 1;
    let parts = number.checked_mul(10_u64.checked_pow(14_u32.checked_sub(digits)?)?)?;
    let part = |unit: u64, count: u64| u8::try_from(parts / unit % count).ok();
    let of_day = |unit| if digits >= 8 { part(unit, 100) } else { Some(1) };
    let civil = CivilTime {
        year: i64::try_from(parts / 10_000_000_000).ok()?,
        month: if digits >= 6 { part(100_000_000, 100)? } else { 1 },
        day: of_day(1_000_000)?,
        hour: part(10_000, 100)?,
        minute: part(100, 100)?,
        second: part(1, 100)?,
        millisecond: 0,
    };
    let years = match digits {
        4 | 6 | 8 => 1000..3000,
        10 | 12 | 14 => 1900..2200,
        _ => return None,
    };
    years.contains(&civil.year).then(|| civil.to_unix_ms())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use timeseries::Timestamp;

    fn read(numbers: &[i64]) -> (WholeNumber, i64) {
        let mut seen = WholeNumbers::default();
        numbers.iter().for_each(|number| seen.see(*number));
        (seen.meaning(), seen.meaning().time(numbers[0]))
    }

    #[test]
    fn dates_without_dashes() {
        for (numbers, moment) in [
            (&[20_240_101, 20_240_229][..], "2024-01-01"),
            (&[1965, 2024], "1965-01-01"),
            (&[202_001, 202_112], "2020-01-01"),
            (&[2_026_010_311, 2_026_010_312], "2026-01-03T11:00:00Z"),
            (&[202_601_031_130], "2026-01-03T11:30:00Z"),
            (&[20_260_103_113_059], "2026-01-03T11:30:59Z"),
        ] {
            let moment = Timestamp::parse(moment, Timestamp::from_ms(0)).unwrap().ms();
            assert_eq!(read(numbers), (WholeNumber::Date, moment), "{numbers:?}");
        }
    }

    #[test]
    fn unix_times_by_their_size() {
        for (number, meaning) in [
            (1_767_225_600, WholeNumber::Seconds),
            (1_767_225_600_000, WholeNumber::Milliseconds),
            (1_767_225_600_000_000, WholeNumber::Microseconds),
            (1_767_225_600_000_000_000, WholeNumber::Nanoseconds),
        ] {
            assert_eq!(read(&[number]), (meaning, 1_767_225_600_000));
        }
        assert_eq!(read(&[1_709_010_100, 1_709_013_700]).0, WholeNumber::Seconds);
    }

    #[test]
    fn small_numbers_are_counts() {
        for numbers in
            [&[1, 60][..], &[0], &[-3, 7], &[99_999_999, 5], &[1, 2024], &[998, 999, 1000], &[20_240_101, 20_240_132]]
        {
            assert_eq!(read(numbers), (WholeNumber::Count, numbers[0]), "{numbers:?}");
        }
    }
}
