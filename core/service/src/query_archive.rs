//! The archive asked from a command line: how many records, the first of them, the usual three tables, or any statement.

mod question;
mod text_table;

use std::sync::Arc;
use std::time::Duration;

use archive::sql::{self, Column, Sort, Statement};
use archive::{ArchivedFile, RecordBatch};
use futures_util::StreamExt;

use crate::{Archive, ArchiveError, Author, SqlAnswer, SqlEngine, SqlError, SqlLimits, SqlPart, SqlQuery};

pub use question::ArchiveQuestion;
pub use text_table::TextTable;

/// So many of the first records are shown.
const FIRST_RECORDS: u64 = 10;

/// So many files may be damaged before the archive is.
const MOST_LEFT_OUT: usize = 100;

/// Whoever types a command waits longer than a page does, and stops it when that is enough.
const LIMITS: SqlLimits =
    SqlLimits { deadline: Duration::from_secs(900), max_rows: u64::MAX, max_bytes: u64::MAX, max_columns: 10_000 };

/// Why the archive did not answer.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// There is no file for the question.
    #[error("there is no file")]
    NoFiles,
    /// The folder.
    #[error("the archive cannot be read")]
    Archive(#[from] ArchiveError),
    /// The statement.
    #[error(transparent)]
    Sql(#[from] SqlError),
}

/// What there is for a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveSummary {
    /// How many records.
    pub records: u64,
    /// The first of them.
    pub first: TextTable,
    /// Tables with their titles; those without rows are left out.
    pub tables: Vec<(&'static str, TextTable)>,
    /// Files that could not be read, by path, with the reason.
    pub left_out: Vec<(String, String)>,
}

/// Reads an archive.
#[derive(Clone, Debug)]
pub struct ArchiveReader {
    /// Its files.
    pub archive: Arc<dyn Archive>,
    /// What reads them.
    pub sql: Arc<dyn SqlEngine>,
}

/// The files of a question, fewer when some turn out to be damaged.
struct Files {
    readable: Vec<ArchivedFile>,
    left_out: Vec<(String, String)>,
}

impl ArchiveReader {
    /// How many records there are, the first of them, and the usual tables.
    pub async fn summary(&self, question: &ArchiveQuestion) -> Result<ArchiveSummary, QueryError> {
        let mut files = self.files(question).await?;
        let filter = question.filter(&files.readable);
        let records = self.table(sql::found(&filter, ""), &mut files).await?;
        let oldest = Sort { column: Column::Timestamp, is_descending: false };
        let first = self.table(sql::page_of_rows(&filter, "", oldest, FIRST_RECORDS, 0), &mut files).await?;
        let mut tables = Vec::new();
        for (title, statement) in question.tables(&filter) {
            let table = self.table(statement, &mut files).await?;
            if !table.rows.is_empty() {
                tables.push((title, table));
            }
        }
        let count = records.rows.first().and_then(|row| row.first()?.parse().ok());
        Ok(ArchiveSummary { records: count.unwrap_or(0), first, tables, left_out: files.left_out })
    }

    /// All records of a question, as they come.
    pub async fn records(&self, question: &ArchiveQuestion) -> Result<SqlAnswer, QueryError> {
        let mut files = self.files(question).await?;
        let oldest = Sort { column: Column::Timestamp, is_descending: false };
        let statement = sql::rows(&question.filter(&files.readable), "", oldest);
        self.answer(&statement, Author::Promcast, &mut files).await
    }

    /// What a statement answers, as it comes. Whoever typed it may know what they do; it is confined all the same.
    pub async fn statement(&self, text: &str) -> Result<SqlAnswer, QueryError> {
        let readable = self.archive.inventory().await?.files.clone();
        let mut files = Files { readable, left_out: Vec::new() };
        self.answer(&Statement::plain(text), Author::Stranger, &mut files).await
    }

    async fn files(&self, question: &ArchiveQuestion) -> Result<Files, QueryError> {
        let inventory = self.archive.inventory().await?;
        let readable: Vec<ArchivedFile> =
            inventory.files.iter().filter(|file| question.wants(&file.place)).cloned().collect();
        if readable.is_empty() {
            return Err(QueryError::NoFiles);
        }
        let left_out = inventory.left_out.iter().filter(|file| question.wants_day(file.day));
        let left_out = left_out.map(|file| (file.path.clone(), file.reason.clone())).collect();
        Ok(Files { readable, left_out })
    }

    async fn table(&self, statement: Statement, files: &mut Files) -> Result<TextTable, QueryError> {
        loop {
            let mut answer = self.answer(&statement, Author::Promcast, files).await?;
            match collect(&mut answer).await {
                Ok(batches) => return Ok(TextTable::new(&answer.schema, &batches)),
                Err(error) => files.leave_out(error)?,
            }
        }
    }

    /// Asks again without a file that turns out to be damaged.
    async fn answer(&self, statement: &Statement, author: Author, files: &mut Files) -> Result<SqlAnswer, QueryError> {
        loop {
            let (statement, readable) = (statement.clone(), files.readable.clone());
            match self.sql.run(SqlQuery { statement, files: readable, author, limits: LIMITS }).await {
                Ok(answer) => return Ok(answer),
                Err(error) => files.leave_out(error)?,
            }
        }
    }
}

impl Files {
    /// Leaves out the file that an error is about; any other error stays one.
    fn leave_out(&mut self, error: SqlError) -> Result<(), QueryError> {
        let SqlError::File { path, message } = &error else { return Err(error.into()) };
        let before = self.readable.len();
        self.readable.retain(|file| file.place.path != *path);
        if self.readable.len() == before || self.left_out.len() >= MOST_LEFT_OUT {
            return Err(error.into());
        }
        self.left_out.push((path.clone(), message.clone()));
        Ok(())
    }
}

async fn collect(answer: &mut SqlAnswer) -> Result<Vec<RecordBatch>, SqlError> {
    let mut batches = Vec::new();
    while let Some(part) = answer.batches.next().await {
        if let SqlPart::Rows(rows) = part? {
            batches.push(rows);
        }
    }
    Ok(batches)
}

#[cfg(test)]
mod tests;
