//! `SqlEngine`: port that runs SQL over the archive, in a process of its own because a client's statement is a program.

use std::time::Duration;

use archive::sql::Statement;
use archive::{ArchivedFile, NoForm, RecordBatch, SchemaRef};
use async_trait::async_trait;
use futures_util::stream::BoxStream;

/// Runs statements.
#[async_trait]
pub trait SqlEngine: Send + Sync + std::fmt::Debug {
    /// Returns the confinement of client statements, which decides whether they may be run.
    fn confinement(&self) -> Confinement;

    /// Statements over these files are to be expected: what can be read ahead may be.
    fn expect(&self, _files: &[ArchivedFile]) {}

    /// Runs a statement. It sees the files as the view `metrics`, with the columns of the contract.
    async fn run(&self, query: SqlQuery) -> Result<SqlAnswer, SqlError>;
}

/// A statement with what it may see and cost.
#[derive(Clone, Debug)]
pub struct SqlQuery {
    /// The statement.
    pub statement: Statement,
    /// The files of the view `metrics`.
    pub files: Vec<ArchivedFile>,
    /// Author of the statement.
    pub author: Author,
    /// Limits of its cost.
    pub limits: SqlLimits,
}

/// Author of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// Promcast. The process may be asked again.
    Promcast,
    /// A stranger. The process is never asked again, so that nothing of one statement reaches the next.
    Stranger,
}

/// Limits of a statement's cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SqlLimits {
    /// From the question to the last row; then the process is killed.
    pub deadline: Duration,
    /// Most rows; the answer ends there and says so.
    pub max_rows: u64,
    /// Most bytes of Arrow data; the answer ends there and says so.
    pub max_bytes: u64,
    /// Most columns; more is an error.
    pub max_columns: usize,
}

/// Isolation of a statement from the rest of the machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Confinement {
    /// The kernel does.
    Kernel,
    /// Only resource limits and DuckDB's settings do, and the operator said that this is enough.
    Weak,
    /// The kernel cannot: strangers' statements are refused, for this reason.
    Off(String),
}

/// The rows of an answer as they come. Dropping it ends the statement.
pub struct SqlAnswer {
    /// Columns.
    pub schema: SchemaRef,
    /// Rows. The stream's last item tells how it ended.
    pub batches: BoxStream<'static, Result<SqlPart, SqlError>>,
}

impl std::fmt::Debug for SqlAnswer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SqlAnswer").field("schema", &self.schema).finish_non_exhaustive()
    }
}

/// A part of an answer.
#[derive(Clone, Debug)]
pub enum SqlPart {
    /// Some rows.
    Rows(RecordBatch),
    /// The end: always the last part of an answer that did not fail.
    End(SqlEnd),
}

/// End of an answer: row counts and duration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SqlEnd {
    /// Rows sent.
    pub rows: u64,
    /// True if there were more rows than the limits allow.
    pub cut: bool,
    /// Run time of the statement.
    pub took: Duration,
    /// Rows read from files, where DuckDB tells.
    pub rows_read: Option<u64>,
}

/// Error of a statement.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SqlError {
    /// DuckDB refuses it: wrong SQL, a value out of range, something it may not do.
    #[error("{message}")]
    Statement {
        /// DuckDB's message.
        message: String,
        /// Position in the statement, in characters from 0, if the message names one.
        position: Option<usize>,
    },
    /// Not exactly one statement that only reads.
    #[error("{why}")]
    NotARead {
        /// The reason for the refusal.
        why: String,
    },
    /// The deadline passed.
    #[error("the query was ended after {seconds} s")]
    Timeout {
        /// The deadline.
        seconds: u64,
    },
    /// It needed more memory than it may have.
    #[error("the query needed more memory than the {limit_mib} MiB it may have")]
    OutOfMemory {
        /// The limit.
        limit_mib: u64,
    },
    /// The process died for another reason.
    #[error("the query ended its process: {why}")]
    Died {
        /// The signal or the exit code.
        why: String,
    },
    /// Too many columns, or a row too large.
    #[error("{why}")]
    TooLarge {
        /// The quantity that exceeds its limit.
        why: String,
    },
    /// A column of a type that cannot be sent, or not in the form asked for.
    #[error(transparent)]
    NoForm(#[from] NoForm),
    /// A file of the archive cannot be read.
    #[error("the file {path} cannot be read: {message}")]
    File {
        /// Its path below the archive's folder.
        path: String,
        /// DuckDB's message.
        message: String,
    },
    /// As many queries run as may, and as many wait.
    #[error("too many queries run at once")]
    Busy,
    /// Strangers' statements are off.
    #[error("{why}")]
    Off {
        /// The reason.
        why: String,
    },
    /// The process cannot be started.
    #[error("the process for queries cannot be started: {why}")]
    Unavailable {
        /// Message of the operating system or of the process.
        why: String,
    },
}
