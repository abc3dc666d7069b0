//! The commands, and the output of their errors.

mod archive;
mod check;
mod collect;
mod data;
mod ending;
mod evaluate;
mod forecast;
mod healthcheck;
mod query;
mod serve;
mod shell;
mod traffic;
mod train;
mod whole_file;

pub(crate) use archive::archive;
pub(crate) use check::check;
pub(crate) use collect::collect;
pub(crate) use data::BIKE_SHARING_URL;
pub(crate) use evaluate::evaluate;
pub(crate) use forecast::forecast;
pub(crate) use healthcheck::healthcheck;
pub(crate) use query::query;
pub(crate) use serve::serve;
pub(crate) use shell::{completions, man};
pub(crate) use traffic::traffic;
pub(crate) use train::train;

use std::io::{self, Write};

/// Says why a command failed, with the whole chain of causes.
pub(crate) fn complain(error: &anyhow::Error) {
    complain_of(&format!("promcast: {error:#}"));
}

/// Says something on standard error; whoever reads it may stop.
fn complain_of(line: &str) {
    let _nobody_listens = writeln!(io::stderr().lock(), "{line}");
}

/// Says something on standard output; whoever reads it may stop.
fn say(line: &str) {
    let _nobody_listens = writeln!(io::stdout().lock(), "{line}");
}

/// Prints a document on standard output; a reader such as `head` may close the pipe before its end.
fn print(bytes: &[u8]) -> anyhow::Result<()> {
    let mut stdout = io::stdout().lock();
    Ok(stdout.write_all(bytes).and_then(|()| stdout.flush()).or_else(ended_early)?)
}

/// Ignores a broken pipe: a reader of the output may stop early, as `head` does.
fn ended_early(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) }
}
