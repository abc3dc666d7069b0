//! [`Gap`]: missing samples, measured by the usual distance of two samples and not by the step they are asked at.

use timeseries::{Duration, Grid, GridSeries, Timestamp};

use crate::history::is_usable;

/// A stretch between two samples in which others were due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The first point without a value.
    pub start: Timestamp,
    /// The point with the next value.
    pub end: Timestamp,
    /// Points of the grid in between.
    pub points: usize,
}

impl Gap {
    /// Length of the gap.
    #[must_use]
    pub fn length(&self) -> Duration {
        self.end.since(self.start)
    }
}

/// The points of a series that have a value.
pub(super) struct Present {
    grid: Grid,
    points: Vec<(usize, f64)>,
}

impl Present {
    pub(super) fn of(series: &GridSeries) -> Self {
        Self { grid: series.grid, points: series.present().filter(|(_, value)| is_usable(*value)).collect() }
    }

    pub(super) fn values(&self) -> Vec<f64> {
        self.points.iter().map(|(_, value)| *value).collect()
    }

    pub(super) fn first_index(&self) -> Option<usize> {
        self.points.first().map(|(index, _)| *index)
    }

    pub(super) fn last_index(&self) -> Option<usize> {
        self.points.last().map(|(index, _)| *index)
    }

    /// The usual distance of two samples.
    pub(super) fn resolution(&self) -> Duration {
        self.grid.step.times(self.usual_distance() as u64)
    }

    /// Neighbours further apart than usual, the longest first, then the oldest.
    pub(super) fn gaps(&self) -> Vec<Gap> {
        let usual = self.usual_distance();
        let mut apart: Vec<(usize, usize)> = self.neighbours().filter(|(left, right)| right - left > usual).collect();
        apart.sort_by_key(|(left, right)| (std::cmp::Reverse(right - left), *left));
        apart.into_iter().map(|(left, right)| self.gap(left, right)).collect()
    }

    fn gap(&self, left: usize, right: usize) -> Gap {
        Gap { start: self.grid.time(left + 1), end: self.grid.time(right), points: right - left - 1 }
    }

    /// The median distance of neighbours in steps, the lower one of two; one where there are no neighbours.
    fn usual_distance(&self) -> usize {
        let mut distances: Vec<usize> = self.neighbours().map(|(left, right)| right - left).collect();
        distances.sort_unstable();
        distances.get(distances.len().saturating_sub(1) / 2).copied().unwrap_or(1)
    }

    fn neighbours(&self) -> impl Iterator<Item = (usize, usize)> {
        self.points.windows(2).map(|pair| (pair[0].0, pair[1].0))
    }
}
