//! Nothing leaves the rectangle, and nothing inside is lost.

use super::*;
use proptest::prelude::*;

const UNIT: Clip = Clip { time_ms: (0.0, 10.0), value: (0.0, 10.0) };

#[test]
fn lines_are_cut_where_they_cross_and_not_bent() {
    let cases: [(&[Point], &[&[Point]]); 7] = [
        (&[(1.0, 1.0), (2.0, 2.0), (3.0, 1.0)], &[&[(1.0, 1.0), (2.0, 2.0), (3.0, 1.0)]]),
        (&[(-10.0, 5.0), (20.0, 5.0)], &[&[(0.0, 5.0), (10.0, 5.0)]]),
        (&[(5.0, -10.0), (5.0, 20.0)], &[&[(5.0, 0.0), (5.0, 10.0)]]),
        (&[(0.0, 5.0), (2.0, 15.0), (4.0, 5.0)], &[&[(0.0, 5.0), (1.0, 10.0)], &[(3.0, 10.0), (4.0, 5.0)]]),
        (&[(-5.0, 5.0), (-1.0, 5.0)], &[]),
        (&[(0.0, 11.0), (10.0, 11.0)], &[]),
        (&[(5.0, 5.0)], &[]),
    ];
    for (run, pieces) in cases {
        assert_eq!(UNIT.line(run), pieces, "{run:?}");
    }
}

#[test]
fn a_band_that_leaves_the_plot_keeps_its_slope_up_to_the_edge() {
    let column = |time_ms, lower, upper| Interval { time_ms, lower, upper };
    let cut = UNIT.band(&[column(0.0, 4.0, 6.0), column(2.0, -4.0, 14.0)]);
    assert_eq!(cut, [column(0.0, 4.0, 6.0), column(1.0, 0.0, 10.0), column(2.0, 0.0, 10.0)]);
    let late = UNIT.band(&[column(8.0, 1.0, 2.0), column(12.0, 3.0, 4.0)]);
    assert_eq!(late, [column(8.0, 1.0, 2.0), column(10.0, 2.0, 3.0)]);
    assert!(UNIT.band(&[column(12.0, 1.0, 2.0), column(13.0, 1.0, 2.0)]).is_empty());
}

proptest! {
    #[test]
    fn all_that_is_left_lies_inside(run in proptest::collection::vec((-20.0..30.0_f64, -20.0..30.0_f64), 0..20)) {
        for piece in UNIT.line(&run) {
            prop_assert!(piece.len() >= 2);
            prop_assert!(piece.iter().all(|point| UNIT.contains(*point)), "{:?}", piece);
        }
    }

    #[test]
    fn a_band_stays_inside_too(steps in proptest::collection::vec((-20.0..30.0_f64, 0.0..20.0_f64), 2..20)) {
        let run: Vec<_> = steps.iter().enumerate().map(|(at, (lower, width))| {
            Interval { time_ms: at as f64 - 5.0, lower: *lower, upper: lower + width }
        }).collect();
        for column in UNIT.band(&run) {
            prop_assert!(UNIT.contains((column.time_ms, column.lower)));
            prop_assert!(UNIT.contains((column.time_ms, column.upper)));
            prop_assert!(column.lower <= column.upper);
        }
    }
}
