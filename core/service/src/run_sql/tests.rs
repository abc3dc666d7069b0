//! The console on an engine that answers what it is told to.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use api::{ProblemKind, SqlChartView, SqlParam, SqlRowsView};
use archive::{ProxyName, RecordBatch, Row};
use arrow::array::{ArrayRef, Float64Array, Int64Array, StringArray, TimestampMicrosecondArray};
use async_trait::async_trait;
use futures_util::{StreamExt, stream};
use timeseries::{Day, Duration, Labels, Timestamp};

use super::*;
use crate::fakes::{FakeSource, FakeSources, FixedClock, MemoryArchive, MemoryEvaluations, MemoryStore};
use crate::{Archive, Author, DayToKeep, Memory, Models, Pool, SqlAnswer, SqlEnd, SqlEngine, SqlPart, SqlQuery};

type Told = Result<RecordBatch, SqlError>;

/// Answers one question after the other, and remembers them.
#[derive(Debug)]
struct Engine {
    answers: Mutex<VecDeque<Told>>,
    asked: Mutex<Vec<SqlQuery>>,
    confinement: Confinement,
}

#[async_trait]
impl SqlEngine for Engine {
    fn confinement(&self) -> Confinement {
        self.confinement.clone()
    }

    async fn run(&self, query: SqlQuery) -> Result<SqlAnswer, SqlError> {
        if query.author == Author::Promcast {
            return Err(SqlError::Busy);
        }
        let max_rows = usize::try_from(query.limits.max_rows).unwrap();
        self.asked.lock().unwrap().push(query);
        let rows = self.answers.lock().unwrap().pop_front().unwrap_or(Err(SqlError::Busy))?;
        let (cut, schema) = (rows.num_rows() > max_rows, rows.schema());
        let rows = rows.slice(0, max_rows.min(rows.num_rows()));
        let took = std::time::Duration::from_millis(12);
        let end = SqlEnd { rows: rows.num_rows() as u64, cut, took, rows_read: Some(43_200) };
        let parts = [Ok(SqlPart::Rows(rows)), Ok(SqlPart::End(end))];
        Ok(SqlAnswer { schema, batches: stream::iter(parts).boxed() })
    }
}

fn engine(answers: impl IntoIterator<Item = Told>) -> Arc<Engine> {
    let answers = Mutex::new(answers.into_iter().collect());
    Arc::new(Engine { answers, asked: Mutex::default(), confinement: Confinement::Kernel })
}

async fn archive_of(proxies: &[&str]) -> MemoryArchive {
    let archive = MemoryArchive::default();
    let day: Day = "2026-11-20".parse().unwrap();
    for proxy in proxies {
        let row = Row { timestamp: day.start(), metric: "m".into(), value: 1.0, labels: Labels::default() };
        let proxy: ProxyName = proxy.parse().unwrap();
        let day = DayToKeep { day, proxy, rows: vec![row], collected: day.start(), whole_day: true };
        archive.write_day(day).await.unwrap();
    }
    archive
}

async fn service(engine: &Arc<Engine>) -> Service {
    Service {
        sources: Arc::new(FakeSources(FakeSource::one(|_| 1.0))),
        store: Arc::new(MemoryStore::default()),
        models: Models::default(),
        evaluations: Arc::new(MemoryEvaluations::default()),
        archive: Arc::new(archive_of(&["a", "b"]).await),
        sql: Arc::<Engine>::clone(engine),
        console: SqlConsole::default(),
        collector: None,
        clock: Arc::new(FixedClock(Timestamp::from_seconds(1_700_000_000))),
        pool: Pool::new(1, 4, Duration::from_seconds(60)).unwrap(),
        memory: Memory::default(),
    }
}

fn numbers(count: i64) -> RecordBatch {
    let column: ArrayRef = Arc::new(Int64Array::from_iter_values(0..count));
    RecordBatch::try_from_iter([("n", column)]).unwrap()
}

async fn answer(engine: &Arc<Engine>, params: &SqlParams) -> SqlAnswerView {
    service(engine).await.sql_page(params, true).await.unwrap().answer
}

async fn rows(engine: &Arc<Engine>, params: &SqlParams) -> SqlRowsView {
    match answer(engine, params).await {
        SqlAnswerView::Rows(rows) => *rows,
        other => panic!("{other:?}"),
    }
}

async fn failed(engine: &Arc<Engine>, params: &SqlParams) -> Problem {
    match answer(engine, params).await {
        SqlAnswerView::Failed(problem) => *problem,
        other => panic!("{other:?}"),
    }
}

