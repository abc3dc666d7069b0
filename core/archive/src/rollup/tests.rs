//! Roll-ups of files as they are, and of files as they should not be.

use std::sync::Arc;

use proptest::prelude::*;
use timeseries::{Day, Duration, Labels, TimeRange, Timestamp};

use super::{DayRollups, RolledFile, Rollup, Summary};
use crate::parquet::{encode, roll_up};
use crate::sql::Filter;
use crate::{Place, ProxyName, Row, Table, WriteOptions};

fn day() -> Day {
    "2026-11-20".parse().unwrap()
}

fn proxy() -> ProxyName {
    "a".parse().unwrap()
}

fn row(metric: &str, minute: i64, value: f64, error_type: &str) -> Row {
    let labels =
        [("environment", "prod"), ("error_type", error_type)].into_iter().filter(|(_, value)| !value.is_empty());
    let timestamp = Timestamp::from_ms(day().start().ms() + minute * 60_000);
    Row { timestamp, metric: metric.to_owned(), value, labels: Labels::from_pairs(labels) }
}

fn bytes(rows: &[Row]) -> Vec<u8> {
    encode(rows, &proxy(), day(), &WriteOptions::default()).unwrap()
}

fn rolled(rows: &[Row]) -> Rollup {
    roll_up(bytes(rows), &Place::flat(day(), proxy())).unwrap().unwrap()
}

fn few() -> Vec<Row> {
    vec![
        row("error_count", 0, 2.0, "5xx"),
        row("error_count", 1, 3.0, "4xx"),
        row("error_count", 61, f64::NAN, "5xx"),
        row("error_count", 61, 4.0, ""),
        row("response_time", 59, 10.0, ""),
        row("response_time", 60, 30.0, ""),
        row("response_time", 60, f64::INFINITY, ""),
        row("response_time", 60, 20.0, ""),
    ]
}

fn all() -> Filter {
    Filter::of_days(day(), day())
}

fn answer(summary: &Summary, rollup: &Rollup) -> Option<Table> {
    summary.of_rollups(&[RolledFile { day: day(), proxy: "a", rollup }])
}

#[test]
fn what_is_not_a_number_is_counted_and_no_part_of_a_sum() {
    let counts = answer(&Summary::Counts(all()), &rolled(&few())).unwrap();
    assert_eq!(counts.texts("metric_name"), ["error_count", "response_time"]);
    assert_eq!((counts.counts("records"), counts.counts("not_finite")), (vec![4, 4], vec![1, 1]));
    let totals = answer(&Summary::Totals(all()), &rolled(&few())).unwrap();
    assert_eq!((totals.reals("total"), totals.reals("mean")), (vec![9.0, 60.0], vec![3.0, 20.0]));
    assert_eq!((totals.reals("low"), totals.reals("high")), (vec![2.0, 10.0], vec![4.0, 30.0]));
    // Of several of one moment the greatest.
    assert_eq!(totals.reals("newest"), [4.0, 30.0]);
}

#[test]
fn errors_are_added_up_by_type() {
    let errors = answer(&Summary::Errors(all()), &rolled(&few())).unwrap();
    assert_eq!(errors.texts("error_type"), ["", "4xx", "5xx"]);
    assert_eq!(errors.reals("errors"), [4.0, 3.0, 2.0]);
}

#[test]
fn stretches_are_hours_or_made_of_them() {
    let rollup = rolled(&few());
    let means = |step| answer(&Summary::Series(all(), step), &rollup).map(|table| table.reals("mean"));
    assert_eq!(means(Duration::HOUR), Some(vec![2.5, 10.0, 4.0, 25.0]));
    assert_eq!(means(Duration::DAY), Some(vec![3.0, 20.0]));
    for finer in [Duration::MINUTE, Duration::MINUTE.times(90), Duration::from_ms(0)] {
        assert_eq!(means(finer), None, "{finer}");
    }
}

