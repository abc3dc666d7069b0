//! Checks that roll-ups answer as DuckDB does over the rows, whatever the rows are.

use std::fs;

use archive::parquet::{encode, roll_up};
use archive::sql::{Filter, SqlValue, Statement, metrics_query};
use archive::{ArchivedFile, FileShape, Place, RolledFile, Rollup, Row, Summary, Table, WriteOptions};
use duckdb::Connection;
use duckdb::types::{TimeUnit, Value};
use proptest::prelude::*;
use tempfile::TempDir;
use timeseries::{Day, Duration, Labels, TimeRange, Timestamp};

const METRICS: [&str; 3] = ["error_count", "request_count", "ü 'quoted'"];
const PROXIES: [&str; 2] = ["a", "b"];
/// More than what two orders of adding such values differ in.
const ROUNDING: f64 = 1e-6;

/// A day in the year's last week, so that stretches of a week and of a day begin in different years.
fn first_day() -> Day {
    "2026-12-30".parse().unwrap()
}

/// Values as Prometheus gives them, and as it should not.
fn value() -> impl Strategy<Value = f64> {
    prop_oneof![
        6 => -1e6..1e6,
        1 => (0..5_i32).prop_map(f64::from),
        1 => prop_oneof![Just(f64::NAN), Just(f64::INFINITY), Just(f64::NEG_INFINITY), Just(-0.0)],
    ]
}

fn row() -> impl Strategy<Value = (usize, i64, f64, Option<String>)> {
    let error_type = prop_oneof![Just(None), Just(Some("5xx".to_owned())), "[a-c'\"]{0,2}".prop_map(Some)];
    (0..METRICS.len(), 0..86_400_000_i64, value(), error_type)
}

/// The rows of three days of two proxies. No moment has two rows: which of them is the newest nobody can say.
fn days() -> impl Strategy<Value = Vec<(Day, &'static str, Vec<Row>)>> {
    prop::collection::vec(prop::collection::vec(row(), 0..40), 6).prop_map(|files| {
        let places = (0..3).flat_map(|day| PROXIES.map(|proxy| (first_day().plus_days(day), proxy)));
        places.zip(files).map(|((day, proxy), rows)| (day, proxy, rows_of(day, rows))).collect()
    })
}

fn rows_of(day: Day, rows: Vec<(usize, i64, f64, Option<String>)>) -> Vec<Row> {
    let row = |(metric, at, value, error_type): (usize, i64, f64, Option<String>)| Row {
        timestamp: day.start() + Duration::from_ms(at.unsigned_abs()),
        metric: METRICS[metric].to_owned(),
        value,
        labels: Labels::from_pairs(error_type.iter().map(|error_type| ("error_type", error_type.as_str()))),
    };
    let mut rows: Vec<Row> = rows.into_iter().map(row).collect();
    rows.sort_by(|a, b| (&a.metric, a.timestamp).cmp(&(&b.metric, b.timestamp)));
    rows.dedup_by(|a, b| (&a.metric, a.timestamp) == (&b.metric, b.timestamp));
    rows
}

