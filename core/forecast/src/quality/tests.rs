//! Qualities of small series, by hand.

use timeseries::{Grid, Labels};

use super::*;

const GAP: f64 = f64::NAN;

fn quality(values: &[f64]) -> Quality {
    let grid = Grid { start: Timestamp::from_seconds(0), step: Duration::MINUTE, len: values.len() };
    Quality::of(&GridSeries { labels: Labels::default(), grid, values: values.to_vec() })
}

fn minute(index: i64) -> Timestamp {
    Timestamp::from_seconds(index * 60)
}

#[test]
fn gaps_age_and_infinities() {
    let quality = quality(&[GAP, 1.0, GAP, 3.0, 4.0, GAP, f64::INFINITY, 7.0, 8.0, 9.0, GAP, GAP]);
    assert_eq!((quality.points, quality.present, quality.non_finite), (12, 6, 1));
    assert_eq!(quality.gaps[0], Gap { start: minute(5), end: minute(7), points: 2 });
    assert_eq!(quality.gaps[1], Gap { start: minute(2), end: minute(3), points: 1 });
    assert_eq!((quality.gap_count, quality.longest_gap), (2, Duration::from_seconds(120)));
    assert_eq!((quality.first, quality.last, quality.stale_steps), (Some(minute(1)), Some(minute(9)), 2));
    assert!(!quality.constant);
}

#[test]
fn samples_rarer_than_the_grid_are_no_gaps() {
    let quality = quality(&[1.0, GAP, GAP, 2.0, GAP, GAP, 3.0, GAP, GAP, GAP, GAP, GAP, 5.0, GAP, GAP, 6.0]);
    assert_eq!(quality.resolution, Duration::from_seconds(180));
    assert_eq!(quality.gaps, [Gap { start: minute(7), end: minute(12), points: 5 }]);
}

#[test]
fn nothing_and_next_to_nothing() {
    for values in [vec![], vec![GAP; 5], vec![f64::NEG_INFINITY, 1e200]] {
        let quality = quality(&values);
        assert_eq!((quality.present, quality.stale_steps, quality.first), (0, values.len(), None));
        assert!(!quality.constant && quality.gaps.is_empty());
    }
    assert!(quality(&[GAP, 2.0]).constant);
    assert!(quality(&[2.0, GAP, 2.0]).constant);
}

#[test]
fn resets_of_counters_only() {
    let counter: Vec<f64> = (0..60).map(|index| f64::from(index % 20) * 10.0).collect();
    assert_eq!(quality(&counter).resets, 2);
    let saw: Vec<f64> = (0..60).map(|index| f64::from(index % 2)).collect();
    assert_eq!(quality(&saw).resets, 0);
    let falling: Vec<f64> = (0..60).map(|index| 100.0 - f64::from(index)).collect();
    assert_eq!(quality(&falling).resets, 0);
    let dip: Vec<f64> = (0..60).map(|index| if index == 30 { 20.0 } else { f64::from(index) }).collect();
    assert_eq!(quality(&dip).resets, 0);
}
