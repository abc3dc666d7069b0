//! Where the CSV goes: standard output, or a file that appears whole or not at all.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context;
use service::SeriesForecast;

/// Writes the forecasts to a file, or to standard output.
pub(super) fn write(done: &[SeriesForecast], path: Option<&Path>) -> anyhow::Result<()> {
    match path {
        Some(path) => to_file(done, path).with_context(|| format!("cannot write {}", path.display())),
        None => service::forecast_csv(done, io::stdout().lock()).or_else(ended_early).context("cannot write the CSV"),
    }
}

/// A script that reads the file never sees half of it.
fn to_file(done: &[SeriesForecast], path: &Path) -> anyhow::Result<()> {
    let temporary = temporary_beside(path);
    let written = fill(done, &temporary).and_then(|()| Ok(fs::rename(&temporary, path)?));
    if written.is_err() {
        // The first failure is the one to tell.
        let _not_there = fs::remove_file(&temporary);
    }
    written
}

fn fill(done: &[SeriesForecast], path: &Path) -> anyhow::Result<()> {
    let mut file = File::create(path)?;
    service::forecast_csv(done, &mut file)?;
    Ok(file.sync_all()?)
}

fn temporary_beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().display();
    path.with_file_name(format!(".{name}.tmp-{}", std::process::id()))
}

/// Whoever reads our output may stop, as `head` does.
fn ended_early(error: csv::Error) -> Result<(), csv::Error> {
    match error.kind() {
        csv::ErrorKind::Io(io) if io.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        _ => Err(error),
    }
}