fn sent(engine: &Arc<Engine>) -> Vec<String> {
    engine.asked.lock().unwrap().iter().map(|query| query.statement.sql.clone()).collect()
}

fn texts(rows: &SqlRowsView) -> Vec<Option<&str>> {
    rows.rows.iter().map(|row| row[0].text.as_deref()).collect()
}

#[tokio::test]
async fn a_page_is_had_from_duckdb() {
    let engine = engine([Ok(numbers(26))]);
    let asked = SqlParams::of_statement("SELECT n FROM t;").with(SqlParam::Page, "3").with(SqlParam::Size, "25");
    let rows = rows(&engine, &asked).await;
    assert_eq!(sent(&engine), ["SELECT * FROM (\nSELECT n FROM t\n) LIMIT 26 OFFSET 50"]);
    assert_eq!((rows.rows.len(), rows.page, rows.has_more), (25, 3, true));
    assert_eq!(rows.summary, "Rows 51 to 75, and more follow. 12 ms, 43,200 rows read.");
    assert!(rows.notes[0].contains("ORDER BY"), "{:?}", rows.notes);
    assert_eq!((rows.columns[0].name.as_str(), rows.columns[0].type_name.as_str()), ("n", "BIGINT"));
}

#[tokio::test]
async fn what_cannot_be_wrapped_is_read_up_to_the_page() {
    let engine = engine([Ok(numbers(60))]);
    let rows = rows(&engine, &SqlParams::of_statement("SHOW TABLES").with(SqlParam::Page, "2")).await;
    assert_eq!(engine.asked.lock().unwrap()[0].limits.max_rows, 101);
    assert_eq!((rows.rows.len(), rows.has_more, texts(&rows)[0]), (10, false, Some("50")));
    assert_eq!(rows.summary, "Rows 51 to 60, the last. 12 ms, 43,200 rows read.");
}

#[tokio::test]
async fn an_order_is_not_asked_for_where_there_is_one_or_one_page() {
    for (sql, count) in [("SELECT n FROM t ORDER BY n", 51), ("SELECT n FROM t", 50)] {
        let rows = rows(&engine([Ok(numbers(count))]), &SqlParams::of_statement(sql)).await;
        assert_eq!(rows.notes, Vec::<String>::new(), "{sql}");
    }
}

#[tokio::test]
async fn a_mistake_is_told_of_the_typed_text() {
    let mistake = |message: &str, position| Err(SqlError::Statement { message: message.into(), position });
    let engine = engine([
        mistake("Parser Error: syntax error at or near \")\"", Some(23)),
        mistake("Parser Error: syntax error at end of input", Some(7)),
    ]);
    let problem = failed(&engine, &SqlParams::of_statement("SELECT ")).await;
    assert_eq!((problem.kind, problem.position), (ProblemKind::BadRequest, Some(7)));
    assert!(problem.why.contains("end of input"), "{}", problem.why);
    assert_eq!(sent(&engine)[1], "SELECT ");
}

