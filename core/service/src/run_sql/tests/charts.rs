//! Rows drawn along time: lines, gaps, parts, and what cannot be drawn.

use std::sync::Arc;

use api::{ProblemKind, SqlChartView, SqlParam, SqlParams};
use archive::RecordBatch;
use arrow::array::{ArrayRef, Float64Array, StringArray, TimestampMicrosecondArray};
use timeseries::Duration;

use super::{engine, numbers, rows, service};

fn by_hour(hours: &[i64], proxies: &[&str], value: f64) -> RecordBatch {
    let count = hours.len() * proxies.len();
    let each = |make: &dyn Fn(usize, usize) -> i64| -> Vec<i64> {
        (0..count).map(|row| make(row / proxies.len(), row % proxies.len())).collect()
    };
    let times = TimestampMicrosecondArray::from(each(&|hour, _| hours[hour] * 3_600_000_000));
    let names: Vec<&str> = (0..count).map(|row| proxies[row % proxies.len()]).collect();
    let columns: [(&str, ArrayRef); 3] = [
        ("hour", Arc::new(times)),
        ("proxy", Arc::new(StringArray::from(names))),
        ("p95", Arc::new(Float64Array::from(vec![value; count]))),
    ];
    RecordBatch::try_from_iter(columns).unwrap()
}

async fn drawn(rows_of: RecordBatch, zoom: &str) -> SqlChartView {
    let asked = SqlParams::of_statement("SELECT 1").with(SqlParam::View, "chart").with(SqlParam::Zoom, zoom);
    rows(&engine([Ok(rows_of)]), &asked).await.chart.unwrap()
}

#[tokio::test]
async fn a_picture_is_of_what_the_link_says() {
    let asked = SqlParams::from_query("q=SELECT+1&page=3&size=25&hide=b&zoom=3600~7200");
    let engine = engine([Ok(by_hour(&[0, 1, 2, 3], &["a", "b"], 5.0))]);
    let (lines, window) = service(&engine).await.sql_chart(&asked).await.unwrap();
    let shown: Vec<_> = lines.iter().map(|line| (line.name.as_str(), line.color, line.is_hidden)).collect();
    assert_eq!(shown, [("a", 1, false), ("b", 2, true)]);
    assert_eq!((window.start.seconds() as i64, window.end.seconds() as i64), (3600, 7200));
    assert_eq!(lines[0].figures, "last 5 · min 5 · max 5 · mean 5");
}

#[tokio::test]
async fn what_cannot_be_drawn_is_no_picture() {
    let engine = engine([Ok(numbers(3))]);
    let problem = service(&engine).await.sql_chart(&SqlParams::of_statement("SELECT 1")).await.unwrap_err();
    assert!(problem.kind == ProblemKind::Unprocessable && problem.why.contains("dates or timestamps"), "{problem}");
}

#[tokio::test]
async fn a_text_column_makes_lines_and_a_gap_stays_one() {
    let SqlChartView::Lines { lines, window, whole, notes } =
        drawn(by_hour(&[0, 1, 2, 6, 7], &["a", "b"], 5.0), "").await
    else {
        panic!("no lines")
    };
    let names: Vec<_> = lines.iter().map(|line| line.name.as_str()).collect();
    assert_eq!((names, window == whole, notes.len()), (vec!["a", "b"], true, 0));
    let line = &lines[0].points;
    assert_eq!((line.step, line.values.len()), (Duration::HOUR, 8));
    let there: Vec<bool> = line.values.iter().map(|value| *value == 5.0).collect();
    assert_eq!(there, [true, true, true, false, false, false, true, true]);
}

#[tokio::test]
async fn a_line_looks_the_same_in_whichever_order_the_rows_come() {
    for proxies in [["a", "b"], ["b", "a"]] {
        let SqlChartView::Lines { lines, .. } = drawn(by_hour(&[0, 1], &proxies, 1.0), "").await else {
            panic!("no lines")
        };
        let looks: Vec<_> = lines.iter().map(|line| (line.name.as_str(), line.color)).collect();
        assert_eq!(looks, [("a", 1), ("b", 2)]);
    }
}

#[tokio::test]
async fn months_are_joined_though_no_two_are_as_long() {
    let days = [0, 31, 59, 90, 120];
    let hours: Vec<i64> = days.iter().map(|day| day * 24).collect();
    let SqlChartView::Lines { lines, .. } = drawn(by_hour(&hours, &["a"], 2.0), "").await else { panic!("no lines") };
    assert_eq!(lines[0].points.values, vec![2.0; 121]);
}

#[tokio::test]
async fn more_than_fits_is_said() {
    let hours: Vec<i64> = (0..2_200).map(|hour| hour * 3 + hour % 2).collect();
    let SqlChartView::Lines { lines, notes, .. } = drawn(by_hour(&hours, &["a"], 1.0), "").await else {
        panic!("no lines")
    };
    assert!(lines[0].points.values.len() <= 2_000 && notes[0].starts_with("2200 moments are drawn as"), "{notes:?}");
    let many = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
    let SqlChartView::Lines { lines, notes, .. } = drawn(by_hour(&[0, 1], &many, f64::NAN), "").await else {
        return;
    };
    panic!("{lines:?} {notes:?}");
}

#[tokio::test]
async fn eight_lines_are_drawn() {
    let many = ["a", "b", "c", "d", "e", "f", "g", "h", "<script>"];
    let SqlChartView::Lines { lines, notes, .. } = drawn(by_hour(&[0, 1], &many, 1.0), "").await else {
        panic!("no lines")
    };
    assert_eq!((lines.len(), notes[0].as_str()), (8, "The first 8 of 9 lines are drawn: more cannot be told apart."));
}

#[tokio::test]
async fn a_part_of_time_is_shown() {
    let SqlChartView::Lines { window, whole, .. } = drawn(by_hour(&[0, 1, 2, 3], &["a"], 1.0), "3600~99999999").await
    else {
        panic!("no lines")
    };
    assert_eq!((window.start.ms(), window.end), (3_600_000, whole.end));
    for zoom in ["x", "5", "9~1", "~", "9999999999~99999999999"] {
        let SqlChartView::Lines { window, whole, .. } = drawn(by_hour(&[0, 1], &["a"], 1.0), zoom).await else {
            panic!("{zoom}")
        };
        assert_eq!(window, whole, "{zoom}");
    }
}

#[tokio::test]
async fn what_cannot_be_drawn_says_what_is_missing() {
    let no_time = drawn(numbers(3), "").await;
    assert!(matches!(no_time, SqlChartView::None(why) if why.contains("dates or timestamps")));
    let nothing = drawn(by_hour(&[0], &["a"], f64::NAN), "").await;
    assert!(matches!(nothing, SqlChartView::None(why) if why.contains("no row")));
}
