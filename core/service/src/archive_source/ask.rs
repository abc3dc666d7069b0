//! One statement of Promcast's own over some files, its whole answer, and the files that had to be left out.

use std::time::Duration;

use archive::sql::Statement;
use archive::{ArchivedFile, RecordBatch};
use futures_util::StreamExt;

use crate::{Author, SourceError, SqlEngine, SqlError, SqlLimits, SqlPart, SqlQuery};

/// Samples of one answer.
const MAX_ROWS: u64 = 2_000_000;
/// As much as those rows need at most, with their labels.
const MAX_BYTES: u64 = 1 << 29;
/// No statement here has more columns.
const MAX_COLUMNS: usize = 16;
const DEADLINE: Duration = Duration::from_secs(60);
/// So many files may turn out to be damaged while they are read.
const MAX_DAMAGED: usize = 20;

/// The rows of a statement.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) batches: Vec<RecordBatch>,
    /// The files that could not be read.
    pub(super) warnings: Vec<String>,
}

/// Runs a statement; a file that cannot be read is left out and named.
pub(super) async fn ask(
    sql: &dyn SqlEngine,
    statement: &Statement,
    mut files: Vec<ArchivedFile>,
) -> Result<Rows, SourceError> {
    let mut warnings = Vec::new();
    loop {
        if files.is_empty() {
            return Ok(Rows { batches: Vec::new(), warnings });
        }
        match run(sql, statement, files.clone()).await {
            Ok(batches) => return Ok(Rows { batches, warnings }),
            Err(Failure::Sql(SqlError::File { path, message })) if warnings.len() < MAX_DAMAGED => {
                let before = files.len();
                files.retain(|file| file.place.path != path);
                if files.len() == before {
                    return Err(SourceError::Archive { why: format!("{path}: {message}") });
                }
                warnings.push(format!("the file {path} of the archive cannot be read and is left out: {message}"));
            }
            Err(failure) => return Err(failure.into()),
        }
    }
}

/// Error of a query for rows.
enum Failure {
    Sql(SqlError),
    /// More rows than are read.
    Cut,
    /// The engine stopped in the middle.
    NoEnd,
}

async fn run(
    sql: &dyn SqlEngine,
    statement: &Statement,
    files: Vec<ArchivedFile>,
) -> Result<Vec<RecordBatch>, Failure> {
    let limits = SqlLimits { deadline: DEADLINE, max_rows: MAX_ROWS, max_bytes: MAX_BYTES, max_columns: MAX_COLUMNS };
    let query = SqlQuery { statement: statement.clone(), files, author: Author::Promcast, limits };
    let mut answer = sql.run(query).await.map_err(Failure::Sql)?;
    let mut batches = Vec::new();
    while let Some(part) = answer.batches.next().await {
        match part.map_err(Failure::Sql)? {
            SqlPart::Rows(rows) => batches.push(rows),
            SqlPart::End(end) if end.cut => return Err(Failure::Cut),
            SqlPart::End(_) => return Ok(batches),
        }
    }
    Err(Failure::NoEnd)
}

impl From<Failure> for SourceError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Cut => Self::TooLarge {
                what: format!("more than {} million samples", MAX_ROWS / 1_000_000),
                limit: format!("{} million", MAX_ROWS / 1_000_000),
            },
            Failure::NoEnd => Self::Archive { why: "the answer has no end".to_owned() },
            Failure::Sql(SqlError::Timeout { seconds }) => Self::Timeout { seconds },
            Failure::Sql(SqlError::OutOfMemory { limit_mib }) => Self::TooLarge {
                what: "a question that needs more memory".to_owned(),
                limit: format!("{limit_mib} MiB"),
            },
            Failure::Sql(error) => Self::Archive { why: error.to_string() },
        }
    }
}
