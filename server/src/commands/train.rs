//! `promcast train`: learns a model from a CSV, and keeps it as a file that the server loads when it starts.

mod data;
mod report;

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use regression::{Model, Needs, Rows, Schema, Settings, bike_sharing, encode, read_csv};

use super::whole_file::WholeFile;
use crate::cli::TrainArgs;
use crate::config::Config;
use crate::logging;
use data::Data;

pub(crate) use data::BIKE_SHARING_URL;

/// Trains, writes the file, and says how good the model is.
pub(crate) fn train(args: TrainArgs) -> anyhow::Result<()> {
    let config = Config::of_command(&args.common)?;
    logging::start(config.log.level, config.log.format);
    let schema = bike_sharing();
    let data = Data::get(&args)?;
    let rows = rows(&schema, &data, &args)?;
    let settings = Settings { trees: args.trees, seed: args.seed };
    let model = regression::train(&schema, &rows, settings, data.origin)?;
    let path = match args.output {
        Some(path) => path,
        None => kept(&config.storage_path, &schema)?,
    };
    let bytes = write(&model, &path)?;
    report::print(&model, &path, bytes);
    Ok(())
}

/// The rows of the days asked for.
fn rows(schema: &Schema, data: &Data, args: &TrainArgs) -> anyhow::Result<Rows> {
    let all =
        read_csv(&data.bytes, schema, Needs::Target).with_context(|| format!("cannot learn from {}", data.name))?;
    let rows = all.between(args.from, args.to);
    let there =
        all.period().map_or("no row says its day".to_owned(), |(first, last)| format!("{first} to {last} are there"));
    ensure!(!rows.is_empty(), "{} has no row from {} to {}: {there}", data.name, args.from, args.to);
    Ok(rows)
}

/// Where the server looks for the model.
fn kept(storage_path: &Path, schema: &Schema) -> anyhow::Result<PathBuf> {
    let folder = storage_path.join("models");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    Ok(folder.join(format!("{}.model", schema.model)))
}

fn write(model: &Model, path: &Path) -> anyhow::Result<usize> {
    let bytes = encode(model);
    let file = WholeFile::at(path);
    let written = fill(file.temporary(), &bytes);
    file.finish(written).map(|()| bytes.len())
}

fn fill(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    Ok(file.sync_all()?)
}
