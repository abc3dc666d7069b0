//! CSVs as people have them: their moments stay what they are.

use std::fmt::Write;

use timeseries::{Duration, Timestamp};

use super::*;
use crate::forecast_csv::ds;

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text, Timestamp::from_ms(0)).unwrap()
}

fn read(csv: &str, step: Option<&str>) -> InputFile {
    input_csv(csv.as_bytes(), step.map(|step| step.parse().unwrap())).unwrap()
}

/// A CSV of one series, its values counted from zero.
fn csv_of(times: impl IntoIterator<Item = String>) -> String {
    times.into_iter().enumerate().fold("ds,y\n".to_owned(), |mut csv, (index, time)| {
        writeln!(csv, "{time},{index}").unwrap();
        csv
    })
}

/// `count` moments, `step` apart.
fn every(start: &str, step: &str, count: u64) -> Vec<Timestamp> {
    let step: Duration = step.parse().unwrap();
    (0..count).map(|index| at(start) + step.times(index)).collect()
}

fn texts(times: &[Timestamp]) -> Vec<String> {
    times.iter().map(Timestamp::to_string).collect()
}

/// The next `ds` values of the only series.
fn next(file: &InputFile, count: usize) -> Vec<String> {
    let InputSeries { series, axis } = &file.series[0];
    (0..count).map(|index| ds(*axis, series.grid.continued(count), index)).collect()
}

fn present(file: &InputFile) -> usize {
    file.series[0].series.present().count()
}

#[test]
fn any_order_gaps_and_duplicates() {
    let text = "ds,unique_id,y,extra\n2026-01-01 02:00,a,3,x\n2026-01-01 00:00,a,1,x\n2026-01-01 03:00,a,,x\n2026-01-01 02:00,a,4,x\n1767225600,b,5,x\n";
    let file = read(text, Some("1h"));
    assert_eq!(file.series.len(), 2);
    assert_eq!(file.series[0].series.labels.get("unique_id"), Some("a"));
    assert_eq!(format!("{:?}", file.series[0].series.values), "[1.0, NaN, 4.0, NaN]");
    assert_eq!(file.notes, ["1 row of a has the time of another: the last one in the file was kept"]);
    assert_eq!(read(text, None).series[0].series.grid.step, Duration::HOUR);
}

#[test]
fn a_grid_begins_where_the_data_begin() {
    for (start, step, asked, next_ds) in [
        ("2023-12-18", "1w", None, ["2026-04-06 00:00:00", "2026-04-13 00:00:00"]),
        ("2023-12-18", "1w", Some("1w"), ["2026-04-06 00:00:00", "2026-04-13 00:00:00"]),
        ("2026-01-04T10:30:00Z", "2w", None, ["2030-08-11 10:30:00", "2030-08-25 10:30:00"]),
        ("2026-01-01T05:00:00Z", "1d", None, ["2026-05-01 05:00:00", "2026-05-02 05:00:00"]),
        ("2026-01-01T05:00:00Z", "1d", Some("1d"), ["2026-05-01 05:00:00", "2026-05-02 05:00:00"]),
        ("2026-01-01T00:15:00Z", "30m", None, ["2026-01-03 12:15:00", "2026-01-03 12:45:00"]),
        ("2026-01-01T00:07:00Z", "1h", Some("1h"), ["2026-01-06 00:07:00", "2026-01-06 01:07:00"]),
        ("2026-01-01T00:00:03Z", "37s", None, ["2026-01-01 01:14:03", "2026-01-01 01:14:40"]),
    ] {
        let file = read(&csv_of(texts(&every(start, step, 120))), asked);
        assert_eq!(next(&file, 2), next_ds, "{start} {step} {asked:?}");
        assert_eq!((present(&file), file.notes.len()), (120, 0), "{start} {step}");
    }
}

