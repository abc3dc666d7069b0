//! Where the CSV goes: standard output, or a file that appears whole or not at all.

use std::fs::File;
use std::io;
use std::path::Path;

use anyhow::Context;
use service::SeriesForecast;

use crate::commands::whole_file::WholeFile;

/// Writes the forecasts to a file, or to standard output.
pub(super) fn write(done: &[SeriesForecast], path: Option<&Path>) -> anyhow::Result<()> {
    match path {
        Some(path) => {
            let file = WholeFile::at(path);
            let written = fill(done, file.temporary());
            file.finish(written)
        }
        None => service::forecast_csv(done, io::stdout().lock()).or_else(ended_early).context("cannot write the CSV"),
    }
}

fn fill(done: &[SeriesForecast], path: &Path) -> anyhow::Result<()> {
    let mut file = File::create(path)?;
    service::forecast_csv(done, &mut file)?;
    Ok(file.sync_all()?)
}

/// Whoever reads our output may stop, as `head` does.
fn ended_early(error: csv::Error) -> Result<(), csv::Error> {
    match error.kind() {
        csv::ErrorKind::Io(io) if io.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        _ => Err(error),
    }
}
