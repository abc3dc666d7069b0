//! A statement of the console over the files that can be read.

use archive::sql::Statement;
use archive::{Inventory, LeftOut, RecordBatch, SchemaRef};

use crate::readable::{Asked, ReadableFiles, WholeAnswer};
use crate::{Author, Service, SqlAnswer, SqlEnd, SqlError, SqlLimits};

/// An answer that has begun.
#[derive(Debug)]
pub struct SqlDownload {
    /// The rows as they come.
    pub answer: SqlAnswer,
    /// Files that are not among them.
    pub left_out: Vec<LeftOut>,
}

/// A whole answer.
#[derive(Debug)]
pub(super) struct Whole {
    pub(super) schema: SchemaRef,
    pub(super) batches: Vec<RecordBatch>,
    pub(super) end: SqlEnd,
    pub(super) left_out: Vec<LeftOut>,
}

/// Runs a stranger's statement until its first rows can be read.
pub(super) async fn begin(
    service: &Service,
    inventory: &Inventory,
    sql: &str,
    limits: SqlLimits,
) -> Result<SqlDownload, SqlError> {
    let mut files = files(inventory);
    let answer = files.begin(service.sql.as_ref(), &asked(sql, limits)).await?;
    Ok(SqlDownload { answer, left_out: files.left_out })
}

/// Runs a stranger's statement to its end.
pub(super) async fn whole(
    service: &Service,
    inventory: &Inventory,
    sql: &str,
    limits: SqlLimits,
) -> Result<Whole, SqlError> {
    let mut files = files(inventory);
    let WholeAnswer { schema, batches, end } = files.whole(service.sql.as_ref(), &asked(sql, limits)).await?;
    Ok(Whole { schema, batches, end, left_out: files.left_out })
}

fn files(inventory: &Inventory) -> ReadableFiles {
    ReadableFiles::new(inventory.files.clone(), inventory.left_out.clone())
}

fn asked(sql: &str, limits: SqlLimits) -> Asked {
    Asked { statement: Statement::plain(sql), author: Author::Stranger, limits }
}
