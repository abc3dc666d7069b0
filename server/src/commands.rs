//! What the command line can ask for, and how its failures are told.

mod archive;
mod collect;
mod ending;
mod forecast;
mod query;
mod serve;

pub(crate) use archive::archive;
pub(crate) use collect::collect;
pub(crate) use forecast::forecast;
pub(crate) use query::query;
pub(crate) use serve::serve;

/// Says why a command failed, with the whole chain of causes.
#[expect(clippy::print_stderr, reason = "this is the message of a command to whoever typed it")]
pub(crate) fn complain(error: &anyhow::Error) {
    eprintln!("promcast: {error:#}");
}
