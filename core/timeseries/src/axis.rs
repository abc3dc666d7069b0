//! [`Axis`]: meaning of grid points where the series came from: the grid counts evenly, a calendar and a list do not.

use crate::{CivilTime, Duration, Timestamp};

/// Meaning of the points of a grid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Axis {
    /// Moments, as they are.
    #[default]
    Moments,
    /// Months: the day in the month before the point, or that month's last where it has no such day; the point itself where no
    /// day is given. And so many milliseconds more.
    Months {
        /// 29, 30 or 31, which not every month has.
        day: Option<u8>,
        /// The time of the day, negative where it is the evening before.
        shift_ms: i64,
    },
    /// A count of rows: the grid begins at the epoch.
    Count {
        /// The number of the first point.
        first: i64,
        /// From one number to the next.
        stride: i64,
        /// The grid's step.
        step: Duration,
    },
}

impl Axis {
    /// The moment that a point of the grid stands for; a number of a count as Unix seconds.
    #[must_use]
    pub fn moment(&self, point: Timestamp) -> Timestamp {
        match *self {
            Self::Moments => point,
            Self::Months { day, shift_ms } => {
                let day = day.and_then(|day| CivilTime::of_month(point.civil().month_number() - 1, day).to_unix_ms());
                Timestamp::from_ms(day.unwrap_or(point.ms()).saturating_add(shift_ms))
            }
            Self::Count { .. } => Timestamp::from_seconds(self.number(point).unwrap_or_default()),
        }
    }

    /// The number of a point, where points are counted.
    #[must_use]
    pub fn number(&self, point: Timestamp) -> Option<i64> {
        let Self::Count { first, stride, step } = *self else { return None };
        let index = match step.whole_months() {
            Some(months) => {
                let apart = point.civil().month_number() - Timestamp::from_ms(0).civil().month_number();
                apart / i64::try_from(months).unwrap_or(i64::MAX)
            }
            None => point.ms() / step.ms_i64().max(1),
        };
        Some(first.saturating_add(index.saturating_mul(stride)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Grid;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text, Timestamp::from_ms(0)).unwrap()
    }

    #[test]
    fn days_that_not_every_month_has() {
        let grid = Grid { start: at("2024-01-01"), step: Duration::MONTH, len: 4 };
        let shown = |day, shift_ms| {
            let axis = Axis::Months { day: Some(day), shift_ms };
            grid.times().map(|time| axis.moment(time).to_string()).collect::<Vec<_>>()
        };
        let ends = ["2023-12-31T00:00:00Z", "2024-01-31T00:00:00Z", "2024-02-29T00:00:00Z", "2024-03-31T00:00:00Z"];
        assert_eq!(shown(31, 0), ends);
        assert_eq!(shown(30, -3_600_000)[1..3], ["2024-01-29T23:00:00Z", "2024-02-28T23:00:00Z"]);
        let evening = Axis::Months { day: None, shift_ms: -3_600_000 };
        assert_eq!(evening.moment(grid.start), at("2023-12-31T23:00:00Z"));
    }

    #[test]
    fn counts_go_on() {
        for step in [Duration::from_ms(1), Duration::HOUR, Duration::MONTH] {
            let grid = Grid { start: Timestamp::from_ms(0), step, len: 60 };
            let axis = Axis::Count { first: 1, stride: 2, step };
            assert_eq!(axis.number(grid.end()), Some(121), "{step}");
            assert_eq!(axis.moment(grid.time(1)), Timestamp::from_seconds(3));
        }
        assert_eq!(Axis::default().number(at("2024-01-01")), None);
    }
}
