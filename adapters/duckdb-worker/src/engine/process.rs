//! A child process: started, talked to, and what became of it.

use std::io::{self, Write};
use std::os::unix::process::ExitStatusExt;
use std::process::{ExitStatus, Stdio};

use service::SqlError;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command};

use super::WorkerSettings;
use crate::protocol::{HEADER_BYTES, Kind, SetUp, header, read_header};

/// So much of what a child says when it dies is kept.
const LAST_WORDS_BYTES: u64 = 4096;

/// A child. Dropping it ends it at once.
#[derive(Debug)]
pub(super) struct Process {
    child: Child,
    input: ChildStdin,
    output: ChildStdout,
    errors: ChildStderr,
    /// True if its `Ready` frame was received.
    is_ready: bool,
    /// True if it was told what to read ahead.
    pub(super) reads_ahead: bool,
    memory_mib: u64,
}

impl Process {
    /// Starts one. It is confined and opens DuckDB while nobody waits for it.
    pub(super) fn start(settings: &WorkerSettings, own: bool) -> Result<Self, SqlError> {
        let root = std::path::absolute(&settings.root).map_err(|error| unavailable(&error))?;
        let mut child = Command::new(&settings.program)
            .arg("sql-worker")
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| unavailable(&error))?;
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Some(input), Some(output), Some(errors)) = pipes else {
            return Err(unavailable(&io::ErrorKind::BrokenPipe.into()));
        };
        let set_up = SetUp {
            root,
            memory_mib: settings.memory_mib,
            threads: settings.threads,
            may_be_weak: own || settings.allow_weak,
            is_fenced: !own && (settings.allow_weak || !settings.for_operator),
        };
        let input = tell(input, &set_up).map_err(|error| unavailable(&error))?;
        Ok(Self { child, input, output, errors, is_ready: false, reads_ahead: false, memory_mib: settings.memory_mib })
    }

    /// Returns true if it still runs.
    pub(super) fn is_alive(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Asks it.
    pub(super) async fn ask(&mut self, body: &[u8]) -> Result<(), SqlError> {
        self.be_ready().await?;
        self.send(Kind::Ask, body).await
    }

    /// Has it read the footers of the files in a query before it is asked anything.
    pub(super) async fn read_ahead(&mut self, view: &str) -> Result<(), SqlError> {
        self.be_ready().await?;
        self.reads_ahead = true;
        self.send(Kind::Ahead, view.as_bytes()).await
    }

    /// Waits until it has said that it is.
    async fn be_ready(&mut self) -> Result<(), SqlError> {
        if !self.is_ready {
            if self.receive().await?.0 != Kind::Ready {
                return Err(nonsense());
            }
            self.is_ready = true;
        }
        Ok(())
    }

    async fn send(&mut self, kind: Kind, body: &[u8]) -> Result<(), SqlError> {
        let why = || SqlError::TooLarge { why: "the question is too large".to_owned() };
        let header = header(kind, body.len()).ok_or_else(why)?;
        let sent = async {
            self.input.write_all(&header).await?;
            self.input.write_all(body).await?;
            self.input.flush().await
        };
        if sent.await.is_err() {
            return Err(self.fate().await);
        }
        Ok(())
    }

    /// The next frame, or what became of the process.
    pub(super) async fn receive(&mut self) -> Result<(Kind, Vec<u8>), SqlError> {
        let mut bytes = [0; HEADER_BYTES];
        if self.output.read_exact(&mut bytes).await.is_err() {
            return Err(self.fate().await);
        }
        let (kind, length) = read_header(bytes).ok_or_else(nonsense)?;
        let mut body = vec![0; length];
        match self.output.read_exact(&mut body).await {
            Ok(_) => Ok((kind, body)),
            Err(_) => Err(self.fate().await),
        }
    }

    /// Waits for its end and returns the reason as an error.
    async fn fate(&mut self) -> SqlError {
        let mut words = Vec::new();
        let mut errors = (&mut self.errors).take(LAST_WORDS_BYTES);
        let (_, status) = tokio::join!(errors.read_to_end(&mut words), self.child.wait());
        let words = String::from_utf8_lossy(&words).trim().to_owned();
        match status {
            Ok(status) => died(status, &words, self.memory_mib),
            Err(error) => unavailable(&error),
        }
    }
}

/// Tells a child what it must know. The pipe is empty and holds more than this, so that nothing waits.
fn tell(input: ChildStdin, set_up: &SetUp) -> io::Result<ChildStdin> {
    let body = serde_json::to_vec(set_up)?;
    let header = header(Kind::SetUp, body.len()).ok_or(io::ErrorKind::InvalidInput)?;
    let mut pipe = std::process::ChildStdin::from(input.into_owned_fd()?);
    pipe.write_all(&[&header[..], &body].concat())?;
    ChildStdin::from_std(pipe)
}

/// Signals and codes by which a system or a library says that there was no memory: the kernel's killer, and `abort`.
fn died(status: ExitStatus, words: &str, limit_mib: u64) -> SqlError {
    use libc::{SIGABRT as ABORT, SIGKILL as KILL, SIGXCPU as CPU};
    let no_memory = ["bad_alloc", "memory allocation of", "Out of Memory", "ailed to allocate", "Cannot allocate"];
    let is_memory = no_memory.iter().any(|said| words.contains(said));
    tracing::warn!(%status, %words, "a process for SQL ended");
    match (status.signal(), status.code()) {
        (Some(KILL), _) | (_, Some(137)) => SqlError::OutOfMemory { limit_mib },
        (Some(ABORT), _) | (_, Some(1)) if is_memory => SqlError::OutOfMemory { limit_mib },
        (Some(CPU), _) => SqlError::Died { why: "it used more CPU time than it may".to_owned() },
        (Some(signal), _) => SqlError::Died { why: format!("signal {signal}") },
        (None, Some(1)) if !words.is_empty() => SqlError::Unavailable { why: words.to_owned() },
        (None, code) => SqlError::Died { why: format!("exit code {}", code.unwrap_or_default()) },
    }
}

fn unavailable(error: &io::Error) -> SqlError {
    SqlError::Unavailable { why: error.to_string() }
}

/// A child that does not speak as ours do.
pub(super) fn nonsense() -> SqlError {
    SqlError::Died { why: "it answered nothing that makes sense".to_owned() }
}
