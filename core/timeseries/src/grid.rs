//! The regular [`Grid`] a series is laid on. A point without a sample is a gap: NaN, never dropped, never joined.

use serde::{Deserialize, Serialize};

use crate::{Duration, Labels, Series, TimeRange, Timestamp};

/// `len` moments, `step` apart, the first at `start`. Where the step is a number of [`Duration::MONTH`]s, the moments are as many
/// months of the calendar apart, on the day of the month and at the time of the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grid {
    /// The first point.
    pub start: Timestamp,
    /// From one point to the next; never zero.
    pub step: Duration,
    /// Number of points.
    pub len: usize,
}

impl Grid {
    /// The grid of whole steps since the epoch inside `range`. A zero step counts as one millisecond.
    #[must_use]
    pub fn aligned(range: TimeRange, step: Duration) -> Self {
        let step = step.max(Duration::from_ms(1));
        let before = crate::aligned_down(range.start, step);
        let start = if before == range.start { before } else { before + step };
        let len = match range.end.since(start).ms() {
            0 => 0,
            length => (length - 1) / step.ms() + 1,
        };
        Self { start, step, len: usize::try_from(len).unwrap_or(usize::MAX) }
    }

    /// The moment of point `index`, which may lie beyond the grid: that is where a forecast goes.
    #[must_use]
    pub fn time(&self, index: usize) -> Timestamp {
        match self.step.whole_months() {
            None => self.start + self.step.times(index as u64),
            Some(months) => self.start.plus_months(months.saturating_mul(index as u64)),
        }
    }

    /// The first moment after the grid's last step.
    #[must_use]
    pub fn end(&self) -> Timestamp {
        self.time(self.len)
    }

    /// The point at exactly `time`.
    #[must_use]
    pub fn index_of(&self, time: Timestamp) -> Option<usize> {
        let offset = u64::try_from(time.ms() - self.start.ms()).ok()?;
        if let Some(months) = self.step.whole_months() {
            let apart = u64::try_from(time.civil().month_number() - self.start.civil().month_number()).ok()?;
            let index = usize::try_from(apart / months).ok()?;
            return (index < self.len && self.time(index) == time).then_some(index);
        }
        let index = usize::try_from(offset / self.step.ms()).ok()?;
        (offset % self.step.ms() == 0 && index < self.len).then_some(index)
    }

    /// The grid that continues this one for `len` points.
    #[must_use]
    pub fn continued(&self, len: usize) -> Self {
        Self { start: self.end(), step: self.step, len }
    }

    /// All its moments.
    pub fn times(&self) -> impl Iterator<Item = Timestamp> + use<> {
        let grid = *self;
        (0..grid.len).map(move |index| grid.time(index))
    }
}

/// One series on a grid, a value a point; NaN is a gap.
#[derive(Clone, Debug, PartialEq)]
pub struct GridSeries {
    /// Labels of the series.
    pub labels: Labels,
    /// Grid of its points.
    pub grid: Grid,
    /// `grid.len` values.
    pub values: Vec<f64>,
}

impl GridSeries {
    /// Lays samples on the grid. A sample off the grid belongs to no point and is left out; of two at one point the later one stays.
    #[must_use]
    pub fn from_series(series: &Series, grid: Grid) -> Self {
        let mut values = vec![f64::NAN; grid.len];
        for sample in &series.samples {
            if let Some(index) = grid.index_of(sample.time) {
                values[index] = sample.value;
            }
        }
        Self { labels: series.labels.clone(), grid, values }
    }

    /// Points with a finite value, as (index, value).
    pub fn present(&self) -> impl DoubleEndedIterator<Item = (usize, f64)> {
        self.values.iter().copied().enumerate().filter(|(_, value)| value.is_finite())
    }

    /// The newest finite value and its moment.
    #[must_use]
    pub fn last(&self) -> Option<(Timestamp, f64)> {
        self.present().next_back().map(|(index, value)| (self.grid.time(index), value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Sample;
    use proptest::prelude::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_seconds(seconds)
    }

    #[test]
    fn aligned_and_half_open() {
        let grid = Grid::aligned(TimeRange { start: at(95), end: at(120) }, Duration::from_seconds(10));
        assert_eq!(grid.times().map(Timestamp::ms).collect::<Vec<_>>(), [100_000, 110_000]);
        let touching = Grid::aligned(TimeRange { start: at(100), end: at(121) }, Duration::from_seconds(10));
        assert_eq!(touching.len, 3);
        assert_eq!(Grid::aligned(TimeRange { start: at(100), end: at(100) }, Duration::SECOND).len, 0);
        assert_eq!(Grid::aligned(TimeRange { start: at(200), end: at(100) }, Duration::SECOND).len, 0);
    }

    #[test]
    fn missing_points_are_gaps() {
        let grid = Grid { start: at(0), step: Duration::from_seconds(10), len: 4 };
        let sample = |seconds, value| Sample { time: at(seconds), value };
        let samples = vec![sample(0, 1.0), sample(15, 9.0), sample(20, 2.0), sample(20, 3.0), sample(40, 9.0)];
        let laid = GridSeries::from_series(&Series { labels: Labels::default(), samples }, grid);
        assert_eq!(laid.values[0].to_bits(), 1.0_f64.to_bits());
        assert!(laid.values[1].is_nan() && laid.values[3].is_nan());
        assert_eq!(laid.last(), Some((at(20), 3.0)));
    }

    #[test]
    fn months_of_the_calendar() {
        let start = Timestamp::parse("2023-11-28T06:00:00Z", at(0)).unwrap();
        let grid = Grid { start, step: Duration::MONTH, len: 5 };
        let shown: Vec<String> = grid.times().map(|time| time.to_string()[..10].to_owned()).collect();
        assert_eq!(shown, ["2023-11-28", "2023-12-28", "2024-01-28", "2024-02-28", "2024-03-28"]);
        assert!(grid.times().enumerate().all(|(index, time)| grid.index_of(time) == Some(index)));
        assert_eq!(grid.index_of(start + Duration::DAY), None);
        assert_eq!(grid.continued(2).time(1).to_string(), "2024-05-28T06:00:00Z");
        let quarters = Grid { step: Duration::MONTH.times(3), ..grid };
        assert_eq!(quarters.end().to_string(), "2025-02-28T06:00:00Z");
    }

    proptest! {
        #[test]
        fn every_point_finds_itself(start in -1_000_000_i64..1_000_000, step in 1_u64..100_000, len in 0_usize..500) {
            let grid = Grid { start: Timestamp::from_ms(start), step: Duration::from_ms(step), len };
            for (index, time) in grid.times().enumerate() {
                prop_assert_eq!(grid.index_of(time), Some(index));
            }
            prop_assert_eq!(grid.index_of(grid.end()), None);
        }

        #[test]
        fn neighbouring_ranges_share_no_point_and_lose_none(start in 0_i64..100_000, cut in 0_i64..100_000, end in 0_i64..100_000, step in 1_u64..5_000) {
            let mut cuts = [start, cut, end].map(Timestamp::from_ms);
            cuts.sort();
            let step = Duration::from_ms(step);
            let points = |start, end| Grid::aligned(TimeRange { start, end }, step).times().collect::<Vec<_>>();
            let joined = [points(cuts[0], cuts[1]), points(cuts[1], cuts[2])].concat();
            prop_assert_eq!(joined, points(cuts[0], cuts[2]));
        }
    }
}