/// Files on disk under DuckDB's view, with their roll-ups.
struct Ground {
    _folder: TempDir,
    connection: Connection,
    rolled: Vec<(Day, &'static str, Rollup)>,
}

impl Ground {
    fn of(days: &[(Day, &'static str, Vec<Row>)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (mut files, mut rolled) = (Vec::new(), Vec::new());
        for (day, proxy, rows) in days {
            let place = Place::flat(*day, proxy.parse().unwrap());
            let bytes = encode(rows, &place.proxy, *day, &WriteOptions::default()).unwrap();
            fs::create_dir_all(folder.path().join(day.to_string())).unwrap();
            fs::write(folder.path().join(&place.path), &bytes).unwrap();
            rolled.push((*day, *proxy, roll_up(bytes, &place).unwrap().unwrap()));
            files.push(file(place, rows.len()));
        }
        let connection = Connection::open_in_memory().unwrap();
        let view = metrics_query(&folder.path().to_string_lossy(), &files);
        connection.execute_batch(&format!("CREATE VIEW metrics AS {view}")).unwrap();
        Self { _folder: folder, connection, rolled }
    }

    fn of_rows(&self, statement: &Statement) -> Table {
        let values = statement.values.iter().map(|value| match value {
            SqlValue::Text(text) => Value::Text(text.clone()),
            SqlValue::TimestampMs(ms) => Value::Timestamp(TimeUnit::Millisecond, *ms),
            other => panic!("{other:?}"),
        });
        let mut prepared = self.connection.prepare(&statement.sql).unwrap();
        Table::new(prepared.query_arrow(duckdb::params_from_iter(values)).unwrap().collect())
    }

    fn of_rollups(&self, summary: &Summary) -> Option<Table> {
        let files: Vec<RolledFile<'_>> =
            self.rolled.iter().map(|(day, proxy, rollup)| RolledFile { day: *day, proxy, rollup }).collect();
        summary.of_rollups(&files)
    }
}

fn file(place: Place, rows: usize) -> ArchivedFile {
    ArchivedFile {
        place,
        sha256: String::new(),
        bytes: 1,
        rows: rows as u64,
        span: None,
        kept: None,
        shape: FileShape::default(),
    }
}

/// Every figure of an answer, a line a row; those that are added up to what rounding leaves.
fn figures(table: &Table) -> Vec<Vec<String>> {
    const TEXTS: [&str; 4] = ["metric_name", "api_proxy", "error_type", "date"];
    const COUNTS: [&str; 5] = ["records", "not_finite", "weekday", "hour", "moments"];
    const MOMENTS: [&str; 3] = ["moment", "first", "last"];
    const EXACT: [&str; 3] = ["low", "high", "newest"];
    let texts = TEXTS.map(|name| table.texts(name));
    let counts = COUNTS.map(|name| table.counts(name));
    let moments = MOMENTS.map(|name| table.moments(name));
    let exact = EXACT.map(|name| table.reals(name));
    let line = |row: usize| -> Vec<String> {
        let texts = texts.iter().map(|column| column[row].clone());
        let counts = counts.iter().map(|column| column[row].to_string());
        let moments = moments.iter().map(|column| format!("{:?}", column[row]));
        // 0.0 and -0.0 are one number.
        let exact = exact.iter().map(|column| (column[row] + 0.0).to_string());
        texts.chain(counts).chain(moments).chain(exact).collect()
    };
    (0..table.len()).map(line).collect()
}

fn sums_are_alike(left: &Table, right: &Table) -> bool {
    ["total", "mean", "errors"].into_iter().all(|name| {
        let pairs = left.reals(name).into_iter().zip(right.reals(name));
        pairs.into_iter().all(|(left, right)| (left.is_nan() && right.is_nan()) || (left - right).abs() <= ROUNDING)
    })
}

fn filters() -> impl Strategy<Value = Filter> {
    let days =
        (0..3_i64, 0..3_i64).prop_map(|(from, days)| (first_day().plus_days(from), first_day().plus_days(from + days)));
    let proxies = prop::sample::subsequence(PROXIES.to_vec(), 0..=2);
    let metrics = prop::sample::subsequence(METRICS.to_vec(), 0..=3);
    let owned = |texts: Vec<&str>| texts.into_iter().map(str::to_owned).collect();
    (days, proxies, metrics).prop_map(move |((from, to), proxies, metrics)| Filter {
        proxies: owned(proxies),
        metrics: owned(metrics),
        ..Filter::of_days(from, to)
    })
}

fn hours_of(filter: &Filter, from: i64, hours: i64) -> Filter {
    let start = Timestamp::from_ms(first_day().start().ms() + from * 3_600_000);
    let end = Timestamp::from_ms(start.ms() + hours * 3_600_000);
    Filter { window: Some(TimeRange { start, end }), ..filter.clone() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn roll_ups_answer_as_the_rows_do(days in days(), filter in filters(), from in -5..70_i64, hours in 1..40_i64) {
        let ground = Ground::of(&days);
        let window = hours_of(&filter, from, hours);
        let steps = [1, 2, 5, 24, 168, 672].map(|hours| Duration::HOUR.times(hours));
        let series = steps.into_iter().flat_map(|step| [&filter, &window].map(|filter| Summary::Series(filter.clone(), step)));
        let others = [Summary::Counts, Summary::Totals, Summary::Errors, Summary::Heatmap, Summary::Cadence];
        for summary in others.map(|of| of(filter.clone())).into_iter().chain(series) {
            let (of_rows, of_rollups) = (ground.of_rows(&summary.statement()), ground.of_rollups(&summary).unwrap());
            prop_assert_eq!(figures(&of_rows), figures(&of_rollups), "{:?}", &summary);
            prop_assert!(sums_are_alike(&of_rows, &of_rollups), "{:?}", &summary);
        }
    }
}
