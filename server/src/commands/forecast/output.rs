//! Writes forecasts to standard output, or to a file that appears whole or not at all.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use anyhow::Context;
use api::ForecastTableView;
use service::SeriesForecast;
use timeseries::Axis;

use crate::commands::ended_early;
use crate::commands::whole_file::WholeFile;

/// Writes the forecasts to a file, or to standard output.
pub(super) fn write(
    done: &[SeriesForecast],
    axis_of: impl Fn(&SeriesForecast) -> Axis,
    path: Option<&Path>,
) -> anyhow::Result<()> {
    match path {
        Some(path) => {
            let file = WholeFile::at(path);
            let written = fill(done, axis_of, file.temporary());
            file.finish(written)
        }
        None => service::forecast_csv_along(done, axis_of, io::stdout().lock())
            .or_else(csv_ended)
            .context("cannot write the CSV"),
    }
}

/// Writes the forecasts and how they were chosen to a file, or to standard output.
pub(super) fn write_json(view: &ForecastTableView, path: Option<&Path>) -> anyhow::Result<()> {
    let json = serde_json::to_string_pretty(view)? + "\n";
    match path {
        Some(path) => {
            let file = WholeFile::at(path);
            let written = std::fs::write(file.temporary(), json).map_err(anyhow::Error::from);
            file.finish(written)
        }
        None => io::stdout().lock().write_all(json.as_bytes()).or_else(ended_early).context("cannot write the JSON"),
    }
}

fn fill(done: &[SeriesForecast], axis_of: impl Fn(&SeriesForecast) -> Axis, path: &Path) -> anyhow::Result<()> {
    let mut file = File::create(path)?;
    Ok(service::forecast_csv_along(done, axis_of, &mut file)?)
}

/// `ended_early`, of an error that the CSV writer has wrapped.
fn csv_ended(error: csv::Error) -> Result<(), csv::Error> {
    match error.kind() {
        csv::ErrorKind::Io(io) if io.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        _ => Err(error),
    }
}
