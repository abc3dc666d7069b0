//! Asks the engine: only the files of the days and proxies chosen, once while nothing changed, without files that fail.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::time::Duration;

use archive::sql::{self, Statement};
use archive::{ArchivedFile, Inventory, RolledFile, Summary, Table};

use super::scope::Scope;
use crate::readable::{Asked, ReadableFiles};
use crate::{Author, Service, SqlError, SqlLimits};

/// Limits of a query of the page: its answers are small, whatever they are read from.
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
    /// The files to query, and those left out.
    pub(super) read: ReadableFiles,
}

impl<'a> Reader<'a> {
    /// One for the files of a choice.
    pub(super) fn new(service: &'a Service, inventory: &Inventory, scope: &Scope) -> Self {
        Self { service, read: ReadableFiles::new(scope.files(inventory), inventory.left_out.clone()) }
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
        let rollups = self.service.archive.rollups(&self.read.files).await;
        let mut rolled = Vec::with_capacity(rollups.len());
        for (file, rollup) in self.read.files.iter().zip(&rollups) {
            let rollup = rollup.as_deref()?;
            rolled.push(RolledFile { day: file.place.day, proxy: file.place.proxy.as_str(), rollup });
        }
        summary.of_rollups(&rolled)
    }

    /// The rows of an answer.
    pub(super) async fn ask(&mut self, statement: &Statement) -> Result<Arc<Table>, SqlError> {
        let key = key(&self.read.files, statement);
        if let Some(table) = self.service.memory.table(&key) {
            return Ok(table);
        }
        let table = Arc::new(self.ask_again(statement).await?);
        self.service.memory.keep_table(key, &table);
        Ok(table)
    }

    async fn ask_again(&mut self, statement: &Statement) -> Result<Table, SqlError> {
        if self.read.files.is_empty() {
            return Ok(Table::default());
        }
        let asked = Asked { statement: statement.clone(), author: Author::Promcast, limits: PAGE_LIMITS };
        let answer = self.read.whole(self.service.sql.as_ref(), &asked).await?;
        match answer.end.cut {
            true => Err(SqlError::TooLarge { why: "the answer is larger than a page can show".to_owned() }),
            false => Ok(Table::new(answer.batches)),
        }
    }
}

/// Returns the cache key of an answer: the files as they are, and the statement.
fn key(files: &[ArchivedFile], statement: &Statement) -> String {
    let mut hasher = DefaultHasher::new();
    for file in files {
        (&file.place.path, &file.sha256).hash(&mut hasher);
    }
    format!("{:016x} {} {}", hasher.finish(), files.len(), statement.shown())
}
