//! Asks the engine: only the files of the days and proxies chosen, once while nothing changed, without files that fail.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::time::Duration;

use archive::sql::{self, Statement};
use archive::{ArchivedFile, Inventory, LeftOut, RolledFile, Summary, Table};
use futures_util::StreamExt;

use super::scope::Scope;
use crate::{Author, Service, SqlAnswer, SqlError, SqlLimits, SqlPart, SqlQuery};

/// What a question of the page may cost: its answers are small, whatever they are read from.
const PAGE_LIMITS: SqlLimits =
    SqlLimits { deadline: Duration::from_secs(30), max_rows: 200_000, max_bytes: 64 << 20, max_columns: 32 };

/// A metric and how many rows it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Counted {
    pub(super) metric: String,
    pub(super) records: u64,
    pub(super) not_finite: u64,
}

/// The engine, with files.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    pub(super) service: &'a Service,
    /// What is asked; fewer after one of them failed.
    pub(super) files: Vec<ArchivedFile>,
    /// What was left out, by the inventory and on the way.
    pub(super) left_out: Vec<LeftOut>,
}

impl<'a> Reader<'a> {
    /// One for the files of a choice.
    pub(super) fn new(service: &'a Service, inventory: &Inventory, scope: &Scope) -> Self {
        Self { service, files: scope.files(inventory), left_out: inventory.left_out.clone() }
    }

    /// The metrics in these files, whichever of them are chosen.
    pub(super) async fn counts(&mut self, scope: &Scope) -> Result<Vec<Counted>, SqlError> {
        let all_metrics = sql::Filter { metrics: Vec::new(), ..scope.filter() };
        let table = self.sum_up(&Summary::Counts(all_metrics)).await?;
        let (records, not_finite) = (table.counts("records"), table.counts("not_finite"));
        let rows = table.texts("metric_name").into_iter().zip(records.into_iter().zip(not_finite));
        Ok(rows.map(|(metric, (records, not_finite))| Counted { metric, records, not_finite }).collect())
    }

    /// The answer to a question about sums, means and counts: by the roll-ups of all files, or else by their rows.
    pub(super) async fn sum_up(&mut self, summary: &Summary) -> Result<Arc<Table>, SqlError> {
        match self.of_rollups(summary).await {
            Some(table) => Ok(Arc::new(table)),
            None => self.ask(&summary.statement()).await,
        }
    }

    async fn of_rollups(&self, summary: &Summary) -> Option<Table> {
        let rollups = self.service.archive.rollups(&self.files).await;
        let mut rolled = Vec::with_capacity(rollups.len());
        for (file, rollup) in self.files.iter().zip(&rollups) {
            let rollup = rollup.as_deref()?;
            rolled.push(RolledFile { day: file.place.day, proxy: file.place.proxy.as_str(), rollup });
        }
        summary.of_rollups(&rolled)
    }

    /// The rows of an answer.
    pub(super) async fn ask(&mut self, statement: &Statement) -> Result<Arc<Table>, SqlError> {
        let key = key(&self.files, statement);
        if let Some(table) = self.service.memory.table(&key) {
            return Ok(table);
        }
        let table = Arc::new(self.ask_again(statement).await?);
        self.service.memory.keep_table(key, &table);
        Ok(table)
    }

    async fn ask_again(&mut self, statement: &Statement) -> Result<Table, SqlError> {
        loop {
            if self.files.is_empty() {
                return Ok(Table::default());
            }
            let outcome = match self.run(statement).await {
                Ok(answer) => collected(answer).await,
                Err(error) => Err(error),
            };
            match outcome {
                Err(SqlError::File { path, message }) if self.leave_out(&path, &message) => {}
                outcome => return outcome,
            }
        }
    }

    async fn run(&self, statement: &Statement) -> Result<SqlAnswer, SqlError> {
        let (statement, files) = (statement.clone(), self.files.clone());
        self.service.sql.run(SqlQuery { statement, files, author: Author::Promcast, limits: PAGE_LIMITS }).await
    }

    /// Whether the file was there to be left out.
    fn leave_out(&mut self, path: &str, message: &str) -> bool {
        let Some(at) = self.files.iter().position(|file| file.place.path == path) else { return false };
        let file = self.files.remove(at);
        self.left_out.push(LeftOut { path: file.place.path, day: Some(file.place.day), reason: message.to_owned() });
        true
    }
}

async fn collected(answer: SqlAnswer) -> Result<Table, SqlError> {
    let mut batches = Vec::new();
    let mut parts = answer.batches;
    while let Some(part) = parts.next().await {
        match part? {
            SqlPart::Rows(rows) => batches.push(rows),
            SqlPart::End(end) if end.cut => {
                return Err(SqlError::TooLarge { why: "the answer is larger than a page can show".to_owned() });
            }
            SqlPart::End(_) => break,
        }
    }
    Ok(Table::new(batches))
}

/// What an answer depends on: the files as they are, and the statement.
fn key(files: &[ArchivedFile], statement: &Statement) -> String {
    let mut hasher = DefaultHasher::new();
    for file in files {
        (&file.place.path, &file.sha256).hash(&mut hasher);
    }
    format!("{:016x} {} {}", hasher.finish(), files.len(), statement.shown())
}