#[test]
fn months_quarters_and_years_are_steps_of_the_calendar() {
    let months = |every: i64, day: u8, count: i64| {
        let moment = move |index| timeseries::CivilTime::of_month(1949 * 12 + index * every, day).to_unix_ms().unwrap();
        csv_of((0..count).map(move |index| Timestamp::from_ms(moment(index)).to_string()))
    };
    for (every, day, count, next_ds) in [
        (1, 1, 144, ["1961-01-01 00:00:00", "1961-02-01 00:00:00", "1961-03-01 00:00:00"]),
        (1, 31, 144, ["1961-01-31 00:00:00", "1961-02-28 00:00:00", "1961-03-31 00:00:00"]),
        (1, 30, 144, ["1961-01-30 00:00:00", "1961-02-28 00:00:00", "1961-03-30 00:00:00"]),
        (1, 28, 145, ["1961-02-28 00:00:00", "1961-03-28 00:00:00", "1961-04-28 00:00:00"]),
        (1, 15, 144, ["1961-01-15 00:00:00", "1961-02-15 00:00:00", "1961-03-15 00:00:00"]),
        (3, 31, 48, ["1961-01-31 00:00:00", "1961-04-30 00:00:00", "1961-07-31 00:00:00"]),
        (3, 1, 48, ["1961-01-01 00:00:00", "1961-04-01 00:00:00", "1961-07-01 00:00:00"]),
        (12, 1, 12, ["1961-01-01 00:00:00", "1962-01-01 00:00:00", "1963-01-01 00:00:00"]),
    ] {
        let file = read(&months(every, day, count), None);
        assert_eq!(next(&file, 3), next_ds, "every {every} on {day}");
        assert_eq!((present(&file) as i64, file.notes.len()), (count, 0), "every {every} on {day}");
        let step = Duration::MONTH.times(every.unsigned_abs());
        assert_eq!(file.series[0].series.grid.step, step);
        let asked = timeseries::Step::of_grid(step).to_string();
        assert_eq!(read(&months(every, day, count), Some(&asked)), file, "--step {asked}");
    }
    let gap = "ds,y\n2024-01-01,1\n2024-02-01,2\n2024-05-01,5\n";
    assert_eq!(format!("{:?}", read(gap, None).series[0].series.values), "[1.0, 2.0, NaN, NaN, 5.0]");
    let local = "ds,y\n2024-01-01T00:00:00+01:00,1\n2024-02-01T00:00:00+01:00,2\n2024-03-01T00:00:00+01:00,3\n2024-04-01T00:00:00+02:00,4\n";
    assert_eq!(next(&read(local, None), 2), ["2024-04-30 22:00:00", "2024-05-31 22:00:00"]);
}

#[test]
fn working_days_at_the_turn_of_months_are_months() {
    let ends = ["2026-01-30", "2026-02-27", "2026-03-31", "2026-04-30", "2026-05-29", "2026-06-30"];
    let file = read(&csv_of(ends.map(str::to_owned)), None);
    assert_eq!(
        (next(&file, 2), present(&file)),
        (vec!["2026-07-31 00:00:00".to_owned(), "2026-08-31 00:00:00".to_owned()], 6)
    );
    assert!(file.notes[0].contains("up to 2d off a regular step"), "{:?}", file.notes);
}

#[test]
fn days_of_23_and_25_hours_are_days() {
    // Berlin's midnights around the ends of March and October.
    let winter = every("2026-03-01T23:00:00Z", "1d", 28);
    let summer =
        every("2026-03-28T23:00:00Z", "23h", 2).into_iter().skip(1).chain(every("2026-03-30T22:00:00Z", "1d", 208));
    let times: Vec<Timestamp> = winter.into_iter().chain(summer).collect();
    let file = read(&csv_of(texts(&times)), None);
    assert_eq!((present(&file), file.series[0].series.grid.len), (times.len(), times.len()));
    assert_eq!(next(&file, 1), [timeseries::text::ds(times[times.len() - 1] + Duration::DAY)]);
    let backwards: Vec<Timestamp> =
        every("2026-10-01T22:00:00Z", "1d", 24).into_iter().chain(every("2026-10-25T23:00:00Z", "1d", 20)).collect();
    let file = read(&csv_of(texts(&backwards)), Some("1d"));
    assert_eq!((present(&file), next(&file, 1)), (44, vec!["2026-11-14 23:00:00".to_owned()]));
}

/// Up to `most` milliseconds off, the same every time.
fn jittered(times: &[Timestamp], least: i64, most: i64) -> Vec<Timestamp> {
    let mut state = 7_u64;
    let mut random = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        least + ((state >> 33) % (most - least + 1).unsigned_abs()) as i64
    };
    times.iter().map(|time| Timestamp::from_ms(time.ms() + random())).collect()
}

