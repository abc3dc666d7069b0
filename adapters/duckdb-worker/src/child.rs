//! The child: reads what it may, gives up everything else, opens DuckDB, and answers one statement at a time.

mod answer;
mod confine;
mod database;
mod failure;
mod rows;
mod syscalls;
mod wire;

pub(crate) use confine::probe;

use std::io::{self, Write};
use std::process::ExitCode;

use crate::protocol::{Ask, Kind, SetUp};
use database::Database;

/// Runs `promcast sql-worker`. Must be called before any thread is started: earlier threads would not be confined.
#[must_use]
pub fn run_child() -> ExitCode {
    match serve() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // What is on standard error is the cause of death in the server's log.
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

/// Error that ends the child.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ChildError {
    /// Someone else started it.
    #[error("promcast starts sql-worker by itself: use `promcast query`")]
    NotAsked,
    /// The server sent a message that the protocol does not have here.
    #[error("what the server said makes no sense: {0}")]
    Protocol(&'static str),
    /// A pipe failed.
    #[error("the server cannot be talked to: {0}")]
    Pipe(#[from] io::Error),
    /// The kernel refused.
    #[error("this process cannot be confined: {0}")]
    Confine(String),
    /// DuckDB refused its settings.
    #[error("DuckDB cannot be opened: {0}")]
    Open(duckdb::Error),
}

fn serve() -> Result<(), ChildError> {
    let Some((Kind::SetUp, bytes)) = wire::read(&mut io::stdin().lock()).map_err(|_| ChildError::NotAsked)? else {
        return Err(ChildError::NotAsked);
    };
    let set_up: SetUp = serde_json::from_slice(&bytes).map_err(|_| ChildError::NotAsked)?;
    confine::confine(&set_up)?;
    let asked = wire::listen()?;
    let mut database = Database::open(&set_up).map_err(ChildError::Open)?;
    let mut out = io::stdout().lock();
    wire::write(&mut out, Kind::Ready, &[])?;
    while let Ok((kind, bytes)) = asked.recv() {
        if kind == Kind::Ahead {
            database.read_ahead(&String::from_utf8_lossy(&bytes));
            continue;
        }
        let ask: Ask = serde_json::from_slice(&bytes).map_err(|_| ChildError::Protocol("a question cannot be read"))?;
        confine::limit_cpu(ask.cpu_seconds)?;
        answer::answer(&mut database, &ask, &mut out)?;
    }
    Ok(())
}
