//! Index ranges of the grid points that a window shows.

use std::ops::Range;

use timeseries::{Grid, TimeRange};

/// The points from the window's start to its end, both included: a point on the right edge is still drawn.
pub(crate) fn inside(window: TimeRange, grid: &Grid) -> Range<usize> {
    let step_ms = grid.step.ms_i64().max(1);
    let first = (window.start.ms() - grid.start.ms() + step_ms - 1).div_euclid(step_ms);
    let after = (window.end.ms() - grid.start.ms()).div_euclid(step_ms) + 1;
    let point = |index: i64| usize::try_from(index).unwrap_or(0).min(grid.len);
    point(first)..point(after).max(point(first))
}

/// The same range with one more point on either side, so that a line runs on to the edge.
pub(crate) fn around(window: TimeRange, grid: &Grid) -> Range<usize> {
    let inside = inside(window, grid);
    inside.start.saturating_sub(1)..(inside.end + 1).min(grid.len)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use timeseries::{Duration, Timestamp};

    fn range(start: i64, end: i64) -> TimeRange {
        TimeRange { start: Timestamp::from_ms(start), end: Timestamp::from_ms(end) }
    }

    #[test]
    fn edges_belong_to_the_window() {
        let grid = Grid { start: Timestamp::from_ms(100), step: Duration::from_ms(10), len: 5 };
        let cases = [((100, 140), 0..5), ((101, 139), 1..4), ((0, 99), 0..0), ((141, 200), 5..5), ((101, 109), 1..1)];
        for ((start, end), points) in cases {
            assert_eq!(inside(range(start, end), &grid), points, "{start}..{end}");
        }
        assert_eq!(around(range(111, 119), &grid), 1..3);
        assert_eq!(around(range(0, 400), &grid), 0..5);
    }

    proptest! {
        #[test]
        fn no_point_is_forgotten(start in -500_i64..500, length in 1_i64..500, step in 1_u64..60, len in 0_usize..60) {
            let window = range(start, start + length);
            let grid = Grid { start: Timestamp::from_ms(0), step: Duration::from_ms(step), len };
            let shown = inside(window, &grid);
            for (index, time) in grid.times().enumerate() {
                prop_assert_eq!(shown.contains(&index), window.start <= time && time <= window.end);
            }
        }
    }
}