#[tokio::test]
async fn a_mistake_while_running_is_not_run_again() {
    let message = "Conversion Error: Could not convert string 'a' to INT32";
    let engine = engine([Err(SqlError::Statement { message: message.into(), position: Some(16 + 7) })]);
    let problem = failed(&engine, &SqlParams::of_statement("SELECT 'a'::INT")).await;
    assert_eq!((sent(&engine).len(), problem.position), (1, Some(7)));
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_left_out_and_named() {
    let path = "2026-11-20/a.parquet";
    let engine = engine([Err(SqlError::File { path: path.into(), message: "Invalid Input".into() }), Ok(numbers(1))]);
    let rows = rows(&engine, &SqlParams::of_statement("FROM metrics")).await;
    let files: Vec<usize> = engine.asked.lock().unwrap().iter().map(|query| query.files.len()).collect();
    assert_eq!(files, [2, 1]);
    assert_eq!(rows.notes, [format!("Left out: {path} (it cannot be read).")]);
}

#[tokio::test]
async fn a_file_nobody_knows_ends_the_statement() {
    let engine = engine([Err(SqlError::File { path: "x".into(), message: "no".into() }), Ok(numbers(1))]);
    assert_eq!(failed(&engine, &SqlParams::of_statement("FROM 'x'")).await.kind, ProblemKind::Internal);
}

#[tokio::test]
async fn errors_keep_their_kinds() {
    for (error, kind) in [
        (SqlError::NotARead { why: "it writes".into() }, ProblemKind::Forbidden),
        (SqlError::Timeout { seconds: 30 }, ProblemKind::Timeout),
        (SqlError::OutOfMemory { limit_mib: 1024 }, ProblemKind::Unprocessable),
        (SqlError::Died { why: "signal 11".into() }, ProblemKind::Unprocessable),
        (SqlError::Busy, ProblemKind::Overloaded),
    ] {
        let problem = failed(&engine([Err(error)]), &SqlParams::of_statement("SELECT 1")).await;
        assert_eq!(problem.kind, kind, "{problem}");
    }
}

#[tokio::test]
async fn parameters_that_make_no_sense() {
    for (param, text) in [
        (SqlParam::Size, "7"),
        (SqlParam::Size, "-1"),
        (SqlParam::Page, "0"),
        (SqlParam::Page, "x"),
        (SqlParam::Page, "99999999999999999999"),
        (SqlParam::Page, "20001"),
        (SqlParam::View, "pie"),
    ] {
        let engine = engine([]);
        let problem = failed(&engine, &SqlParams::of_statement("SELECT 1").with(param, text)).await;
        assert_eq!(problem.kind, ProblemKind::BadRequest, "{problem}");
        assert!(problem.why.contains(text) && sent(&engine).is_empty(), "{problem}");
    }
}

#[tokio::test]
async fn a_link_of_another_site_waits() {
    let engine = engine([Ok(numbers(1))]);
    let page = service(&engine).await.sql_page(&SqlParams::of_statement("SELECT 1"), false).await.unwrap();
    assert_eq!((page.answer, sent(&engine).len()), (SqlAnswerView::Waits, 0));
    assert!(page.examples[0].sql.contains("date = '2026-11-20' AND api_proxy = 'a'"), "{:?}", page.examples[0]);
    assert_eq!(page.schema.days, "1 day, 2026-11-20; 2 rows");
    let proxies: Vec<_> = page.schema.proxies.iter().map(|name| (name.literal.as_str(), name.rows)).collect();
    assert_eq!(proxies, [("'a'", 1), ("'b'", 1)]);
}

#[tokio::test]
async fn off_says_why() {
    let mut by_config = service(&engine([])).await;
    by_config.console.is_on = false;
    let off = Engine {
        answers: Mutex::default(),
        asked: Mutex::default(),
        confinement: Confinement::Off("no Landlock".into()),
    };
    let by_kernel = service(&Arc::new(off)).await;
    for (service, why) in [(by_config, "turned off in the config"), (by_kernel, "no Landlock")] {
        let problem = service.sql_page(&SqlParams::of_statement("SELECT 1"), true).await.unwrap_err();
        assert!(problem.kind == ProblemKind::Forbidden && problem.why.contains(why), "{problem}");
        assert_eq!(service.run_sql("SELECT 1").await.map(|_| ()).unwrap_err(), problem);
    }
}

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
async fn a_text_column_makes_lines_and_a_gap_stays_one() {
    let SqlChartView::Lines { lines, window, whole, notes } =
        drawn(by_hour(&[0, 1, 2, 6, 7], &["a", "b"], 5.0), "").await
    else {
        panic!("no lines")
    };
    let names: Vec<_> = lines.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!((names, window == whole, notes.len()), (vec!["a", "b"], true, 0));
    let line = &lines[0].1;
    assert_eq!((line.step, line.values.len()), (Duration::HOUR, 8));
    let there: Vec<bool> = line.values.iter().map(|value| *value == 5.0).collect();
    assert_eq!(there, [true, true, true, false, false, false, true, true]);
}

#[tokio::test]
async fn months_are_joined_though_no_two_are_as_long() {
    let days = [0, 31, 59, 90, 120];
    let hours: Vec<i64> = days.iter().map(|day| day * 24).collect();
    let SqlChartView::Lines { lines, .. } = drawn(by_hour(&hours, &["a"], 2.0), "").await else { panic!("no lines") };
    assert_eq!(lines[0].1.values, vec![2.0; 121]);
}

#[tokio::test]
async fn more_than_fits_is_said() {
    let hours: Vec<i64> = (0..2_200).map(|hour| hour * 3 + hour % 2).collect();
    let SqlChartView::Lines { lines, notes, .. } = drawn(by_hour(&hours, &["a"], 1.0), "").await else {
        panic!("no lines")
    };
    assert!(lines[0].1.values.len() <= 2_000 && notes[0].starts_with("2200 moments are drawn as"), "{notes:?}");
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