#[test]
fn a_window_begins_and_ends_with_an_hour() {
    let rollup = rolled(&few());
    let (start, hour) = (day().start(), Duration::HOUR);
    let means = |start, end| {
        let filter = Filter { window: Some(TimeRange { start, end }), ..all() };
        answer(&Summary::Series(filter, Duration::DAY), &rollup).map(|table| table.reals("mean"))
    };
    assert_eq!(means(start + hour, start + hour.times(2)), Some(vec![4.0, 25.0]));
    assert_eq!(means(start + Duration::MINUTE, start + hour), None);
    assert_eq!(means(start, start + Duration::from_ms(3_600_001)), None);
}

#[test]
fn days_proxies_and_metrics_are_chosen() {
    let rollup = rolled(&few());
    let names = |filter: Filter| answer(&Summary::Totals(filter), &rollup).unwrap().texts("metric_name");
    let later = day().plus_days(1);
    assert_eq!(names(Filter { metrics: vec!["response_time".to_owned()], ..all() }), ["response_time"]);
    assert!(names(Filter { proxies: vec!["b".to_owned()], ..all() }).is_empty());
    assert!(names(Filter::of_days(later, later)).is_empty());
    assert_eq!(names(Filter { proxies: vec!["b".to_owned(), "a".to_owned()], ..all() }).len(), 2);
}

#[test]
fn moments_of_two_files_of_one_day_are_not_known() {
    let rollup = rolled(&few());
    let file = RolledFile { day: day(), proxy: "a", rollup: &rollup };
    let cadence = Summary::Cadence(all());
    let one = cadence.of_rollups(&[file]).unwrap();
    assert_eq!(one.counts("moments"), [3, 2]);
    assert_eq!(one.moments("last"), [61, 60].map(|minute| Some(day().start() + Duration::MINUTE.times(minute))));
    assert!(cadence.of_rollups(&[file, file]).is_none());
}

#[test]
fn rows_that_contradict_their_place_are_not_rolled_up() {
    let file = bytes(&few());
    let (tomorrow, other) = (Place::flat(day().plus_days(1), proxy()), Place::flat(day(), "b".parse().unwrap()));
    for place in [tomorrow, other] {
        assert_eq!(roll_up(file.clone(), &place).unwrap(), None, "{place:?}");
    }
}

#[test]
fn more_types_of_errors_than_hours_are_no_summary() {
    let rows: Vec<Row> = (0..20_001).map(|of| row("error_count", 0, 1.0, &of.to_string())).collect();
    assert_eq!(roll_up(bytes(&rows), &Place::flat(day(), proxy())).unwrap(), None);
}

#[test]
fn a_damaged_file_has_none() {
    let file = bytes(&few());
    assert!(roll_up(file[..file.len() - 1].to_vec(), &Place::flat(day(), proxy())).is_err());
}

#[test]
fn every_changed_byte_of_what_is_kept_is_noticed() {
    let rollup = Arc::new(rolled(&few()));
    let files = [("1".repeat(64), Some(rollup)), ("2".repeat(64), None)].into_iter().collect();
    let kept = DayRollups { files };
    let bytes = kept.encode().unwrap();
    assert_eq!(DayRollups::decode(&bytes), Some(kept));
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        assert_eq!(DayRollups::decode(&changed), None, "{at}");
        assert_eq!(DayRollups::decode(&bytes[..at]), None, "{at}");
    }
}

proptest! {
    #[test]
    fn what_was_kept_is_what_was_rolled_up(values in prop::collection::vec((0..1440_i64, any::<f64>()), 1..50)) {
        let rows: Vec<Row> = values.into_iter().map(|(minute, value)| row("error_count", minute, value, "x\"")).collect();
        let kept = DayRollups { files: [("0".repeat(64), Some(Arc::new(rolled(&rows))))].into_iter().collect() };
        prop_assert_eq!(DayRollups::decode(&kept.encode().unwrap()), Some(kept));
    }

    #[test]
    fn no_bytes_end_more_than_the_reading_of_them(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert_eq!(DayRollups::decode(&bytes), None);
    }
}
