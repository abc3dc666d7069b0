//! What the command line can ask for, and how its failures are told.

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

#[expect(clippy::print_stderr, reason = "this is the message of a command to whoever typed it")]
fn complain_of(line: &str) {
    eprintln!("{line}");
}

/// Says something on standard output; whoever reads it may stop.
fn say(line: &str) {
    let _nobody_listens = writeln!(io::stdout().lock(), "{line}");
}