#[test]
fn jitter_is_laid_on_the_nearest_point_and_said() {
    let hours = every("2026-01-01", "1h", 672);
    for (least, most) in [(-1000, 1000), (1000, 4000), (0, 60_000), (-60_000, 60_000)] {
        let csv = csv_of(texts(&jittered(&hours, least, most)));
        for step in [None, Some("1h")] {
            let file = read(&csv, step);
            let series = &file.series[0].series;
            assert_eq!((series.grid.step, series.grid.len), (Duration::HOUR, 672), "{least} {most} {step:?}");
            assert!(series.values.iter().enumerate().all(|(index, value)| *value == index as f64));
            assert_eq!(next(&file, 1), ["2026-01-29 00:00:00"], "{least} {most} {step:?}");
            assert!(file.notes.len() == 1 && file.notes[0].contains("nearest point"), "{:?}", file.notes);
        }
    }
    for (start, step, jitter, next_ds) in [
        ("2026-01-05", "1w", 3_600_000, "2027-12-06 00:00:00"),
        ("2026-01-01T00:00:30Z", "5m", 200, "2026-01-01 08:20:30"),
        ("2026-01-01T00:07:00Z", "7m", 500, "2026-01-01 11:47:00"),
    ] {
        let file = read(&csv_of(texts(&jittered(&every(start, step, 100), -jitter, jitter))), None);
        assert_eq!((next(&file, 1), present(&file)), (vec![next_ds.to_owned()], 100), "{start} {step}");
    }
}

#[test]
fn months_a_little_late_keep_their_day() {
    let late = ["2026-01-01T00:00:03Z", "2026-02-01T00:00:01Z", "2026-03-01T00:00:04Z", "2026-04-01T00:00:02Z"];
    let file = read(&csv_of(late.map(str::to_owned)), None);
    assert_eq!(next(&file, 2), ["2026-05-01 00:00:00", "2026-06-01 00:00:00"]);
    assert!(file.notes[0].contains("up to 4s off a regular step"), "{:?}", file.notes);
}

#[test]
fn a_longer_step_keeps_the_last_row_and_says_how_many_it_leaves() {
    let file = read(&csv_of(texts(&every("2026-01-01", "5m", 288))), Some("1h"));
    assert_eq!((file.series[0].series.values[0], present(&file)), (11.0, 24));
    assert_eq!(file.notes, ["264 rows of y fall on the same step as a later one, which was kept"]);
    let months = read(&csv_of(texts(&every("2026-01-01", "1d", 90))), Some("1mo"));
    assert_eq!((present(&months), next(&months, 1)), (3, vec!["2026-04-01 00:00:00".to_owned()]));
}

#[test]
fn no_row_of_a_finer_lattice_is_lost() {
    let minutes = [0, 2, 5, 7, 10, 12, 15, 17, 20, 22];
    let times = minutes.map(|minute| (at("2026-01-01") + Duration::MINUTE.times(minute)).to_string());
    let file = read(&csv_of(times), None);
    assert_eq!((present(&file), file.series[0].series.grid.step, file.notes.len()), (10, Duration::MINUTE, 0));
}

#[test]
fn steps_below_a_second() {
    let file = read(&csv_of(texts(&every("2026-01-01", "8ms", 2000))), None);
    assert_eq!(next(&file, 2), ["2026-01-01 00:00:16.000", "2026-01-01 00:00:16.008"]);
}

#[test]
fn whole_numbers_that_are_no_unix_times() {
    let next_of = |csv: String| next(&read(&csv, None), 2);
    let days = |range: std::ops::RangeInclusive<u32>| range.map(|day| day.to_string());
    assert_eq!(
        next_of(csv_of(days(20_240_101..=20_240_131).chain(days(20_240_201..=20_240_229)))),
        ["2024-03-01 00:00:00", "2024-03-02 00:00:00"]
    );
    assert_eq!(next_of(csv_of(days(1965..=2024))), ["2025-01-01 00:00:00", "2026-01-01 00:00:00"]);
    assert_eq!(next_of(csv_of(days(202_001..=202_012))), ["2021-01-01 00:00:00", "2021-02-01 00:00:00"]);
    assert_eq!(next_of(csv_of(days(2_026_010_311..=2_026_010_323))), ["2026-01-04 00:00:00", "2026-01-04 01:00:00"]);
    for unit in [1, 1000, 1_000_000, 1_000_000_000_u64] {
        let csv = csv_of((0..48_u64).map(|hour| ((1_767_225_600 + hour * 3600) * unit).to_string()));
        assert_eq!(next_of(csv), ["2026-01-03 00:00:00", "2026-01-03 01:00:00"], "{unit}");
    }
    let counted = read(&csv_of(days(1..=60)), None);
    assert_eq!(next(&counted, 2), ["61", "62"]);
    assert!(counted.notes[0].contains("1 to 60, are taken for a count of rows"), "{:?}", counted.notes);
    let hours = read(&csv_of(days(1..=60)), Some("1h"));
    assert_eq!((next(&hours, 2), hours.series[0].series.grid.step), (next(&counted, 2), Duration::HOUR));
}

