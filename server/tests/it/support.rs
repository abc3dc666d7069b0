//! Support of the tests: the running binary, a small HTTP client, fake and real Prometheus servers.

mod archived;
mod bikes;
mod command;
mod fake;
mod http;
mod https;
mod kept;
mod promcast;
mod prometheus;
mod small_disk;
mod table;

pub(crate) use archived::{ArchivedRow, archived_rows};
pub(crate) use bikes::{Bikes, hour_csv, one_hour};
pub(crate) use command::{Ran, run, run_with_input};
pub(crate) use fake::{Fake, json, matrix, reply};
pub(crate) use http::{Answer, encoded};
pub(crate) use https::{Authority, Signed, https_get};
pub(crate) use kept::{day_of, keep};
pub(crate) use promcast::Promcast;
pub(crate) use prometheus::{Prometheus, is_there, shared_data};
pub(crate) use small_disk::SmallDisk;
pub(crate) use table::Table;

use std::path::PathBuf;

/// In every place where a credential can be, and nowhere in what Promcast says.
pub(crate) const CANARY: &str = "hunter2-canary";

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// Returns true if a text contains these words, backticks aside: the page shows text between them in another type.
pub(crate) fn says(text: &str, words: &str) -> bool {
    text.replace('`', "").contains(&words.replace('`', ""))
}

/// Fails where a text holds the canary, as it is or in base64.
pub(crate) fn assert_quiet(text: &str) {
    let leaks = [CANARY, "aHVudGVyMi", "h1bnRlcjIt", "odW50ZXIyL"];
    assert!(!leaks.iter().any(|leak| text.contains(leak)), "a credential is in: {text}");
}
