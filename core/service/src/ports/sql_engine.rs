//! What answers SQL over the archive: a process of its own, because a statement of a stranger is a program.

use std::time::Duration;

use archive::sql::Statement;
use archive::{ArchivedFile, NoForm, RecordBatch, SchemaRef};
use async_trait::async_trait;
use futures_util::stream::BoxStream;

/// Runs statements.
#[async_trait]
pub trait SqlEngine: Send + Sync + std::fmt::Debug {
    /// Whether statements of strangers may be run: whether the kernel can confine them.
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
    /// Who wrote the statement.
    pub author: Author,
    /// What it may cost.
    pub limits: SqlLimits,
}

/// Who wrote a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// Promcast. The process may be asked again.
    Promcast,
    /// A stranger. The process is never asked again, so that nothing of one statement reaches the next.
    Stranger,
}

/// What a statement may cost.
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

/// What keeps a statement from the rest of the machine.
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

/// How an answer ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SqlEnd {
    /// Rows sent.
    pub rows: u64,
    /// Whether there were more rows than the limits allow.
    pub cut: bool,
    /// How long the statement ran.
    pub took: Duration,
    /// Rows read from files, where DuckDB tells.
    pub rows_read: Option<u64>,
}

/// Why a statement has no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SqlError {
    /// DuckDB refuses it: wrong SQL, a value out of range, something it may not do.
    #[error("{message}")]
    Statement {
        /// DuckDB's message.
        message: String,
        /// Where in the text, in characters from 0, where the message says so.
        position: Option<usize>,
    },
    /// Not exactly one statement that only reads.
    #[error("{why}")]
    NotARead {
        /// What it is instead.
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
        /// What there is too much of.
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
        /// Why.
        why: String,
    },
    /// The process cannot be started.
    #[error("the process for queries cannot be started: {why}")]
    Unavailable {
        /// What the operating system said.
        why: String,
    },
}
