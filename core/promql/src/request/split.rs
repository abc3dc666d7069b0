//! The cutting of one grid into as many requests as Prometheus wants.

use timeseries::Grid;

/// Prometheus refuses more points a series than these at once: "exceeded maximum resolution of 11,000 points".
pub const MAX_POINTS_PER_REQUEST: usize = 11_000;

/// Consecutive pieces of `grid`, of at most `max_points` points each and never more than [`MAX_POINTS_PER_REQUEST`]:
/// no point is lost and none is in two pieces.
#[must_use]
pub fn split(grid: Grid, max_points: usize) -> Vec<Grid> {
    let max_points = max_points.clamp(1, MAX_POINTS_PER_REQUEST);
    let firsts = (0..grid.len).step_by(max_points);
    firsts
        .map(|first| Grid { start: grid.time(first), step: grid.step, len: max_points.min(grid.len - first) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use timeseries::{Duration, Timestamp};

    fn grid(len: usize) -> Grid {
        Grid { start: Timestamp::from_seconds(1_300_000_000), step: Duration::from_ms(1500), len }
    }

    #[test]
    fn pieces_at_the_boundary() {
        let lengths = |len, max| split(grid(len), max).iter().map(|piece| piece.len).collect::<Vec<_>>();
        assert!(lengths(0, 10).is_empty());
        assert_eq!(lengths(11_000, usize::MAX), [11_000]);
        assert_eq!(lengths(11_001, usize::MAX), [11_000, 1]);
        assert_eq!(lengths(3, 0), [1, 1, 1]);
    }

    proptest! {
        #[test]
        fn no_point_lost_and_none_twice(len in 0_usize..2000, max in 1_usize..300) {
            let pieces = split(grid(len), max);
            prop_assert!(pieces.iter().all(|piece| (1..=max).contains(&piece.len)));
            let joined: Vec<_> = pieces.iter().flat_map(Grid::times).collect();
            prop_assert_eq!(joined, grid(len).times().collect::<Vec<_>>());
        }
    }
}
