//! The console on an engine that answers what it is told to.

mod charts;
mod pages;
mod refusals;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use api::SqlRowsView;
use archive::{ProxyName, RecordBatch, Row};
use arrow::array::{ArrayRef, Int64Array};
use async_trait::async_trait;
use futures_util::{StreamExt, stream};
use timeseries::{Day, Duration, Labels, Timestamp};

use super::*;
use crate::fakes::{
    DayToKeep, FakeSource, FakeSources, FixedClock, MemoryArchive, MemoryEvaluations, MemoryStore, WholeDays,
};
use crate::{Author, Memory, Models, Pool, SqlAnswer, SqlEnd, SqlEngine, SqlPart, SqlQuery};

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
        counter: crate::fakes::fresh_counter(),
        uploads: crate::Uploads::default(),
        operation: Arc::new(crate::fakes::FakeOperation::default()),
        own_metrics: Arc::new(crate::fakes::FakeMetrics::default()),
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
