//! [`Quality`] of a history: its points, gaps, newest sample and resets.

mod gaps;

use timeseries::{Duration, GridSeries, Timestamp};

use crate::history::is_usable;
use gaps::Present;

pub use gaps::Gap;

/// Gaps listed; there may be more.
const GAPS_LISTED: usize = 20;

/// A counter that starts again loses nearly all it had.
const RESET_SHARE: f64 = 0.1;

/// Falls a series may have, as a share of its changes, to count as mostly going up.
const FALLS_OF_A_COUNTER: f64 = 0.1;

/// Quality of a history.
#[derive(Clone, Debug, PartialEq)]
pub struct Quality {
    /// Points of the grid.
    pub points: usize,
    /// Points with a finite value.
    pub present: usize,
    /// The longest gaps between two samples, the longest first, then the oldest.
    pub gaps: Vec<Gap>,
    /// Number of gaps, listed or not.
    pub gap_count: usize,
    /// The length of the longest gap; zero where there is none.
    pub longest_gap: Duration,
    /// Falls to nearly nothing of a series that otherwise goes up: what a counter does at a restart.
    pub resets: usize,
    /// Values that were reported and cannot be worked with: infinities and what lies beyond 1e150.
    pub non_finite: usize,
    /// True if there are values and all are the same.
    pub constant: bool,
    /// The usual distance of two samples, the median; the step where there are less than two.
    pub resolution: Duration,
    /// The moment of the oldest sample.
    pub first: Option<Timestamp>,
    /// The moment of the newest sample.
    pub last: Option<Timestamp>,
    /// Points of the grid after the newest sample.
    pub stale_steps: usize,
}

impl Quality {
    /// Looks through a series.
    #[must_use]
    pub fn of(series: &GridSeries) -> Self {
        let present = Present::of(series);
        let mut gaps = present.gaps();
        let gap_count = gaps.len();
        gaps.truncate(GAPS_LISTED);
        let values = present.values();
        let last = present.last_index();
        Self {
            points: series.values.len(),
            present: values.len(),
            longest_gap: gaps.first().map_or(Duration::default(), Gap::length),
            gaps,
            gap_count,
            resets: resets(&values),
            non_finite: series.values.iter().filter(|value| !value.is_nan() && !is_usable(**value)).count(),
            constant: values.windows(2).all(|pair| pair[0] == pair[1]) && !values.is_empty(),
            resolution: present.resolution(),
            first: present.first_index().map(|index| series.grid.time(index)),
            last: last.map(|index| series.grid.time(index)),
            stale_steps: last.map_or(series.values.len(), |last| series.values.len() - 1 - last),
        }
    }
}

/// Falls to nearly nothing, where falls are rare.
fn resets(values: &[f64]) -> usize {
    let changes = values.windows(2).filter(|pair| pair[0] != pair[1]).count();
    let falls: Vec<&[f64]> = values.windows(2).filter(|pair| pair[1] < pair[0]).collect();
    if values.iter().any(|value| *value < 0.0) || falls.len() as f64 > FALLS_OF_A_COUNTER * changes as f64 {
        return 0;
    }
    falls.into_iter().filter(|pair| pair[1] <= RESET_SHARE * pair[0]).count()
}

#[cfg(test)]
mod tests;
