//! The page of the archive on fakes: what is asked of the engine, what is said of nothing, and what of a bad question.

mod bad_questions;
mod by_rollups;
mod calendar;
mod in_turn;
mod views;

use std::sync::Arc;

use api::{ArchivePage, ArchiveParams, ArchiveView, TabView};
use archive::RecordBatch;
use archive::{ProxyName, Row};
use arrow::array::{ArrayRef, Float64Array, Int64Array, StringArray, TimestampMicrosecondArray};
use timeseries::{Day, Duration, Labels, Timestamp};

use crate::fakes::{
    DayToKeep, FakeSource, FakeSources, FakeSql, FixedClock, MemoryArchive, MemoryEvaluations, MemoryStore, WholeDays,
};
use crate::{Memory, Models, Pool, Service, SqlError};

/// Noon of 2026-11-20.
fn now() -> Timestamp {
    Timestamp::from_ms(day("2026-11-20").start().ms() + 43_200_000)
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// Days and proxies, one row a file; a day that was over when it was collected unless its name ends in `!`, and none where it ends in `-`.
async fn archive_of(files: &[(&str, &str)]) -> Arc<MemoryArchive> {
    filled(MemoryArchive::default(), files).await
}

async fn filled(archive: MemoryArchive, files: &[(&str, &str)]) -> Arc<MemoryArchive> {
    for (date, proxy) in files {
        let (proxy, whole_day) = proxy.strip_suffix('!').map_or((*proxy, true), |proxy| (proxy, false));
        let (proxy, rows) = proxy.strip_suffix('-').map_or((proxy, 1), |proxy| (proxy, 0));
        let timestamp = day(date).start();
        let row = Row { timestamp, metric: "request_count".to_owned(), value: 1.0, labels: Labels::default() };
        let proxy: ProxyName = proxy.parse().unwrap();
        archive
            .write_day(DayToKeep { day: day(date), proxy, rows: vec![row; rows], collected: now(), whole_day })
            .await
            .unwrap();
    }
    Arc::new(archive)
}

/// Two proxies on three days, and a third on the last.
const USUAL: [(&str, &str); 7] = [
    ("2026-11-17", "a"),
    ("2026-11-17", "b"),
    ("2026-11-18", "a"),
    ("2026-11-18", "b"),
    ("2026-11-19", "a"),
    ("2026-11-19", "b"),
    ("2026-11-19", "c"),
];

async fn usual() -> Arc<MemoryArchive> {
    archive_of(&USUAL).await
}

fn service(archive: Arc<MemoryArchive>, sql: &Arc<FakeSql>) -> Service {
    Service {
        sources: Arc::new(FakeSources(FakeSource::one(|_| 1.0))),
        store: Arc::new(MemoryStore::default()),
        models: Models::default(),
        evaluations: Arc::new(MemoryEvaluations::default()),
        archive,
        sql: Arc::clone(sql) as Arc<dyn crate::SqlEngine>,
        collector: None,
        console: crate::SqlConsole::default(),
        clock: Arc::new(FixedClock(now())),
        pool: Pool::new(1, 1, Duration::MINUTE).unwrap(),
        counter: crate::fakes::fresh_counter(),
        uploads: crate::Uploads::default(),
        operation: Arc::new(crate::fakes::FakeOperation::default()),
        own_metrics: Arc::new(crate::fakes::FakeMetrics::default()),
        memory: Memory::default(),
    }
}

/// One row with every column that any statement of the page has, so that one fake answers all of them.
fn row(metric: &str, proxy: &str, value: f64) -> RecordBatch {
    let moment = || Arc::new(TimestampMicrosecondArray::from(vec![day("2026-11-18").start().ms() * 1000])) as ArrayRef;
    let text = |text: &str| Arc::new(StringArray::from(vec![text])) as ArrayRef;
    let real = |value: f64| Arc::new(Float64Array::from(vec![value])) as ArrayRef;
    let count = |count: i64| Arc::new(Int64Array::from(vec![count])) as ArrayRef;
    RecordBatch::try_from_iter([
        ("metric_name", text(metric)),
        ("api_proxy", text(proxy)),
        ("error_type", text("")),
        ("labels", text("{\"a\": \"<b>\"}")),
        ("date", text("2026-11-18")),
        ("timestamp", moment()),
        ("moment", moment()),
        ("first", moment()),
        ("last", moment()),
        ("moments", count(1)),
        ("records", count(60)),
        ("not_finite", count(2)),
        ("weekday", count(3)),
        ("hour", count(14)),
        ("value", real(value)),
        ("mean", real(value)),
        ("total", real(value)),
        ("low", real(value)),
        ("high", real(value)),
        ("newest", real(value)),
        ("errors", real(value)),
        ("p50", real(value)),
        ("p90", real(value)),
        ("p95", real(value)),
        ("p99", real(value)),
    ])
    .unwrap()
}

fn engine() -> Arc<FakeSql> {
    Arc::new(FakeSql::answering(Ok(row("request_count", "a", 1234.5))))
}

async fn page(query: &str) -> ArchiveView {
    page_of(usual().await, &engine(), query).await
}

async fn page_of(archive: Arc<MemoryArchive>, sql: &Arc<FakeSql>, query: &str) -> ArchiveView {
    match service(archive, sql).archive_page(&ArchiveParams::from_query(query)).await.unwrap() {
        ArchivePage::Filled(view) => *view,
        ArchivePage::Empty(_) => panic!("the archive is not empty"),
    }
}

fn tab(view: &ArchiveView) -> &TabView {
    &view.answer.as_ref().unwrap().tab
}

/// The statements that were asked, as a person would read them.
fn asked(sql: &FakeSql) -> Vec<String> {
    sql.asked.lock().unwrap().iter().map(|query| query.statement.shown()).collect()
}

#[tokio::test]
async fn an_empty_archive_is_no_error_and_asks_nothing() {
    let sql = engine();
    let page = service(Arc::default(), &sql).archive_page(&ArchiveParams::default()).await.unwrap();
    let ArchivePage::Empty(empty) = page else { panic!("{page:?}") };
    assert!(!empty.has_collector && empty.left_out.is_empty());
    assert!(asked(&sql).is_empty());
}

#[tokio::test]
async fn only_files_of_the_days_and_proxies_chosen_are_given_to_the_engine() {
    let sql = engine();
    page_of(usual().await, &sql, "tab=percentiles&from=2026-11-18&to=2026-11-19&proxy=b&metric=request_count").await;
    let queries = sql.asked.lock().unwrap();
    for query in queries.iter() {
        let paths: Vec<&str> = query.files.iter().map(|file| file.place.path.as_str()).collect();
        assert_eq!(paths, ["2026-11-18/b.parquet", "2026-11-19/b.parquet"]);
        assert_eq!(query.author, crate::Author::Promcast);
    }
    let last = queries.last().unwrap().statement.shown();
    for words in
        ["date BETWEEN '2026-11-18' AND '2026-11-19'", "api_proxy IN ('b')", "metric_name IN ('request_count')"]
    {
        assert!(last.contains(words), "{last}");
    }
}

#[tokio::test]
async fn what_was_asked_a_moment_ago_is_not_asked_again() {
    let sql = engine();
    let service = service(usual().await, &sql);
    let params = ArchiveParams::from_query("tab=totals");
    service.archive_page(&params).await.unwrap();
    let first = asked(&sql).len();
    service.archive_page(&params).await.unwrap();
    assert_eq!(asked(&sql).len(), first);
}

#[tokio::test]
async fn a_failing_engine_leaves_the_form() {
    let sql = Arc::new(FakeSql::answering(Err(SqlError::Busy)));
    let view = page_of(usual().await, &sql, "").await;
    let problem = view.answer.unwrap_err();
    assert_eq!((problem.problem.kind, problem.field), (api::ProblemKind::Overloaded, None));
    assert_eq!(view.offer.proxies.len(), 3);
}

#[tokio::test]
async fn a_file_that_fails_is_left_out_by_name() {
    let path = "2026-11-18/a.parquet".to_owned();
    let sql =
        Arc::new(FakeSql::answering(Err(SqlError::File { path: path.clone(), message: "its end is gone".to_owned() })));
    let view = page_of(usual().await, &sql, "tab=totals").await;
    // The fake goes on to complain of a file that is no longer asked: then it is said as it is.
    assert_eq!(view.left_out, [api::LeftOutView { path, reason: "its end is gone".to_owned() }]);
    assert!(
        sql.asked.lock().unwrap().last().unwrap().files.iter().all(|file| file.place.path != "2026-11-18/a.parquet")
    );
    assert!(view.answer.is_err());
}
