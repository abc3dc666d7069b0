//! Ticks stand where people expect them, say what is new, and never crowd.

use super::*;
use proptest::prelude::*;
use timeseries::Duration;

fn axis(start: &str, length: &str, width_px: f64) -> TimeAxis {
    let start = Timestamp::parse(start, Timestamp::from_ms(0)).unwrap();
    let window = TimeRange { start, end: start + length.parse::<Duration>().unwrap() };
    TimeAxis::new(window, width_px, 12.5)
}

/// `label` or `label/context` of every tick.
fn said(axis: &TimeAxis) -> Vec<String> {
    let said = |tick: &TimeTick| match &tick.context {
        Some(context) => format!("{}/{context}", tick.label),
        None => tick.label.clone(),
    };
    axis.ticks.iter().map(said).collect()
}

#[test]
fn every_scale_has_its_words() {
    let cases: [(&str, &str, &[&str]); 8] = [
        ("2026-11-24 10:00:01", "10s", &["10:00:02/Tue 24 Nov", "10:00:04", "10:00:06", "10:00:08", "10:00:10"]),
        ("2026-11-24 10:02", "1h", &["10:10/Tue 24 Nov", "10:20", "10:30", "10:40", "10:50", "11:00"]),
        ("2026-11-24 20:00", "8h", &["20:00/Tue 24 Nov", "22:00", "00:00/Wed 25 Nov", "02:00", "04:00"]),
        ("2026-11-28 06:00", "6d", &["Sun 29/Nov 2026", "Mon 30", "Tue 1/Dec 2026", "Wed 2", "Thu 3", "Fri 4"]),
        ("2026-12-10", "5w", &["14 Dec/2026", "21 Dec", "28 Dec", "4 Jan/2027", "11 Jan"]),
        ("2026-09-02", "180d", &["Oct/2026", "Nov", "Dec", "Jan/2027", "Feb", "Mar"]),
        ("2020-06-01", "5y", &["2021", "2022", "2023", "2024", "2025"]),
        ("0001-01-01", "9900y", &["2000", "4000", "6000", "8000"]),
    ];
    for (start, length, expected) in cases {
        assert_eq!(said(&axis(start, length, 1000.0)), expected, "{start} {length}");
    }
}

#[test]
fn a_phone_gets_fewer_labels() {
    assert_eq!(said(&axis("2026-11-24 10:00", "1h", 280.0)), ["10:00/Tue 24 Nov", "10:15", "10:30", "10:45", "11:00"]);
}

#[test]
fn a_window_below_a_second_may_have_no_tick() {
    assert!(axis("2026-11-24 10:00:00.100", "300ms", 1000.0).ticks.is_empty());
}

proptest! {
    #[test]
    fn few_ticks_inside_and_clear_of_each_other(start in -60_000_000_000_000_i64..200_000_000_000_000,
                                                exponent in 3.5..13.5_f64, width_px in 260.0..2000.0_f64) {
        let length = Duration::from_ms(10_f64.powf(exponent) as u64);
        let window = TimeRange { start: Timestamp::from_ms(start), end: Timestamp::from_ms(start) + length };
        let axis = TimeAxis::new(window, width_px, 12.5);
        prop_assert!((1..=MAX_TICKS).contains(&axis.ticks.len()), "{:?}", axis);
        prop_assert!(axis.ticks.iter().all(|tick| window.start <= tick.time && tick.time <= window.end));
        prop_assert!(axis.ticks.windows(2).all(|pair| pair[0].time < pair[1].time));
        prop_assert!(keep_distance(&axis.ticks, window, width_px, 12.5));
        let said = said(&axis);
        prop_assert!(said.windows(2).all(|pair| pair[0] != pair[1]), "{:?}", said);
    }
}
