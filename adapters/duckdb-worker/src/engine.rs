//! The server's side: which process answers which statement, how many at once, and for how long.

mod answer;
mod delivery;
mod failure;
mod process;
mod seats;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use archive::ArchivedFile;
use archive::sql::{NotARead, Statement, check_one_read, metrics_query};
use async_trait::async_trait;
use service::{Author, Confinement, SqlAnswer, SqlEngine, SqlError, SqlQuery};
use tokio::time::{Instant, sleep};

use crate::child::probe;
use crate::protocol::Ask;
use answer::{Answering, Successor};
use process::Process;
use seats::Seats;

/// A statement of a stranger is no longer, in bytes.
const MAX_STATEMENT_BYTES: usize = 1 << 20;

/// So many files, the newest, are read ahead: their footers take about 10 KB each.
const EXPECTED_FILES: usize = 4096;

/// Delay before reading ahead after an answer, so that it takes nothing from a statement that follows at once.
const QUIET: Duration = Duration::from_millis(500);

/// The longest wait of a page for its turn, which several statements of one make together.
const OWN_PATIENCE: Duration = Duration::from_secs(10);
/// A stranger who is told to come back can do so.
const STRANGERS_PATIENCE: Duration = Duration::from_secs(1);

/// Settings of the worker processes: how they are started, and how many.
#[derive(Clone, Debug)]
pub struct WorkerSettings {
    /// The program that has the subcommand `sql-worker`: usually this one.
    pub program: PathBuf,
    /// The archive's folder. It need not exist yet.
    pub root: PathBuf,
    /// Memory of a process, beyond what the program itself takes.
    pub memory_mib: u64,
    /// DuckDB's threads in a process.
    pub threads: usize,
    /// Statements of Promcast that run at once.
    pub own_at_once: usize,
    /// Statements of strangers that run at once.
    pub strangers_at_once: usize,
    /// True if user statements may be run where the kernel cannot confine them.
    pub allow_weak: bool,
    /// Set where strangers are the operator at a command line. They ask once, so no process is made ready for a next statement; and they
    /// may read what the kernel lets the process read, so DuckDB's own fence, slow over thousands of files, is left away.
    pub for_operator: bool,
}

impl WorkerSettings {
    /// The usual settings for an archive's folder.
    #[must_use]
    pub fn new(program: PathBuf, root: PathBuf) -> Self {
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(4);
        Self {
            program,
            root,
            memory_mib: 1200,
            threads,
            own_at_once: 2,
            strangers_at_once: 2,
            allow_weak: false,
            for_operator: false,
        }
    }
}

/// Runs statements in processes of their own. Must be used within a Tokio runtime.
#[derive(Debug)]
pub struct DuckdbWorker {
    shared: Arc<Shared>,
    confinement: Confinement,
}

/// State of the engine that an answer still needs after its statement was sent.
#[derive(Debug)]
struct Shared {
    settings: WorkerSettings,
    own: Arc<Seats>,
    strangers: Arc<Seats>,
    /// Processes that answered Promcast and can be asked again.
    warm: Mutex<Vec<Process>>,
    /// A process that has answered nobody yet.
    fresh: Mutex<Option<Process>>,
    /// The query over the files that are expected to be asked about.
    expected: Mutex<Option<Arc<str>>>,
}

impl DuckdbWorker {
    /// An engine over an archive. No process is started yet.
    #[must_use]
    pub fn new(settings: WorkerSettings) -> Self {
        let confinement = match (probe(), settings.allow_weak) {
            (Ok(()), _) => Confinement::Kernel,
            (Err(_), true) => Confinement::Weak,
            (Err(error), false) => {
                Confinement::Off(format!("the kernel cannot confine a process by Landlock: {error}"))
            }
        };
        let seats = |count, patience| Arc::new(Seats::new(count, patience));
        let own = seats(settings.own_at_once, OWN_PATIENCE);
        let strangers = seats(settings.strangers_at_once, STRANGERS_PATIENCE);
        let (warm, fresh, expected) = (Mutex::default(), Mutex::default(), Mutex::default());
        Self { shared: Arc::new(Shared { settings, own, strangers, warm, fresh, expected }), confinement }
    }

    /// Starts a process ahead of the first question, so that it need not wait for it.
    pub fn warm_up(&self) {
        self.warm_up_for(Author::Promcast);
        self.warm_up_for(Author::Stranger);
    }

    /// Starts the process of the first question of an author alone.
    pub fn warm_up_for(&self, author: Author) {
        match author {
            Author::Promcast => {
                if let Ok(process) = Process::start(&self.shared.settings, true) {
                    lock(&self.shared.warm).push(process);
                }
            }
            Author::Stranger if !matches!(self.confinement, Confinement::Off(_)) => self.shared.refill(),
            Author::Stranger => {}
        }
    }

