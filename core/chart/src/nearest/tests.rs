//! The cursor snaps to samples, and to nothing else.

use super::*;
use crate::chart::fixture::{band, chart, line, minutes, start};
use proptest::prelude::*;
use timeseries::Duration;

fn seconds(count: u64) -> Timestamp {
    start() + Duration::from_seconds(count)
}

/// History for four minutes with a gap, forecast and bands for three more.
fn forecast_chart() -> Chart {
    let mut chart = chart();
    let mut forecast = line(&[5.0, 6.0, f64::NAN]);
    forecast.role = Role::Forecast;
    forecast.grid = minutes(4).continued(3);
    let mut wide = band(&[3.0, f64::NAN, f64::NAN], &[7.0, 9.0, 9.0]);
    (wide.rank, wide.grid) = (2, forecast.grid);
    wide.level_text = "95% band".to_owned();
    let mut narrow = band(&[4.0, 5.0, 6.0], &[6.0, 7.0, 8.0]);
    narrow.grid = forecast.grid;
    chart.lines = vec![line(&[1.0, f64::NAN, 3.0, 4.0]), forecast];
    chart.bands = vec![wide, narrow];
    chart
}

#[test]
fn snaps_to_the_nearest_sample_and_skips_gaps() {
    let chart = forecast_chart();
    let snapped = |at| readout(&chart, seconds(at)).unwrap();
    assert_eq!(snapped(61).time, seconds(120), "61 s is nearer to the gap at 60 s, which is no sample");
    assert_eq!(snapped(59).time, seconds(0));
    assert_eq!(snapped(9_999).time, seconds(360), "beyond the last sample");
    let at = snapped(235);
    assert_eq!(at.values, [ValueRow { role: Role::Forecast, name: "load".to_owned(), value: 5.0 }]);
    assert_eq!(at.intervals.iter().map(|row| row.level_text.as_str()).collect::<Vec<_>>(), ["80% band", "95% band"]);
    assert_eq!(snapped(300).intervals.len(), 1, "half an interval is none");
    assert!(snapped(360).values.is_empty());
}

#[test]
fn moves_by_samples_and_stops_at_the_ends() {
    let chart = forecast_chart();
    let cases =
        [(0, 1, 120), (0, -1, 0), (120, 2, 240), (120, 10, 360), (360, -1, 300), (0, i64::MAX, 360), (9, i64::MIN, 0)];
    for (from, by, to) in cases {
        assert_eq!(moved(&chart, seconds(from), by), Some(seconds(to)), "{from} {by}");
    }
}

#[test]
fn a_chart_without_samples_says_nothing() {
    let mut chart = chart();
    assert_eq!(readout(&chart, start()), None);
    chart.lines = vec![line(&[f64::NAN, f64::INFINITY])];
    assert_eq!(moved(&chart, start(), 1), None);
    chart.lines = vec![line(&[1.0])];
    chart.window.start = seconds(1);
    assert_eq!(readout(&chart, start()), None, "outside the window");
}

#[test]
fn a_finer_line_is_read_beside_a_coarser_one() {
    let mut chart = chart();
    let mut coarse = line(&[1.0, 2.0]);
    coarse.grid.step = Duration::from_seconds(300);
    chart.lines = vec![coarse, line(&[10.0, 11.0, 12.0, 13.0])];
    let values = readout(&chart, seconds(120)).unwrap().values;
    assert_eq!(values.iter().map(|row| row.value).collect::<Vec<_>>(), [1.0, 12.0]);
}

proptest! {
    #[test]
    fn a_readout_is_never_empty(at in -2_000_i64..2_000, present in proptest::collection::vec(any::<bool>(), 1..12)) {
        let values: Vec<_> = present.iter().map(|present| if *present { 1.0 } else { f64::NAN }).collect();
        let mut chart = chart();
        chart.lines = vec![line(&values)];
        let time = Timestamp::from_ms(start().ms() + at * 1000);
        let readout = readout(&chart, time);
        prop_assert_eq!(readout.is_some(), present.iter().take(11).any(|present| *present));
        prop_assert!(readout.is_none_or(|readout| readout.values.len() == 1));
    }
}
