//! The archive asked from a command line: how many records, the first of them, the usual three tables, or any statement.

mod question;
mod text_table;

use std::sync::Arc;
use std::time::Duration;

use archive::LeftOut;
use archive::sql::{self, Column, Sort, Statement};

use crate::readable::{Asked, ReadableFiles};
use crate::{Archive, ArchiveError, Author, SqlAnswer, SqlEngine, SqlError, SqlLimits};

pub use question::ArchiveQuestion;
pub use text_table::TextTable;

/// So many of the first records are shown.
const FIRST_RECORDS: u64 = 10;

/// Limits of the command line: its users wait longer than those of a page, and can stop the command.
const LIMITS: SqlLimits =
    SqlLimits { deadline: Duration::from_secs(900), max_rows: u64::MAX, max_bytes: u64::MAX, max_columns: 10_000 };

/// Error of a query to the archive.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// There is no file for the question.
    #[error("there is no file")]
    NoFiles {
        /// Those that there are and that cannot be read.
        left_out: Vec<LeftOut>,
    },
    /// The folder.
    #[error("the archive cannot be read")]
    Archive(#[from] ArchiveError),
    /// The statement.
    #[error(transparent)]
    Sql(#[from] SqlError),
}

/// Summary of the records that match a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveSummary {
    /// Number of records.
    pub records: u64,
    /// The first of them.
    pub first: TextTable,
    /// Tables with their titles; those without rows are left out.
    pub tables: Vec<(&'static str, TextTable)>,
    /// Files that could not be read.
    pub left_out: Vec<LeftOut>,
}

/// Reads an archive.
#[derive(Clone, Debug)]
pub struct ArchiveReader {
    /// Its files.
    pub archive: Arc<dyn Archive>,
    /// Engine that queries the files.
    pub sql: Arc<dyn SqlEngine>,
}

/// A statement that is being read.
#[derive(Debug)]
pub struct ArchiveReading {
    sql: Arc<dyn SqlEngine>,
    asked: Asked,
    files: ReadableFiles,
}

impl ArchiveReader {
    /// Returns the number of records, the first of them, and the usual tables.
    pub async fn summary(&self, question: &ArchiveQuestion) -> Result<ArchiveSummary, QueryError> {
        let mut files = self.files(question).await?;
        let filter = question.filter(&files.files);
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

    /// All records of a question.
    pub async fn records(&self, question: &ArchiveQuestion) -> Result<ArchiveReading, QueryError> {
        let files = self.files(question).await?;
        let oldest = Sort { column: Column::Timestamp, is_descending: false };
        let asked = own(sql::rows(&question.filter(&files.files), "", oldest));
        Ok(ArchiveReading { sql: Arc::clone(&self.sql), asked, files })
    }

    /// Prepares a user's own statement over all files. It is confined, even if the user knows what it does.
    pub async fn statement(&self, text: &str) -> Result<ArchiveReading, QueryError> {
        let inventory = self.archive.inventory().await?;
        let files = ReadableFiles::new(inventory.files.clone(), inventory.left_out.clone());
        let asked = Asked { statement: Statement::plain(text), author: Author::Stranger, limits: LIMITS };
        Ok(ArchiveReading { sql: Arc::clone(&self.sql), asked, files })
    }

    async fn files(&self, question: &ArchiveQuestion) -> Result<ReadableFiles, QueryError> {
        let inventory = self.archive.inventory_of(&question.wanted()).await?;
        match inventory.files.is_empty() {
            true => Err(QueryError::NoFiles { left_out: inventory.left_out.clone() }),
            false => Ok(ReadableFiles::new(inventory.files.clone(), inventory.left_out.clone())),
        }
    }

    async fn table(&self, statement: Statement, files: &mut ReadableFiles) -> Result<TextTable, QueryError> {
        let answer = files.whole(self.sql.as_ref(), &own(statement)).await?;
        Ok(TextTable::new(&answer.schema, &answer.batches))
    }
}

impl ArchiveReading {
    /// The answer, as it comes.
    pub async fn begin(&mut self) -> Result<SqlAnswer, SqlError> {
        self.files.begin(self.sql.as_ref(), &self.asked).await
    }

    /// Goes on without the file that an error in the middle of the answer is about: the next [`begin`](Self::begin) leaves it out.
    ///
    /// # Errors
    /// Any other error.
    pub fn leave_out(&mut self, error: SqlError) -> Result<(), SqlError> {
        self.files.leave_out(error)
    }

    /// Returns the files left out so far.
    #[must_use]
    pub fn left_out(&self) -> &[LeftOut] {
        self.files.left_out()
    }
}

fn own(statement: Statement) -> Asked {
    Asked { statement, author: Author::Promcast, limits: LIMITS }
}

#[cfg(test)]
mod tests;