#[test]
fn headers_of_other_tools_and_none() {
    for csv in [
        "timestamp,value\n2026-01-01 00:00:00+00,1\n2026-01-01 01:00:00+00,2\n",
        "TimeStamp,Value,Label\n2026-01-01T00:00:00.000Z,1,0\n2026-01-01T01:00:00.000Z,2,1\n",
        "2026-01-01T01:00:00+0100,1\n2026-01-01T02:00:00+01,2\n",
        "\"when\",\"requests\"\r\"2026-01-01 00:00\",1\r\"2026-01-01 01:00\",2\r",
        "time,value\n1767225600.0,1\n1.7672292e9,2\n",
    ] {
        let file = read(csv, None);
        assert_eq!(file.series[0].series.values, [1.0, 2.0], "{csv}");
        assert_eq!(next(&file, 1), ["2026-01-01 02:00:00"], "{csv}");
    }
    let month = read("Month,#Passengers\n1949-01,112\n1949-02,118\n1949-03,132\n", None);
    assert_eq!(
        (next(&month, 1), month.series[0].series.labels.get("unique_id")),
        (vec!["1949-04-01 00:00:00".to_owned()], Some("#Passengers"))
    );
}

#[test]
fn series_that_no_grid_holds_cost_no_other() {
    let hours = every("2026-01-01", "1h", 48).iter().fold(String::new(), |csv, time| csv + &format!("a,{time},1\n"));
    let file = read(
        &format!("unique_id,ds,y\n{hours}b,2000-01-01,1\nb,2000-01-01 00:01,1\nb,2000-01-01 00:02,1\nb,2026-01-01,1\n"),
        None,
    );
    assert_eq!((file.series.len(), file.refused.len()), (1, 1));
    assert!(file.refused[0].1.to_string().contains("series b has") && file.refused[0].1.to_string().contains("--step"));
}

#[test]
fn a_large_file_is_read_in_stretches_as_a_small_one_is() {
    let mut csv = "unique_id,ds,y\n".to_owned();
    for hour in 0..30_000_u64 {
        for name in ["a", "b"] {
            writeln!(csv, "{name},{},{hour}", 1_600_000_000 + hour / 2 * 3600).unwrap();
        }
    }
    assert!(csv.len() > 1 << 20);
    let file = read(&csv, None);
    assert!(
        file.series.iter().all(|one| one
            .series
            .values
            .iter()
            .enumerate()
            .all(|(index, value)| *value == (2 * index + 1) as f64))
    );
    assert_eq!(file.notes, ["30,000 rows of a and b have the time of another: the last one in the file was kept"]);
    // A quoted cell may hide the end of a line, so such a file is read as a whole.
    assert_eq!(read(&csv.replacen("a,", "\"a\",", 1), None), file);
    let broken = input_csv((csv + "a,1,2\na,1\n").as_bytes(), None).unwrap_err().to_string();
    assert_eq!(broken, "line 60003: 2 columns instead of 3");
}

#[test]
fn lines_that_make_no_sense() {
    let cases = [
        ("", "needs the columns unique_id, ds and y, or two columns, time and value, and has none"),
        ("unique_id,ds,y\n", "no line below its header"),
        ("id,day,y\na,1,2\n", "has id, day, y"),
        ("unique_id,ds,y\na,yesterday,2\n", "line 2: ds `yesterday`"),
        ("unique_id,ds,y\na,now,2\n", "line 2: ds `now`"),
        ("unique_id,ds,y\na,1,2\na,2,two\n", "line 3: y `two`"),
        ("unique_id,ds,y\r\na,1,2\r\n\r\na,2,two\r\n", "line 4: y `two`"),
        ("unique_id,ds,y\na,1\n", "line 2: 2 columns instead of 3"),
        ("ds,y\n12.5,1\n", "line 2: ds `12.5`"),
        ("ds,y\n2026-02-30,1\n", "line 2: ds `2026-02-30`"),
    ];
    for (text, message) in cases {
        let error = input_csv(text.as_bytes(), None).unwrap_err().to_string();
        assert!(error.contains(message), "{text:?} gave {error}");
    }
    let zero = input_csv("unique_id,ds,y\na,1,2\n".as_bytes(), Some(timeseries::Step::Fixed(Duration::default())));
    assert!(matches!(zero, Err(InputError::ZeroStep)));
}