    fn refuse(&self, query: &SqlQuery) -> Result<(), SqlError> {
        if query.author == Author::Promcast {
            return Ok(());
        }
        if let Confinement::Off(why) = &self.confinement {
            return Err(SqlError::Off { why: why.clone() });
        }
        let bytes = query.statement.sql.len();
        if bytes > MAX_STATEMENT_BYTES {
            let why = format!("the statement has {bytes} bytes, and may have {MAX_STATEMENT_BYTES}");
            return Err(SqlError::TooLarge { why });
        }
        check_one_read(&query.statement.sql).map_err(|error| match error {
            // A slip is a mistake in the statement, and nothing that is forbidden.
            NotARead::Misspelled { .. } => SqlError::Statement { message: error.to_string(), position: None },
            _ => SqlError::NotARead { why: error.to_string() },
        })
    }
}

#[async_trait]
impl SqlEngine for DuckdbWorker {
    fn confinement(&self) -> Confinement {
        self.confinement.clone()
    }

    fn expect(&self, files: &[ArchivedFile]) {
        let newest = &files[files.len().saturating_sub(EXPECTED_FILES)..];
        let view = metrics_query(&self.shared.folder_name(), newest);
        *lock(&self.shared.expected) = Some(view.into());
        self.shared.read_ahead();
    }

    async fn run(&self, query: SqlQuery) -> Result<SqlAnswer, SqlError> {
        self.refuse(&query)?;
        let seats = if query.author == Author::Promcast { &self.shared.own } else { &self.shared.strangers };
        let seat = seats.take().await?;
        let deadline = Instant::now() + query.limits.deadline;
        let process = self.shared.process(query.author)?;
        let (author, limits) = (query.author, query.limits);
        let folder = self.shared.folder_name();
        let ask = ask(query, &folder, self.shared.settings.threads);
        let shared = Arc::clone(&self.shared);
        let has_next = author == Author::Stranger && !shared.settings.for_operator;
        let successor = has_next.then(|| Successor(Arc::clone(&shared)));
        let answering = Answering { process, shared, author, limits, deadline, folder, _successor: successor };
        answering.begin(&ask, seats, seat).await
    }
}

impl Shared {
    /// A process to ask: for a stranger, one that nobody asked before.
    fn process(&self, author: Author) -> Result<Process, SqlError> {
        let mut waiting = match author {
            Author::Promcast => lock(&self.warm).pop(),
            Author::Stranger => lock(&self.fresh).take(),
        };
        match waiting.take_if(Process::is_alive) {
            Some(process) => Ok(process),
            None => Process::start(&self.settings, author == Author::Promcast),
        }
    }

    /// Has a process ready for the next stranger.
    fn refill(self: &Arc<Self>) {
        let mut fresh = lock(&self.fresh);
        if fresh.is_none() {
            // Where it cannot be started, the next question says why.
            *fresh = Process::start(&self.settings, false).ok();
            drop(fresh);
            self.read_ahead();
        }
    }

    /// Has the process that waits read the footers of the files that are expected, unless it is asked before.
    fn read_ahead(self: &Arc<Self>) {
        let shared = Arc::clone(self);
        tokio::spawn(async move {
            sleep(QUIET).await;
            let Some(view) = lock(&shared.expected).clone() else { return };
            let waiting = lock(&shared.fresh).take_if(|process| !process.reads_ahead);
            let Some(mut process) = waiting else { return };
            if process.read_ahead(&view).await.is_ok() {
                lock(&shared.fresh).get_or_insert(process);
            }
        });
    }

    /// Keeps a process for Promcast's next statement.
    fn keep(&self, process: Process) {
        let mut warm = lock(&self.warm);
        if warm.len() < self.settings.own_at_once {
            warm.push(process);
        }
    }

    /// The archive's folder as the child names it: from the folder it lies in.
    fn folder_name(&self) -> String {
        self.settings.root.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }
}

fn ask(query: SqlQuery, folder: &str, threads: usize) -> Ask {
    let Statement { sql, values } = query.statement.with_lists_in_text();
    let limits = query.limits;
    let once = query.author == Author::Stranger;
    Ask {
        sql,
        values,
        view: metrics_query(folder, &query.files),
        files: query.files.iter().map(|file| format!("{folder}/{}", file.place.path)).collect(),
        // Twice what it can use: this is for when nobody is left to end it.
        cpu_seconds: once.then(|| (limits.deadline.as_secs() + 2) * threads as u64 * 2),
        max_rows: limits.max_rows,
        max_bytes: limits.max_bytes,
        max_columns: limits.max_columns,
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
