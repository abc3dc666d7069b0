//! A statement over the files that can be read: what turns out unreadable is left out, named, and the statement asked again.

use archive::sql::Statement;
use archive::{ArchivedFile, Inventory, RecordBatch, SchemaRef};
use futures_util::StreamExt;

use crate::{Author, Service, SqlAnswer, SqlEnd, SqlError, SqlLimits, SqlPart, SqlQuery};

/// So many files may turn out unreadable while a statement runs; more is not a matter of single files.
const MAX_BAD_FILES: usize = 16;

/// An answer that has begun.
#[derive(Debug)]
pub struct SqlDownload {
    /// The rows as they come.
    pub answer: SqlAnswer,
    /// Paths of files that are not among them.
    pub left_out: Vec<String>,
}

/// A whole answer.
#[derive(Debug)]
pub(super) struct Whole {
    pub(super) schema: SchemaRef,
    pub(super) batches: Vec<RecordBatch>,
    pub(super) end: SqlEnd,
    pub(super) left_out: Vec<String>,
}

/// Runs a stranger's statement until its first rows can be read.
pub(super) async fn begin(
    service: &Service,
    inventory: &Inventory,
    sql: &str,
    limits: SqlLimits,
) -> Result<SqlDownload, SqlError> {
    let mut files = Files::of(inventory);
    loop {
        match service.sql.run(files.query(sql, limits)).await {
            Ok(answer) => {
                let damaged = inventory.left_out.iter().map(|file| file.path.clone());
                return Ok(SqlDownload { answer, left_out: damaged.chain(files.left_out).collect() });
            }
            Err(error) => files.leave_out(error)?,
        }
    }
}

/// Runs a stranger's statement to its end.
pub(super) async fn whole(
    service: &Service,
    inventory: &Inventory,
    sql: &str,
    limits: SqlLimits,
) -> Result<Whole, SqlError> {
    let mut files = Files::of(inventory);
    loop {
        let answer = match service.sql.run(files.query(sql, limits)).await {
            Ok(answer) => collect(answer).await,
            Err(error) => Err(error),
        };
        match answer {
            Ok((schema, batches, end)) => return Ok(Whole { schema, batches, end, left_out: files.left_out }),
            Err(error) => files.leave_out(error)?,
        }
    }
}

async fn collect(mut answer: SqlAnswer) -> Result<(SchemaRef, Vec<RecordBatch>, SqlEnd), SqlError> {
    let mut batches = Vec::new();
    while let Some(part) = answer.batches.next().await {
        match part? {
            SqlPart::Rows(rows) => batches.push(rows),
            SqlPart::End(end) => return Ok((answer.schema, batches, end)),
        }
    }
    Err(SqlError::Died { why: "its answer has no end".to_owned() })
}

/// The files a statement sees.
struct Files {
    files: Vec<ArchivedFile>,
    left_out: Vec<String>,
}

impl Files {
    fn of(inventory: &Inventory) -> Self {
        Self { files: inventory.files.clone(), left_out: Vec::new() }
    }

    fn query(&self, sql: &str, limits: SqlLimits) -> SqlQuery {
        SqlQuery { statement: Statement::plain(sql), files: self.files.clone(), author: Author::Stranger, limits }
    }

    /// Goes on without the file that an error names; any other error ends the statement.
    fn leave_out(&mut self, error: SqlError) -> Result<(), SqlError> {
        let SqlError::File { path, .. } = &error else { return Err(error) };
        let before = self.files.len();
        self.files.retain(|file| file.place.path != *path);
        if self.files.len() == before || self.left_out.len() == MAX_BAD_FILES {
            return Err(error);
        }
        self.left_out.push(path.clone());
        Ok(())
    }
}
